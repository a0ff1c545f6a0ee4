using System.Threading.Channels;
using PortSafe.Grains;

namespace PortSafe.Silo.Schedule;

/// <summary>Runs jobs in this process, one after another, once whoever asked for them is done. Used where no scheduler runs.</summary>
public sealed partial class QueuedJobs(IServiceScopeFactory scopes, ILogger<QueuedJobs> logger) : IJobs
{
    private readonly Channel<(JobKind Kind, string Argument)> _queue = Channel.CreateUnbounded<(JobKind, string)>();

    /// <inheritdoc/>
    public Task RunSoonAsync<TJob>(string argument, CancellationToken ct) where TJob : IJob =>
        _queue.Writer.WriteAsync((JobKind.Of<TJob>(), argument), ct).AsTask();

    /// <summary>Runs what has been asked for so far, and what that asks for in turn.</summary>
    public async Task RunAllAsync(CancellationToken ct)
    {
        while (_queue.Reader.TryRead(out var job))
            await RunAsync(job.Kind, job.Argument, ct);
    }

    /// <summary>Runs whatever is asked for until it is told to stop.</summary>
    public async Task RunAlwaysAsync(CancellationToken ct)
    {
        await foreach (var (kind, argument) in _queue.Reader.ReadAllAsync(ct))
            await RunAsync(kind, argument, ct);
    }

    private async Task RunAsync(JobKind kind, string argument, CancellationToken ct)
    {
        try
        {
            await kind.RunAsync(scopes, argument, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Log.Failed(logger, kind.Name, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} failed; the nightly sweep will find what it left")]
        public static partial void Failed(ILogger logger, string job, Exception exception);
    }
}
