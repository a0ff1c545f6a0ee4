using System.Diagnostics;
using PortSafe.Dashboard.Tests.Access;
using PortSafe.Domain;
using PortSafe.Testing.Databases;
using Xunit.Abstractions;

namespace PortSafe.Dashboard.Tests.Twins;

public sealed class TwinTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Try()
    {
        var watch = Stopwatch.StartNew();
        await using var empty = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        IReadOnlyList<TwinAsker> askers = [];
        var start = await TwinStory.ContinueAsync(empty, async story =>
        {
            await story.SettleAsync();
            askers = await story.AdmitAsync();
            await story.StateAsync("2023-01", "2025-09");
            await story.FreezeAsync(new Quarter(2025, 3));
        });
        output.WriteLine($"start {watch.Elapsed}");
        var one = await TwinStory.ContinueAsync(start, async story =>
        {
            await story.StateAsync("2025-10", "2026-06");
            await story.FreezeAsync(new Quarter(2025, 4));
            await story.FreezeAsync(new Quarter(2026, 2));
        });
        output.WriteLine($"one {watch.Elapsed}");
        var a = await TwinStory.ContinueAsync(one, async story =>
        {
            await story.StateAsync("2026-07", "2026-09");
            await story.FreezeAsync(new Quarter(2026, 3));
        });
        var b = await TwinStory.ContinueAsync(one, async story =>
        {
            await story.StateAsync("2026-07", "2026-09", new OneReport("2026-08", "GBDVR", "insider-recruited"));
            await story.FreezeAsync(new Quarter(2026, 3));
        });
        output.WriteLine($"ab {watch.Elapsed}");
        await using var first = await TwinServer.StartAsync("first", a);
        await using var second = await TwinServer.StartAsync("second", b);
        output.WriteLine($"started {watch.Elapsed}");
        Assert.Equal(await a.RowsAsync("releases"), await b.RowsAsync("releases"));
        foreach (var asker in askers.Where(asker => asker.Key.Length == 0))
        {
            var page = await first.SendAsync(TwinRequest.Get(asker.IsPerson ? "/how-to-read" : "/sign-in", asker));
            asker.FormToken = SiteClient.TokenIn(System.Text.Encoding.UTF8.GetString(page.Body));
            asker.FormCookie = page.Header("Set-Cookie")?.Split(';')[0] ?? "";
            output.WriteLine($"{asker} {page.Head[0]} {asker.FormToken.Length} {asker.FormCookie}");
        }
        var entries = await Entry.ListAsync(first.Services);
        var reads = TwinScript.Reads(entries, askers).ToList();
        output.WriteLine($"{reads.Count} requests");
        var differences = new List<string>();
        List<Exchange> done = [];
        TimeSpan ta = default, tb = default;
        foreach (var request in reads)
        {
            var w = Stopwatch.GetTimestamp();
            var x = await first.AskAsync(request);
            ta += Stopwatch.GetElapsedTime(w);
            w = Stopwatch.GetTimestamp();
            var y = await second.AskAsync(request);
            tb += Stopwatch.GetElapsedTime(w);
            done.Add(x);
            if (x.Differs(y) is { } difference)
                differences.Add(difference);
        }
        output.WriteLine($"asked {watch.Elapsed} {ta} {tb}");
        output.WriteLine($"statuses {string.Join(", ", done.GroupBy(x => x.Answer.Status).Select(g => $"{g.Key}: {g.Count()}"))}");
        output.WriteLine($"log chars {done.Sum(x => (long)x.Logs.Length)}");
        output.WriteLine($"{differences.Count} differences");
        File.WriteAllLines("/tmp/twin4.diffs", differences);
        File.WriteAllLines("/tmp/twin4.slow", done.Select(x => x.Request.ToString() + " " + x.Answer.Status + " " + x.Answer.Bytes));
    }
}
