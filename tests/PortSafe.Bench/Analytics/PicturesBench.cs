using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Bench.Analytics;

/// <summary>
/// The sector's charts as pictures, one asked for after the other: over HTTP from the product, drawn when no picture of that width is kept
/// and when one is; and drawn by matplotlib in a warm process, in the same sizes and in turn.
/// </summary>
internal static partial class PicturesBench
{
    private const int Width = 900;
    private const int WarmUp = 5;
    private const int Rounds = 10;
    private const int KeptRounds = 50;
    private const double Goal = 1;

    public static async Task<bool> RunAsync(TestDatabase database, People people)
    {
        var charts = await ChartsAsync(database);
        await using var server = await new Installation(database).ServeAsync();
        using var client = await server.SignInAsync(await people.InviteAsync());
        await using var peer = await Matplotlib.StartAsync(Path.Combine(database.Directory, "charts.json"), charts);
        Console.WriteLine($"Pictures: the sector's {charts.Count} charts of {GeneratedSector.Quarters} quarters, {Rounds} of each, one after the other");
        var isReached = true;
        foreach (var kind in new[] { "svg", "png" })
            isReached &= await RunAsync(client, peer, charts, kind);
        return isReached;
    }

    private static async Task<bool> RunAsync(HttpClient client, Matplotlib peer, IReadOnlyList<Chart> charts, string kind)
    {
        var (drawn, kept, others) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            for (var chart = 0; chart < charts.Count; chart++)
            {
                // Of no width is a picture kept yet.
                var width = Width - round;
                var (picture, took) = await AskAsync(client, charts[chart], kind, width);
                var other = await peer.DrawAsync(chart, kind, width, HeightOf(picture, kind), round == 0 ? Keep(charts[chart], "matplotlib", kind) : null);
                if (round == 0)
                    await File.WriteAllBytesAsync(Keep(charts[chart], "portsafe", kind), picture);
                if (round < 0)
                    continue;
                drawn.Add(took);
                others.Add(other);
            }
        }
        for (var round = -1; round < KeptRounds; round++)
        {
            foreach (var chart in charts)
            {
                var (_, took) = await AskAsync(client, chart, kind, Width);
                if (round >= 0)
                    kept.Add(took);
            }
        }
        var ratio = others.Sum() / drawn.Sum();
        Console.WriteLine($"  {kind.ToUpperInvariant()} a second: PortSafe drawn {Rate(drawn),6:F1}, kept {Rate(kept),6:F0}; matplotlib {peer.Version} {Rate(others),6:F1}");
        Console.WriteLine($"  {(ratio >= Goal ? "reached" : "MISSED ")}  {kind.ToUpperInvariant()} beside matplotlib: {ratio:F1} times as many drawn (goal: {Goal:F0}), {Rate(kept) / Rate(others):F0} times as many kept");
        return ratio >= Goal;
    }

    private static double Rate(List<double> times) => times.Count * 1000 / times.Sum();

    private static async Task<IReadOnlyList<Chart>> ChartsAsync(TestDatabase database)
    {
        var sector = new SectorCharts(new FrozenReleases(database.Contexts));
        var charts = new List<Chart>();
        foreach (var id in SectorCharts.Ids)
            charts.Add(await sector.FindAsync(id, GeneratedSector.Last, default) ?? throw new InvalidOperationException($"There is no chart {id}."));
        return charts;
    }

    private static async Task<(byte[] Picture, double Milliseconds)> AskAsync(HttpClient client, Chart chart, string kind, int width)
    {
        var path = $"/api/v1/charts/{chart.Id}.{kind}?quarter={GeneratedSector.Last}&width={width}";
        var start = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var picture = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? (picture, Stopwatch.GetElapsedTime(start).TotalMilliseconds) : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
    }

    /// <summary>In pixels of the SVG; a PNG has two to one.</summary>
    private static int HeightOf(byte[] picture, string kind) => kind == "png"
        ? BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)) / 2
        : int.Parse(SvgHeight().Match(Encoding.UTF8.GetString(picture)).Groups["height"].Value, CultureInfo.InvariantCulture);

    /// <summary>Pictures are kept to be looked at: only the same work can be compared.</summary>
    private static string Keep(Chart chart, string by, string kind)
    {
        var folder = Repository.PathTo("artifacts", "bench-pictures");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{chart.Id}-{by}.{kind}");
    }

    [GeneratedRegex("<svg[^>]* height=\"(?<height>[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SvgHeight();
}
