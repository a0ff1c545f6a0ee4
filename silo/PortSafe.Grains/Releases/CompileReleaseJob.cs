using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>
/// Compiles the release of the last closed quarter, from the fifth working day after its end on. A release that is there already is
/// left alone. It never submits or approves: that takes two people.
/// </summary>
public sealed partial class CompileReleaseJob(IGrains grains, TimeProvider clock, ILogger<CompileReleaseJob> logger) : IJob
{
    private static readonly Actor Self = Actor.Job(Name);

    public static string Name => "compile-release";

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        var quarter = Quarter.Of(clock.Today()).Previous;
        if (clock.Today() < WorkingDays.After(quarter.End, WorkingDays.CompileDay))
            return;
        var grain = grains.Get<IReleaseGrain>(quarter.ToString());
        if ((await grain.GetAsync(Self, ct)).Error?.Kind != ErrorKind.NotFound)
            return;
        var compiled = await grain.CompileAsync(Self, ct);
        if (compiled.Error is { } error)
            Log.NotCompiled(logger, quarter, error.Code);
        else
            Log.Compiled(logger, quarter);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Compiled the release of {Quarter}")]
        public static partial void Compiled(ILogger logger, Quarter quarter);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The release of {Quarter} could not be compiled: {Reason}")]
        public static partial void NotCompiled(ILogger logger, Quarter quarter, string reason);
    }
}
