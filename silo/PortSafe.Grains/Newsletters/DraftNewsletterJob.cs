using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters;

/// <summary>Drafts the newsletter of a quarter whose release is frozen. A quarter that has an issue is left alone.</summary>
public sealed class DraftNewsletterJob(IGrains grains, FrozenReleases releases) : IJob
{
    private static readonly Actor Self = Actor.Job(Name);

    public static string Name => "draft-newsletter";

    /// <param name="argument">The quarter; empty for the latest frozen one.</param>
    /// <exception cref="InvalidOperationException">The draft was refused; the message says why.</exception>
    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        if (!Quarter.TryParse(argument, null, out var quarter))
        {
            if ((await releases.AllAsync(ct)).LastOrDefault() is not { } latest)
                return;
            quarter = latest.Quarter;
        }
        var drafted = await grains.Get<IIssueGrain>(IssueKey.Of(quarter).ToString()).CompileAsync(Self, ct);
        if (drafted.Error is { } error)
            throw new InvalidOperationException($"The newsletter of {quarter} was not drafted. {error.Message}");
    }
}
