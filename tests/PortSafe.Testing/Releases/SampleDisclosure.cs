using System.Globalization;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Testing.Releases;

/// <summary>What the display rule leaves to see of one kind of cell.</summary>
/// <param name="Cells">How many there are, over all periods.</param>
/// <param name="Bands">How many are shown as a band, the others as fewer than 10.</param>
/// <param name="MeanError">The mean absolute difference, in reports, between the exact count and the middle of its band; of bands alone.</param>
public sealed record DisplayedCells(string Name, int Cells, int Bands, double MeanError)
{
    /// <summary>0 to 1.</summary>
    public double Share => (double)Bands / Cells;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: {Cells} cells, {Share:P1} shown as a band, mean absolute error of its middle {MeanError:F2}");
}

/// <summary>Reads the sample files by themselves, without the importer or the compiler, and applies the display rule to their sums.</summary>
public static class SampleDisclosure
{
    private sealed record Line(Month Month, Locode Port, ReportCategory Category, int Count);

    /// <summary>Nation × quarter, nation × quarter × group, region × quarter, large port × quarter, small port × whole year.</summary>
    public static IReadOnlyList<DisplayedCells> Measure()
    {
        // A port's name may hold a comma; what is read stands before and after it.
        var ports = Rows("uk-ports.csv").ToDictionary(row => Locode.Parse(row[0]), row => (Region: Region.Parse(row[^4]), Size: PortSize.Parse(row[^3])));
        var lines = Rows("reports-2023-2026.csv").Select(row => new Line(Month.Parse(row[0]), Locode.Parse(row[1]), ReportCategory.Parse(row[2]), int.Parse(row[3], CultureInfo.InvariantCulture))).ToList();
        var quarters = lines.Select(line => line.Month.Quarter).Distinct().Order().ToList();
        var years = quarters.Where(quarter => quarter.Number == 4).Select(quarter => quarter.Year).ToList();
        return
        [
            Of("nation x quarter", lines, line => line.Month.Quarter, quarters),
            Of("nation x quarter x group", lines, line => (line.Category.Group, line.Month.Quarter), Pairs(CategoryGroup.All, quarters)),
            Of("region x quarter", lines, line => (ports[line.Port].Region, line.Month.Quarter), Pairs(PublicationPlan.Current.Regions, quarters)),
            Of("large port x quarter", lines, line => (line.Port, line.Month.Quarter), Pairs(OfSize(PortSize.Major), quarters)),
            Of("small port x year", lines, line => (line.Port, line.Month.Quarter.Year), Pairs(OfSize(PortSize.Minor), years)),
        ];

        IReadOnlyList<Locode> OfSize(PortSize size) => [.. ports.Where(port => port.Value.Size == size).Select(port => port.Key)];
    }

    private static DisplayedCells Of<TKey>(string name, IEnumerable<Line> lines, Func<Line, TKey> keyOf, IReadOnlyList<TKey> keys)
        where TKey : notnull
    {
        var sums = lines.GroupBy(keyOf).ToDictionary(group => group.Key, group => group.Sum(line => line.Count));
        var counts = keys.Select(key => sums.GetValueOrDefault(key)).ToList();
        var bands = counts.Select(count => (Count: count, Figure: ReleasedFigure.Of(count))).Where(shown => !shown.Figure.IsBelowThreshold).ToList();
        return new DisplayedCells(name, counts.Count, bands.Count, bands.Count == 0 ? 0 : bands.Average(shown => Math.Abs(shown.Count - shown.Figure.Middle)));
    }

    private static (TOne, TOther)[] Pairs<TOne, TOther>(IEnumerable<TOne> ones, IReadOnlyList<TOther> others) =>
        [.. ones.SelectMany(one => others.Select(other => (one, other)))];

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Repository.PathTo("scripts", "sample-data", file)).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));
}
