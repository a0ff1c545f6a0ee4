using PortSafe.Grains;

namespace PortSafe.Silo.Schedule;

/// <summary>A job that can be scheduled.</summary>
/// <param name="Name">Its stable name; schedules in the database know it by that and by nothing else.</param>
/// <param name="Cron">When it runs by itself, as a Quartz cron expression in London time; null when it only follows something else.</param>
/// <param name="Type">The job's class.</param>
/// <param name="Run">Makes the job from services, and runs it on an argument.</param>
public sealed record JobKind(string Name, string? Cron, Type Type, Func<IServiceProvider, string, CancellationToken, Task> Run)
{
    public static JobKind Of<TJob>(string? cron = null) where TJob : IJob => new(
        TJob.Name, cron, typeof(TJob), (services, argument, ct) => ((TJob)services.GetRequiredService(typeof(TJob))).ExecuteAsync(argument, ct));

    /// <summary>Runs the job once, on services of its own.</summary>
    public async Task RunAsync(IServiceScopeFactory scopes, string argument, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Run(scope.ServiceProvider, argument, ct);
    }
}
