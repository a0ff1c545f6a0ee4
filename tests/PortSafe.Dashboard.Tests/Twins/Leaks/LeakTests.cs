using PortSafe.Testing;
using Xunit.Abstractions;

namespace PortSafe.Dashboard.Tests.Twins.Leaks;

/// <summary>What the twin test is worth: leaks of every kind that is known are put into both hosts, one after another, and it must find each.</summary>
[Collection(TwinCollection.Name)]
public sealed class LeakTests(TwinSite site, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Dictionary<Twin, (TwinServer Server, LeakyHost Host)> _others = [];
    private (TwinServer Server, LeakyHost Host) _first;
    private TwinRecord _record = null!;

    public async Task InitializeAsync()
    {
        _record = await site.RecordAsync();
        _first = await StartAsync("the first", site.First);
    }

    public async Task DisposeAsync()
    {
        foreach (var (server, _) in _others.Values.Append(_first))
            await server.DisposeAsync();
    }

    [Fact]
    public async Task Every_seeded_leak_is_found()
    {
        List<string> lines = [];
        foreach (var leak in LeakList.All)
            lines.Add($"{(leak.Mail is null ? await FindAsync(leak) : await FindInMailAsync(leak)) ?? "NOT FOUND"}: {leak}");

        Directory.CreateDirectory(Repository.PathTo("artifacts", "tests"));
        await File.WriteAllLinesAsync(Repository.PathTo("artifacts", "tests", "leaks.txt"), lines);
        output.WriteLine(string.Join('\n', lines));
        Assert.Equal(LeakList.All.Count, LeakList.All.DistinctBy(leak => leak.Name).Count());
        Assert.DoesNotContain(lines, line => line.StartsWith("NOT FOUND", StringComparison.Ordinal));
    }

    /// <returns>The first request that shows it; null when none does.</returns>
    private async Task<string?> FindAsync(Leak leak)
    {
        var other = await OtherAsync(leak.Twin);
        foreach (var request in _record.Exchanges.Select(exchange => exchange.Request).Where(request => request.Method == "GET" && request.Path.StartsWith(leak.From, StringComparison.Ordinal)))
        {
            if (!await DiffersAsync(leak, other, request))
                continue;
            // It is the leak that was found, and nothing else.
            Assert.False(await DiffersAsync(null, other, request), $"{request} differs without a leak.");
            return $"{leak.Twin}, {request}";
        }
        return null;
    }

    private async Task<bool> DiffersAsync(Leak? leak, (TwinServer Server, LeakyHost Host) other, TwinRequest request)
    {
        (_first.Host.Open, other.Host.Open) = (leak, leak);
        var (one, two) = (await _first.Server.AskAsync(request), await other.Server.AskAsync(request));
        return one.Differs(two) is not null || (leak?.Log is not null && !one.Logs.Order(StringComparer.Ordinal).SequenceEqual(two.Logs.Order(StringComparer.Ordinal)));
    }

    /// <summary>Sends the issue that has not been sent yet.</summary>
    private async Task<string?> FindInMailAsync(Leak leak)
    {
        var other = await OtherAsync(leak.Twin);
        (_first.Host.Open, other.Host.Open) = (leak, leak);
        var compile = TwinRequest.Form($"{leak.From}?handler=Compile", site.Askers.Single(asker => asker.Name == "editor"));
        var issue = leak.From.Split('/')[2];
        var submit = TwinRequest.Form($"/newsletters/{issue}/review?handler=Submit", site.Askers.Single(asker => asker.Name == "editor"), ("revision", "1"));
        var before = TwinMail.Of(_first.Server);
        foreach (var request in (TwinRequest[])[compile, submit])
        {
            Assert.Equal(302, (await _first.Server.AskAsync(request)).Answer.Status);
            Assert.Equal(302, (await other.Server.AskAsync(request)).Answer.Status);
        }
        await _first.Server.SendAsync(issue);
        await other.Server.SendAsync(issue);
        var (here, there) = (TwinMail.Of(_first.Server), TwinMail.Of(other.Server));
        Assert.Equal(before.Count + 1, here.Count);
        return here.SequenceEqual(there) ? null : $"{leak.Twin}, mail";
    }

    private async Task<(TwinServer Server, LeakyHost Host)> OtherAsync(Twin twin)
    {
        if (!_others.TryGetValue(twin, out var other))
            _others[twin] = other = await StartAsync($"{twin}", (await site.FindAsync(twin)).Database);
        return other;
    }

    private static async Task<(TwinServer Server, LeakyHost Host)> StartAsync(string name, Testing.Databases.TestDatabase database)
    {
        var host = new LeakyHost(await Truth.OfAsync(database));
        return (await TwinServer.StartAsync(name, await database.CopyAsync(), fault: host.Put), host);
    }
}
