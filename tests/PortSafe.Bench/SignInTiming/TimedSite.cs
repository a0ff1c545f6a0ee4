using Microsoft.EntityFrameworkCore;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Bench.SignInTiming;

/// <summary>The real program with a few people who sign in by password and code, some of them locked out.</summary>
internal sealed class TimedSite : IAsyncDisposable
{
    private const string Administrator = "admin-001@timing.example";
    private const int Each = 5;

    private readonly TestDatabase _database;
    private readonly PortSafeServer _server;
    private readonly HttpClient _browser;

    private TimedSite(TestDatabase database, PortSafeServer server) => (_database, _server, _browser) = (database, server, server.CreateClient());

    /// <summary>The addresses of those who can sign in.</summary>
    public static IReadOnlyList<string> Open { get; } = [.. Enumerable.Range(0, Each).Select(number => $"opened-{number:D3}@timing.example")];

    /// <summary>The addresses of those who are locked out, as long as the others.</summary>
    public static IReadOnlyList<string> Locked { get; } = [.. Enumerable.Range(0, Each).Select(number => $"locked-{number:D3}@timing.example")];

    /// <summary>Addresses that nobody has, as long as the others.</summary>
    public static IReadOnlyList<string> Unknown { get; } = [.. Enumerable.Range(0, 1000).Select(number => $"nobody-{number:D3}@timing.example")];

    public static async Task<TimedSite> StartAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var installation = new Installation(database);
        List<string> invitations = [await installation.AddPersonAsync(Administrator, "jmsc-admin")];
        foreach (var email in Open.Concat(Locked))
            invitations.Add(await installation.AddPersonAsync(email, "jmsc-analyst", Administrator));
        var server = await installation.ServeAsync();
        foreach (var invitation in invitations)
            (await server.SignInAsync(invitation)).Dispose();
        var site = new TimedSite(database, server);
        await site.LockAsync();
        return site;
    }

    public Task<TimedForm> OpenFormAsync(string path) => TimedForm.OpenAsync(_browser, path);

    /// <summary>Forgets wrong tries and links that were sent, so that the next ones are counted and sent again. Those locked out stay so.</summary>
    public async Task ResetAsync()
    {
        await using var db = _database.CreateContext();
        await db.Users.ExecuteUpdateAsync(change => change.SetProperty(person => person.AccessFailedCount, 0));
        await db.AccountLinks.ExecuteDeleteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task LockAsync()
    {
        await using var db = _database.CreateContext();
        var until = (DateTimeOffset?)TimeProvider.System.GetUtcNow().AddDays(1);
        await db.Users.Where(person => Locked.Contains(person.Email)).ExecuteUpdateAsync(change => change.SetProperty(person => person.LockoutEnd, until));
    }
}
