using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains;
using Quartz;
using IJob = PortSafe.Grains.IJob;

namespace PortSafe.Silo.Schedule;

/// <summary>The one class that Quartz knows: runs the job that its key names. A job that is under way is not begun again.</summary>
[DisallowConcurrentExecution]
public sealed partial class QuartzJob(IServiceScopeFactory scopes, ILogger<QuartzJob> logger) : Quartz.IJob
{
    internal const string Argument = "argument";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        if (ScheduleRegistration.Jobs.FirstOrDefault(job => job.Name == name) is not { } kind)
        {
            Log.Unknown(logger, name);
            return;
        }
        await kind.RunAsync(scopes, context.MergedJobDataMap.GetString(Argument) ?? "", cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule names the job {Job}, which this program does not have")]
        public static partial void Unknown(ILogger logger, string job);
    }
}

/// <summary>Starts jobs out of turn through the scheduler, so that a job asked for outlives this process.</summary>
public sealed class QuartzJobs(ISchedulerFactory schedulers) : IJobs
{
    /// <inheritdoc/>
    public async Task RunSoonAsync<TJob>(string argument, CancellationToken ct) where TJob : IJob
    {
        var scheduler = await schedulers.GetScheduler(ct);
        await scheduler.TriggerJob(new JobKey(TJob.Name), new JobDataMap { [QuartzJob.Argument] = argument }, ct);
    }
}
