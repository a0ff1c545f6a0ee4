using System.Diagnostics;
using PortSafe.Grains.Analytics;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Bench.Analytics;

/// <summary>
/// The pages of the whole sector that JMSC opens, of 1,000 ports × 40 quarters and every measure: the first answer of a server that has just
/// started, and later ones.
/// </summary>
internal static class OverviewBench
{
    private const int Rounds = 51;
    private const int ColdMilliseconds = 2_000;
    private const int WarmMilliseconds = 100;

    private static readonly (string Name, IReadOnlyList<string> Paths)[] Pages =
    [
        ("sector overview", ["/"]),
        ("exact reports", ["/exact"]),
        ("engagement now", ["/exact/engagement"]),
        ("each measure, by region and quarter", [.. Measure.All.Select(measure => $"/explore?measure={measure.Id}&by=region&period=all")]),
    ];

    public static async Task<bool> RunAsync(TestDatabase database, People people)
    {
        Console.WriteLine($"Pages: cold on a server of their own, warm medians of {Rounds}");
        var isReached = true;
        foreach (var (name, paths) in Pages)
            isReached &= await RunAsync(new Installation(database), await people.InviteAsync(), name, paths);
        return isReached;
    }

    private static async Task<bool> RunAsync(Installation installation, string invitation, string name, IReadOnlyList<string> paths)
    {
        await using var server = await installation.ServeAsync();
        using var client = await server.SignInAsync(invitation);
        var cold = await TimeAsync(client, paths[0]);
        var warm = new List<double>();
        foreach (var path in paths)
            await TimeAsync(client, path);
        for (var index = 0; index < Rounds; index++)
            warm.Add(await TimeAsync(client, paths[index % paths.Count]));
        warm.Sort();
        var holds = cold < ColdMilliseconds && warm[Rounds / 2] < WarmMilliseconds;
        Console.WriteLine($"  {(holds ? "reached" : "MISSED ")}  {name,-36} cold {cold,6:F0} ms (goal: {ColdMilliseconds}), warm {warm[Rounds / 2],6:F1} ms (goal: {WarmMilliseconds}), slowest {warm[^1]:F1} ms");
        return holds;
    }

    private static async Task<double> TimeAsync(HttpClient client, string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
    }
}
