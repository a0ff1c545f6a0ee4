using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Subscribers;
using PortSafe.Silo.Schedule;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>One report: what a twin has more of than the other.</summary>
internal sealed record OneReport(string Month, string Port, string Category);

/// <summary>What happens to an installation before anyone looks, step by step, each step through the product itself.</summary>
internal sealed class TwinStory(IServiceProvider services)
{
    /// <summary>The view that the analyst keeps from the start, and is sent.</summary>
    public const string SavedView = "0192d8a5-0000-7000-8000-0000000000aa";

    private const string Source = "crimestoppers";
    private const string Header = "month,locode,category,count";

    private static readonly Actor Loader = Actor.Person(new Guid(1, 0, 0, new byte[8]), Role.JmscAdmin);
    private static readonly Lazy<string[]> Sample = new(() => [.. File.ReadLines(Repository.PathTo("scripts", "sample-data", "reports-2023-2026.csv")).Skip(1)]);

    /// <summary>A copy of a database to which more has happened.</summary>
    /// <param name="ago">How long before <see cref="TwinServer.Now"/> it happens.</param>
    /// <param name="logs">Told all that is logged meanwhile; null when nobody listens.</param>
    public static async Task<TestDatabase> ContinueAsync(TestDatabase from, Func<TwinStory, Task> steps, TimeSpan ago, TwinLogs? logs = null)
    {
        var database = await from.CopyAsync();
        await using (var app = TwinServer.Build(database, TwinServer.Now - ago, builder => TwinServer.Watch(builder, logs)))
        {
            await steps(new TwinStory(app.Services));
            await app.Services.GetRequiredService<QueuedJobs>().RunAllAsync(default);
        }
        await SameIdsAsync(database);
        return database;
    }

    /// <summary>The register, the schemes, and everyone who will ask.</summary>
    public async Task SettleAsync()
    {
        await ImportAsync(ImportKind.Ports, File.ReadAllText(Repository.PathTo("scripts", "sample-data", "uk-ports.csv")));
        await ImportAsync(ImportKind.Schemes, File.ReadAllText(Repository.PathTo("scripts", "sample-data", "scheme-events.csv")));
        await ImportAsync(ImportKind.Awareness, File.ReadAllText(Repository.PathTo("scripts", "sample-data", "awareness-2022-2026.csv")));
        await using var scope = services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<People>();
        Assert.Null((await people.AddSampleAsync(default)).Error);
        foreach (var manager in TwinPeople.Managers)
            Assert.Null((await people.AddAsync(new NewPerson($"M. {manager.Port}", manager.Email, Role.PortManager, Locode.Parse(manager.Port)), Loader, default)).Error);
        var subscribers = scope.ServiceProvider.GetRequiredService<SubscriberList>();
        foreach (var email in TwinPeople.Subscribers)
            Assert.Null((await subscribers.AddAsync(email, SubscriptionBasis.Consent, "form", default)).Error);
        await KeepViewAsync();
    }

    /// <summary>A view of reports, saved by the analyst and sent after each release.</summary>
    private async Task KeepViewAsync()
    {
        var (saved, analyst) = (services.GetRequiredService<SavedViews>(), await ActorAsync(SampleSite.Analyst));
        var kept = await saved.SaveAsync(SectorViewText.Parse("measure=reports&by=region").Read().Value!, "Reports", null, analyst, default);
        Assert.Null((await saved.ChangeAsync(kept.Value!.Id, "Reports", null, isMailed: true, analyst, default)).Error);
    }

    /// <summary>The months to June 2026, and what is published of them.</summary>
    public async Task ToJuneAsync(OneReport? more)
    {
        await StateAsync("2025-10", "2026-06", more);
        await FreezeAsync(new Quarter(2025, 4));
        await FreezeAsync(new Quarter(2026, 2));
    }

    /// <summary>The months to September 2026, and what is published of them.</summary>
    public async Task ToSeptemberAsync(OneReport? more)
    {
        await StateAsync("2026-07", "2026-09", more);
        await FreezeAsync(new Quarter(2026, 3));
    }

    /// <summary>October, of which nothing is published yet. Its counts are such that no other number is like them.</summary>
    /// <param name="more">0 or 1.</param>
    public Task InOctoberAsync(int more) => StateAsync(Unlike.Select((count, index) => $"2026-10,{TwinPeople.Ports[index]},insider-recruited,{count + (index == 0 ? more : 0)}"));

    /// <summary>Counts that stand for nothing else, wherever they are met.</summary>
    public static IReadOnlyList<int> Unlike { get; } = [702_511, 613_867, 581_239, 494_987];

    /// <summary>Takes in a statement of the sample's months from first to last, with one report more, or none.</summary>
    public Task StateAsync(string first, string last, OneReport? more = null) => ImportAsync(ImportKind.Reports, Statement(first, last, more));

