using System.Diagnostics;
using System.Globalization;
using System.Text;
using PortSafe.Auditor.Releases;

namespace PortSafe.Auditor.Tests.Releases;

/// <summary>
/// The GNU Linear Programming Kit as a second opinion: it shares no code and no formulation with the auditor. All extremes of all tables
/// are one model, with a copy of its table for each, because a process for each would take minutes.
/// </summary>
internal static class Glpk
{
    private const long FarAbove = 100_000;

    /// <summary>For each table the range of every cell, by one integer program for every so many tables.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<(long Min, long? Max)>>> RangesAsync(IReadOnlyList<CountTable> tables)
    {
        var ranges = new List<IReadOnlyList<(long, long?)>>();
        foreach (var some in tables.Chunk(4))
            ranges.AddRange(await SolveAsync(some));
        return ranges;
    }

    private static async Task<IEnumerable<IReadOnlyList<(long Min, long? Max)>>> SolveAsync(CountTable[] tables)
    {
        var folder = Directory.CreateTempSubdirectory("portsafe-glpk-");
        try
        {
            var (model, result) = (Path.Combine(folder.FullName, "model.lp"), Path.Combine(folder.FullName, "result.txt"));
            await File.WriteAllTextAsync(model, Model(tables));
            using var process = Process.Start(new ProcessStartInfo("glpsol", ["--lp", model, "--write", result]) { UseShellExecute = false, RedirectStandardOutput = true })
                ?? throw new InvalidOperationException("glpsol did not start.");
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(output.Contains("INTEGER OPTIMAL SOLUTION FOUND", StringComparison.Ordinal), output);
            var values = (await File.ReadAllLinesAsync(result)).Where(line => line.StartsWith("j ", StringComparison.Ordinal)).Select(line => long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)).ToList();
            return Read(tables, values);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Model(CountTable[] tables)
    {
        var (objective, rows, bounds, integers) = (new StringBuilder("Minimize\n obj:"), new StringBuilder("Subject To\n"), new StringBuilder("Bounds\n"), new StringBuilder("Generals\n"));
        foreach (var (copy, table, wanted, sign) in Copies(tables))
        {
            string Name(int cell) => $"x{copy}_{cell}";
            for (var cell = 0; cell < table.Lower.Length; cell++)
            {
                objective.Append(CultureInfo.InvariantCulture, $" + {(cell == wanted ? sign : 0)} {Name(cell)}\n");
                bounds.Append(CultureInfo.InvariantCulture, $" {table.Lower[cell]} <= {Name(cell)} <= {table.Upper[cell] ?? FarAbove}\n");
                integers.Append(CultureInfo.InvariantCulture, $" {Name(cell)}\n");
            }
            foreach (var sum in table.Sums)
                rows.Append(CultureInfo.InvariantCulture, $" {string.Join(" + ", sum.Skip(1).Select(Name))} - {Name(sum[0])} = 0\n");
        }
        return objective.Replace("+ -1", "- 1").ToString() + rows + bounds + integers + "End\n";
    }

    private static IEnumerable<(int Copy, CountTable Table, int Wanted, int Sign)> Copies(CountTable[] tables) =>
        tables.SelectMany(table => Enumerable.Range(0, table.Lower.Length * 2).Select(way => (table, way))).Select((item, copy) => (copy, item.table, item.way / 2, item.way % 2 == 0 ? 1 : -1));

    private static IEnumerable<IReadOnlyList<(long Min, long? Max)>> Read(CountTable[] tables, List<long> values)
    {
        var place = 0;
        foreach (var table in tables)
        {
            var ranges = new List<(long, long?)>();
            for (var cell = 0; cell < table.Lower.Length; cell++)
            {
                var (min, max) = (values[place + cell], values[place + table.Lower.Length + cell]);
                ranges.Add((min, max >= FarAbove / 10 ? null : max));
                place += 2 * table.Lower.Length;
            }
            yield return ranges;
        }
    }
}
