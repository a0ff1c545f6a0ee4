namespace PortSafe.Grains;

/// <summary>
/// Work that runs without a person. Whatever it makes has a natural key in the database, so that running it twice does nothing twice.
/// </summary>
public interface IJob
{
    /// <summary>The stable name by which schedules and the audit log know it, in kebab case.</summary>
    static abstract string Name { get; }

    /// <param name="argument">What to work on, such as a quarter; empty to find out by itself.</param>
    Task ExecuteAsync(string argument, CancellationToken ct);
}

/// <summary>Starts jobs out of turn.</summary>
public interface IJobs
{
    /// <summary>Runs the job soon, after the caller's own work. One that is lost is found by the nightly sweep.</summary>
    Task RunSoonAsync<TJob>(string argument, CancellationToken ct) where TJob : IJob;
}
