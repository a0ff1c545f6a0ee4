using System.Diagnostics;
using System.Text;
using PortSafe.Auditor.Releases;
using PortSafe.Domain;

namespace PortSafe.Bench.Disclosure;

/// <summary>The peer: glpsol on the whole table of a year, as everyone knows it.</summary>
internal static class Glpk
{
    private const int Samples = 8;

    /// <summary>The mean time for the greatest count of one port in one quarter, its process included.</summary>
    public static async Task<TimeSpan> TimeAsync(Publication publication, IReadOnlyList<Quarter> quarters)
    {
        var folder = Directory.CreateTempSubdirectory("portsafe-glpk-");
        try
        {
            var total = TimeSpan.Zero;
            foreach (var (number, port) in publication.Ports.Where(port => port.Holds(quarters[0])).Take(Samples).Index())
            {
                var model = Path.Combine(folder.FullName, $"{number}.lp");
                await File.WriteAllTextAsync(model, Model(publication, quarters, $"x_{quarters[0]}_{port.Port}"));
                var watch = Stopwatch.StartNew();
                using var process = Process.Start(new ProcessStartInfo("glpsol", ["--lp", model]) { UseShellExecute = false, RedirectStandardOutput = true })!;
                var output = await process.StandardOutput.ReadToEndAsync();
                await process.WaitForExitAsync();
                total += watch.Elapsed;
                if (!output.Contains("INTEGER OPTIMAL SOLUTION FOUND", StringComparison.Ordinal))
                    throw new InvalidOperationException(output);
            }
            return total / Samples;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Model(Publication publication, IReadOnlyList<Quarter> quarters, string wanted)
    {
        var cells = from port in publication.Ports from quarter in quarters where port.Holds(quarter) select (port, quarter, name: $"x_{quarter}_{port.Port}");
        var all = cells.ToList();
        var text = new StringBuilder($"Maximize\n obj: {wanted}\nSubject To\n");
        foreach (var figure in publication.Figures.Where(figure => figure is { Group: null, Port: null } && quarters.Contains(figure.First)))
        {
            var parts = string.Join("\n + ", all.Where(cell => cell.quarter == figure.First && (figure.Region is null || cell.port.Region == figure.Region)).Select(cell => cell.name));
            text.Append($" {parts} >= {figure.Lower}\n {parts} <= {figure.Upper}\n");
        }
        text.Append($"Generals\n {string.Join("\n ", all.Select(cell => cell.name))}\nEnd\n");
        return text.ToString();
    }
}
