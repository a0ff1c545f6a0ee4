using System.Diagnostics;

namespace PortSafe.Bench.Analytics;

/// <param name="Rate">Requests a second.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="Worst">The 99th percentile, in milliseconds.</param>
/// <param name="Octets">A mean answer's body.</param>
internal sealed record Load(double Rate, double Median, double Worst, long Requests, double Octets);

/// <summary>So many connections, each asking again as soon as it is answered.</summary>
internal static class LoadedHttp
{
    /// <summary>By then the hot code of each server has been compiled as far as it will be.</summary>
    private const double WarmUpSeconds = 6;

    private const int Connections = 16;

    /// <param name="client">Opens a connection for each request that waits.</param>
    /// <param name="paths">Asked for in turn; every connection begins elsewhere among them.</param>
    public static async Task<Load> RunAsync(HttpClient client, IReadOnlyList<string> paths, double seconds)
    {
        await RoundAsync(client, paths, WarmUpSeconds);
        return await RoundAsync(client, paths, seconds);
    }

    private static async Task<Load> RoundAsync(HttpClient client, IReadOnlyList<string> paths, double seconds)
    {
        var clock = Stopwatch.StartNew();
        var lanes = await Task.WhenAll(Enumerable.Range(0, Connections).Select(lane => Task.Run(() => LaneAsync(client, paths, lane * paths.Count / Connections, clock, seconds))));
        var elapsed = clock.Elapsed.TotalSeconds;
        var times = lanes.SelectMany(lane => lane.Times).Order().ToList();
        return new Load(times.Count / elapsed, times[times.Count / 2], times[(int)(times.Count * 0.99)], times.Count, lanes.Sum(lane => lane.Octets) / (double)times.Count);
    }

    private static async Task<(List<double> Times, long Octets)> LaneAsync(HttpClient client, IReadOnlyList<string> paths, int first, Stopwatch clock, double seconds)
    {
        var (times, octets, buffer) = (new List<double>(), 0L, new byte[64 << 10]);
        for (var index = first; clock.Elapsed.TotalSeconds < seconds; index++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(paths[index % paths.Count], UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{paths[index % paths.Count]} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            await using var body = await answer.Content.ReadAsStreamAsync();
            for (int read; (read = await body.ReadAsync(buffer)) > 0;)
                octets += read;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return (times, octets);
    }
}
