using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains;
using PortSafe.Silo.Hosting;
using PortSafe.Silo.Schedule;
using PortSafe.Testing.Databases;
using Quartz;

namespace PortSafe.Silo.Tests.Schedule;

public sealed class ScheduleTests
{
    [Fact]
    public void Every_job_has_a_name_of_its_own() =>
        Assert.Equal(ScheduleRegistration.Jobs.Count, ScheduleRegistration.Jobs.Select(job => job.Name).Distinct(StringComparer.Ordinal).Count());

    [Theory, BothDatabases]
    public async Task A_job_asked_for_runs_by_its_name_from_the_database(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var app = Build(database);
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var ended = new Ended(SweepJob.Name);
        scheduler.ListenerManager.AddJobListener(ended);

        await app.StartAsync();
        Assert.Null(await ended.Failure.WaitAsync(TimeSpan.FromSeconds(60)));

        var stored = await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup());
        Assert.Equal(ScheduleRegistration.Jobs.Select(job => job.Name).Order(), stored.Select(key => key.Name).Order());
        await app.StopAsync();
    }

    [Fact]
    public async Task Jobs_that_run_by_themselves_do_so_in_London_time()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var app = Build(database);
        await app.StartAsync();
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

        var trigger = (ICronTrigger)(await scheduler.GetTrigger(new TriggerKey("compile-release")))!;

        Assert.Equal("Europe/London", trigger.TimeZone.Id);
        var summer = trigger.GetFireTimeAfter(new DateTimeOffset(2027, 7, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2027, 7, 1, 5, 0, 0, TimeSpan.Zero), summer);
        await app.StopAsync();
    }

    private static WebApplication Build(TestDatabase database)
    {
        Environment.SetEnvironmentVariable("PORTSAFE_Mail__From", "newsletter@portsafe.example");
        return PlatformServer.Build(database.Location, Roles.Jobs, "http://127.0.0.1:0", null);
    }

    /// <summary>Tells how the first run of a job ended.</summary>
    private sealed class Ended(string job) : IJobListener
    {
        private readonly TaskCompletionSource<Exception?> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "ended";

        public Task<Exception?> Failure => _failure.Task;

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            if (context.JobDetail.Key.Name == job)
                _failure.TrySetResult(jobException);
            return ValueTask.CompletedTask;
        }
    }
}
