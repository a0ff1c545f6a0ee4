using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Data.Audit;

namespace PortSafe.Grains.Audit;

/// <summary>Says every minute how many refusals were left out of the log.</summary>
internal sealed partial class RefusalCounts(AuditRefusals refusals, TimeProvider clock, ILogger<RefusalCounts> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await FlushAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        try
        {
            await refusals.FlushAsync(ct);
        }
        catch (Exception exception) when (DatabaseErrors.IsFault(exception))
        {
            Log.NotWritten(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The count of refusals could not be written to the audit log")]
        public static partial void NotWritten(ILogger logger, Exception exception);
    }
}
