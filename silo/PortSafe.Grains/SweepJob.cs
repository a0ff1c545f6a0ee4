using PortSafe.Data.Ports;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Schemes;

namespace PortSafe.Grains;

/// <summary>Every night: does what other jobs should have done and, for whatever reason, did not.</summary>
public sealed class SweepJob(ReadModels readModels, CompileReleaseJob compile, RemindReleaseJob remind, DraftNewsletterJob draft, ApplicationsJob applications, ReviewNudgeJob nudges, DormantSchemesJob dormant, MailSavedViewsJob savedViews) : IJob
{
    public static string Name => "sweep";

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        await readModels.CatchUpAsync(ct);
        await compile.ExecuteAsync("", ct);
        await remind.ExecuteAsync("", ct);
        await draft.ExecuteAsync("", ct);
        await applications.ExecuteAsync("", ct);
        await nudges.ExecuteAsync("", ct);
        await dormant.ExecuteAsync("", ct);
        await savedViews.ExecuteAsync("", ct);
    }
}
