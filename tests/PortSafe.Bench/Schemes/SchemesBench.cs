using System.Diagnostics;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Bench.Schemes;

/// <summary>Ports by the thousand with long histories: how fast all read models are rebuilt, and how soon JMSC's pages come.</summary>
internal static class SchemesBench
{
    private const int Ports = 10_000;
    private const double EventsASecond = 50_000;
    private const int TableMilliseconds = 300;
    private const int PortMilliseconds = 100;
    private const int Rounds = 3;

    private static readonly string[] Tables = ["/ports", "/ports?region=Wales&band=attention&sort=score", "/ports?q=port+gbm&sort=-last-action&page-number=10", "/ports?sort=review-due&page-number=199"];

    /// <param name="options">The databases to try, such as <c>sqlite</c> (which is tried when none is given), and how many ports.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var ports = options.Select(option => int.TryParse(option, out var number) ? number : 0).Max(0);
        var kinds = Enum.GetValues<DatabaseKind>().Where(kind => options.Contains(kind.ToString(), StringComparer.OrdinalIgnoreCase)).ToList();
        var holds = true;
        foreach (var kind in kinds.Count == 0 ? [DatabaseKind.Sqlite] : kinds)
            holds &= await RunAsync(kind, ports == 0 ? Ports : ports);
        return holds ? 0 : 1;
    }

    private static int Max(this IEnumerable<int> numbers, int least) => numbers.Append(least).Max();

    private static async Task<bool> RunAsync(DatabaseKind kind, int ports)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await GeneratedSchemes.WriteAsync(database, ports, TimeProvider.System.Today());
        Console.WriteLine($"{kind}: {ports:N0} ports with {GeneratedSchemes.EventsOfPort} events each, on {Environment.ProcessorCount} cores");
        var holds = await RebuildAsync(database, ports);
        await using var pages = await TimedPages.StartAsync(new Installation(database));
        foreach (var path in Tables)
            holds &= await PageAsync(pages, path, TableMilliseconds);
        foreach (var path in new[] { $"/ports/{GeneratedSchemes.LocodeOf(0)}", $"/ports/{GeneratedSchemes.LocodeOf(ports / 2)}" })
            holds &= await PageAsync(pages, path, PortMilliseconds);
        return holds;
    }

    private static async Task<bool> RebuildAsync(TestDatabase database, int ports)
    {
        var readModels = new ReadModels(database.Contexts, database.Location, TimeProvider.System);
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var events = await readModels.RebuildAsync(null, default);
            var rate = events / watch.Elapsed.TotalSeconds;
            best = Math.Max(best, rate);
            Console.WriteLine($"  rebuild of {events:N0} events: {watch.Elapsed.TotalSeconds:F1} s, {rate:N0} events a second");
        }
        if (await ShellReader.TimeAsync(database) is { } peer)
            Console.WriteLine($"  {ShellReader.NameOf(database)} alone reads the same rows in {peer.TotalSeconds:F1} s: the best rebuild takes {ports * GeneratedSchemes.EventsOfPort / best / peer.TotalSeconds:F1} times as long");
        return Tell(best >= EventsASecond, $"rebuild at {best:N0} events a second, wanted {EventsASecond:N0} or more");
    }

    private static async Task<bool> PageAsync(TimedPages pages, string path, int limit)
    {
        var median = await pages.TimeAsync(path);
        return Tell(median.TotalMilliseconds < limit, $"{path}: median {median.TotalMilliseconds:F0} ms, wanted under {limit} ms");
    }

    private static bool Tell(bool holds, string what)
    {
        Console.WriteLine($"  {(holds ? "reached" : "MISSED ")}  {what}");
        return holds;
    }
}
