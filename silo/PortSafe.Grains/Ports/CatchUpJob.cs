using PortSafe.Data.Ports;

namespace PortSafe.Grains.Ports;

/// <summary>Brings the read models level with the calendar: soon after midnight, and when a list found more to do than its reader should wait for.</summary>
public sealed class CatchUpJob(ReadModels readModels) : IJob
{
    public static string Name => "catch-up";

    public Task ExecuteAsync(string argument, CancellationToken ct) => readModels.CatchUpAsync(ct);
}
