namespace PortSafe.Silo.Schedule;

/// <summary>Runs queued jobs for as long as the process serves.</summary>
internal sealed class QueuedJobsRunner(QueuedJobs jobs) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => jobs.RunAlwaysAsync(stoppingToken);
}
