using System.Collections.Concurrent;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Faults.Tests;

/// <summary>Installations that a class of tests prepares once for each database; every test then works on a copy.</summary>
public abstract class PreparedInstallation : IAsyncLifetime
{
    public const string Admin = "admin@jmsc.example";
    public const string SecondAdmin = "second@jmsc.example";

    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestDatabase>>> _prepared = new();

    protected static string Register { get; } = Repository.PathTo("scripts", "sample-data", "uk-ports.csv");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var prepared in _prepared.Values)
            await (await prepared.Value).DisposeAsync();
    }

    /// <summary>A copy of the prepared installation's database and folder.</summary>
    public async Task<TestDatabase> CopyAsync(DatabaseKind kind) =>
        await (await _prepared.GetOrAdd(kind, _ => new Lazy<Task<TestDatabase>>(() => CreateAsync(kind))).Value).CopyAsync();

    /// <summary>Brings an installation, which has two administrators and the sample register of ports, to where the tests begin.</summary>
    protected abstract Task PrepareAsync(TestDatabase database, Installation installation);

    private async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var installation = new Installation(database);
        await installation.AddPersonAsync(Admin, "jmsc-admin");
        await installation.AddPersonAsync(SecondAdmin, "jmsc-admin", by: Admin);
        await installation.AnswerAsync("import", "ports", Register, "--as", Admin);
        await PrepareAsync(database, installation);
        return database;
    }
}