    /// <summary>Takes in a statement that was written by hand, without its header.</summary>
    public Task StateAsync(params IEnumerable<string> rows) => ImportAsync(ImportKind.Reports, Text(rows));

    /// <summary>Tries to take in a file that has something wrong with it.</summary>
    public async Task FailToStateAsync(params IEnumerable<string> rows) =>
        Assert.IsType<ImportOutcome.Refused>(await TryAsync(ImportKind.Reports, Text(rows)));

    /// <summary>Publishes a quarter: everything from its compilation to its freezing.</summary>
    public async Task FreezeAsync(Quarter quarter)
    {
        var (grain, admin, second) = (services.GetRequiredService<IGrains>().Get<IReleaseGrain>(quarter.ToString()), await ActorAsync(SampleSite.Admin), await ActorAsync(SampleSite.SecondAdmin));
        Assert.Null((await grain.CompileAsync(admin, default)).Error);
        var audited = (await grain.AuditAsync(admin, default)).Value!;
        Assert.Null((await grain.SubmitAsync(admin, default)).Error);
        Assert.Null((await grain.ApproveAsync(audited.Hash, second, default)).Error);
        Assert.Null((await grain.FreezeAsync(audited.Hash, admin, default)).Error);
    }

    /// <summary>Signs everyone in, twice, and makes a key for each scope: the same cookies and keys then work on every twin.</summary>
    public async Task<IReadOnlyList<TwinAsker>> AdmitAsync()
    {
        List<TwinAsker> askers = [new TwinAsker("nobody", "", "", "")];
        foreach (var (name, email) in TwinPeople.ByName)
            askers.Add(new TwinAsker(name, await SignInAsync(email), await SignInAsync(email), ""));
        foreach (var scope in KeyScope.All)
        {
            var made = await services.GetRequiredService<ApiKeys>().AddAsync(new NewApiKey($"key {scope}", [scope], 30), await ActorAsync(SampleSite.Admin), default);
            askers.Add(new TwinAsker($"key {scope}", "", "", made.Value!.Text));
        }
        return askers;
    }

    public static string Statement(string first, string last, OneReport? more)
    {
        var rows = Sample.Value.Where(row => string.CompareOrdinal(row[..7], first) >= 0 && string.CompareOrdinal(row[..7], last) <= 0).ToList();
        if (more is null)
            return Text(rows);
        var key = $"{more.Month},{more.Port},{more.Category},";
        var known = rows.FindIndex(row => row.StartsWith(key, StringComparison.Ordinal));
        var count = known < 0 ? 0 : int.Parse(rows[known].AsSpan(key.Length), CultureInfo.InvariantCulture);
        rows.RemoveAll(row => row.StartsWith(key, StringComparison.Ordinal));
        return Text(rows.Append(string.Create(CultureInfo.InvariantCulture, $"{key}{count + 1}")));
    }

    public static string Text(IEnumerable<string> rows) => string.Join('\n', rows.Order(StringComparer.Ordinal).Prepend(Header)) + "\n";

    private async Task ImportAsync(ImportKind kind, string text) => Assert.IsType<ImportOutcome.Imported>(await TryAsync(kind, text));

    private async Task<ImportOutcome> TryAsync(ImportKind kind, string text)
    {
        var request = new ImportRequest(kind, () => new MemoryStream(Encoding.UTF8.GetBytes(text)), ImportLimits.CommandLine, kind == ImportKind.Reports ? Source : null, IsConfirmed: true);
        return await services.GetRequiredService<ImportFiles>().ImportAsync(request, Loader, null, default);
    }

    private async Task<KnownPerson> PersonAsync(string email)
    {
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<People>().FindAsync(email, default))!;
    }

    private async Task<Actor> ActorAsync(string email) => (await PersonAsync(email)).Actor;

    private async Task<string> SignInAsync(string email)
    {
        await using var scope = services.CreateAsyncScope();
        // From where they will ask, so that the browser is one that is known already.
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Connection = { RemoteIpAddress = IPAddress.Loopback } };
        http.Request.Headers.UserAgent = TwinRequest.Browser;
        await SessionCookie.SignInAsync(http, await PersonAsync(email), SignInMethod.Password);
        return http.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    /// <summary>Issues and saved views are given random ids; twins get the same one for the same quarter, and for the one view.</summary>
    private static Task SameIdsAsync(TestDatabase database) => database.ExecuteAsync($"""
        PRAGMA foreign_keys = OFF;
        UPDATE saved_views SET id = '{SavedView.ToUpperInvariant()}';
        UPDATE issue_revisions SET issue_id = (SELECT '0192D8A5-0000-7000-8000-00000000' || substr(quarter, 3, 2) || '0' || substr(quarter, 6, 1) FROM issues WHERE id = issue_id);
        UPDATE issues SET id = '0192D8A5-0000-7000-8000-00000000' || substr(quarter, 3, 2) || '0' || substr(quarter, 6, 1);
        PRAGMA foreign_keys = ON;
        """);
}
