using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>
/// Compiles and audits the release of the last closed quarter, from the fifth working day after its end on, and likewise the revision
/// of the last year. What is there already is left alone. It never submits or approves: that takes two people.
/// </summary>
public sealed partial class CompileReleaseJob(IGrains grains, TimeProvider clock, ILogger<CompileReleaseJob> logger) : IJob
{
    private static readonly Actor Self = Actor.Job(Name);

    public static string Name => "compile-release";

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        var today = clock.Today();
        foreach (var id in new[] { ReleaseId.Of(Quarter.Of(today).Previous), ReleaseId.RevisionOf(today.Year - 1) })
        {
            if (today >= WorkingDays.After(id.WaitsUntil, WorkingDays.CompileDay))
                await PrepareAsync(id, ct);
        }
    }

    private async Task PrepareAsync(ReleaseId id, CancellationToken ct)
    {
        var grain = grains.Get<IReleaseGrain>(id.ToString());
        var release = await grain.GetAsync(Self, ct);
        if (release.Error?.Kind == ErrorKind.NotFound)
            release = await grain.CompileAsync(Self, ct);
        if (release.Value is { IsUnsafe: false } compiled && compiled.State == ReleaseState.Compiled)
            release = await grain.AuditAsync(Self, ct);
        if (release.Error is { Code: not ReleaseCompiler.QuartersNotFrozen } error)
            Log.NotPrepared(logger, id, error.Code);
        else if (release.Value is { } prepared)
            Log.Prepared(logger, id, prepared.State.Code);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The release of {Release} is {State}")]
        public static partial void Prepared(ILogger logger, ReleaseId release, string state);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The release of {Release} could not be compiled and audited: {Reason}")]
        public static partial void NotPrepared(ILogger logger, ReleaseId release, string reason);
    }
}
