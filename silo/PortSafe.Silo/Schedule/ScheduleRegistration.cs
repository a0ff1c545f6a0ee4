using Microsoft.Data.Sqlite;
using Npgsql;
using PortSafe.Data;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Schemes;
using PortSafe.Grains.Subscribers;
using Quartz;

namespace PortSafe.Silo.Schedule;

/// <summary>What runs by itself, and when.</summary>
public static class ScheduleRegistration
{
    /// <summary>
    /// Every job, in London time. They run daily and find out for themselves whether there is anything to do, so that one that was
    /// missed is found the next day.
    /// </summary>
    public static IReadOnlyList<JobKind> Jobs { get; } =
    [
        JobKind.Of<CatchUpJob>("0 1 0 * * ?"),
        JobKind.Of<CompileReleaseJob>("0 0 6 * * ?"),
        JobKind.Of<RemindReleaseJob>("0 30 6 * * ?"),
        JobKind.Of<ReviewNudgeJob>("0 0 8 * * ?"),
        JobKind.Of<DormantSchemesJob>("0 0 7 ? * MON"),
        JobKind.Of<DraftNewsletterJob>(),
        JobKind.Of<MailSavedViewsJob>("0 0 9 * * ?"),
        JobKind.Of<ContinueSendsJob>("5/10 * * * * ?"),
        JobKind.Of<SendNoticesJob>("0 * * * * ?"),
        JobKind.Of<SweepJob>("0 0 3 * * ?"),
        JobKind.Of<RetentionJob>("0 30 3 * * ?"),
        JobKind.Of<NewsletterAddressJob>("0 45 3 * * ?"),
        JobKind.Of<ApplicationsJob>("0 15 * * * ?"),
        JobKind.Of<ExpiredSignUpsJob>("0 20 * * * ?"),
    ];

    /// <summary>Adds the jobs themselves.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        foreach (var job in Jobs)
            services.AddTransient(job.Type);
        return services;
    }

    /// <summary>Adds the scheduler, or where this process does not run jobs by schedule, a queue for those that others ask for.</summary>
    public static IServiceCollection AddSchedule(this IServiceCollection services, DatabaseLocation location, bool runs)
    {
        if (!runs)
            return services.AddSingleton<QueuedJobs>().AddSingleton<IJobs>(provider => provider.GetRequiredService<QueuedJobs>()).AddHostedService<QueuedJobsRunner>();

        services.AddSingleton<IJobs, QuartzJobs>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "portsafe");
            quartz.UseDefaultThreadPool(2);
            quartz.UsePersistentStore(store => Configure(store, location));
            foreach (var job in Jobs)
                Add(quartz, job);
        });
        return services.AddQuartzHostedService(options =>
        {
            options.AwaitApplicationStarted = true;
            options.WaitForJobsToComplete = true;
        });
    }

    private static void Configure(IPersistentStoreBuilder store, DatabaseLocation location)
    {
        store.ProvisionSchema();
        if (!location.IsPostgres)
        {
            store.UseSqlite(SqliteFactory.Instance, location.ConnectionString);
            return;
        }
        store.UsePostgres(NpgsqlFactory.Instance, location.ConnectionString);
        store.UseClustering();
    }

    private static void Add(IQuartzBuilder quartz, JobKind job)
    {
        var key = new JobKey(job.Name);
        quartz.AddJob<QuartzJob>(options => options.WithIdentity(key).StoreDurably());
        if (job.Cron is { } cron)
            quartz.AddTrigger(options => options.ForJob(key).WithIdentity(job.Name).WithCronSchedule(cron, schedule => schedule.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"))));
    }
}
