using System.Globalization;
using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Bench.Ingest;

/// <summary>A register of 1,000 ports and a file of 120 months × 1,000 ports × 12 categories, the same on every run.</summary>
internal sealed class GeneratedReports(string folder, Month last, bool isShuffled)
{
    public const int Ports = 1000;
    public const int Months = 120;
    public const int Categories = 12;
    public const int Rows = Ports * Months * Categories;

    private const int Seed = 20_260_930;

    public string PortsFile { get; } = Path.Combine(folder, "ports.csv");

    public string ReportsFile { get; } = Path.Combine(folder, "reports.csv");

    /// <summary>The sum of all counts.</summary>
    public long Total { get; private set; }

    public void Write()
    {
        var regions = PublicationPlan.Current.Regions;
        File.WriteAllLines(PortsFile, ["locode,name,region,size,latitude,longitude", .. Enumerable.Range(0, Ports).Select(index => Port(index, regions))]);
        var random = new Random(Seed);
        var rows = new string[Rows];
        for (var index = 0; index < Rows; index++)
        {
            var count = random.Next(1, 30);
            rows[index] = Row(index, count);
            Total += count;
        }
        if (isShuffled)
            random.Shuffle(rows);
        File.WriteAllLines(ReportsFile, ["month,locode,category,count", .. rows]);
    }

    private string Row(int index, int count)
    {
        var (month, port, category) = (index / (Ports * Categories), index / Categories % Ports, index % Categories);
        var start = last.Start.AddMonths(month - Months + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{start:yyyy-MM},{Locode(port)},{ReportCategory.All[category].Code},{count}");
    }

    private static string Port(int index, IReadOnlyList<Domain.Ports.Region> regions) =>
        string.Create(CultureInfo.InvariantCulture, $"{Locode(index)},Port {index},{regions[index % regions.Count]},{(index % 4 == 0 ? "major" : "minor")},51.5,-1.5");

    private static string Locode(int index) => $"GB{Letter(index / 676)}{Letter(index / 26)}{Letter(index)}";

    private static char Letter(int index) => (char)('A' + (index % 26));
}
