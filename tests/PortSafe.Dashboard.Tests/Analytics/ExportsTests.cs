using System.Buffers.Binary;
using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PortSafe.Domain;
using PortSafe.Testing.Charts;

namespace PortSafe.Dashboard.Tests.Analytics;

/// <summary>What people take from a page holds what the page shows: each file is read back by other means than it was written.</summary>
public sealed class ExportsTests(ExportsTests.Releases site) : IClassFixture<ExportsTests.Releases>
{
    private static readonly string[] Markers = ["c", "x"];

    [Theory]
    [InlineData(DrawnAs.Bars, "measure=line-known&by=region&period=2026Q2")]
    [InlineData(DrawnAs.Bars, "measure=reports&by=region&period=2026Q2&sort=name")]
    [InlineData(DrawnAs.Bars, "measure=line-known&by=region&period=2023Q2")]
    [InlineData(DrawnAs.Columns, "measure=staff-reached&by=region&period=2026Q2&chart=column")]
    [InlineData(DrawnAs.Columns, "measure=reports&period=2025Q2..2026Q2&region=wales")]
    [InlineData(DrawnAs.Lines, "measure=line-known&period=2025Q2..2026Q2&compare=nation&region=wales")]
    [InlineData(DrawnAs.Lines, "measure=adoption-rate&by=size&period=2025Q2..2026Q2")]
    [InlineData(DrawnAs.Stacked, "measure=schemes-by-stage&period=last-5")]
    [InlineData(DrawnAs.Panels, "measure=line-known&by=region&period=2025Q2..2026Q2")]
    [InlineData(DrawnAs.Tiles, "measure=staff-reached&by=region&period=2026Q2&chart=map")]
    public async Task Every_file_of_every_kind_of_chart_reads_back_as_the_page(DrawnAs drawnAs, string query)
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var page = Shown.Of(await client.ReadAsync($"/explore?{query}"));

        AssertTable(page, await client.GetByteArrayAsync(page.Files["csv"]));
        AssertSpreadsheet(page, await client.GetByteArrayAsync(page.Files["xlsx"]));
        var svg = new DrawnChart(await client.GetStringAsync(page.Files["svg"]));
        AssertPicture(page, drawnAs, svg);
        AssertPixels(svg, await client.GetByteArrayAsync(page.Files["png"]));
    }

    [Fact]
    public async Task A_filter_changed_on_the_page_changes_every_file()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var wales = Shown.Of(await client.ReadAsync("/explore?measure=staff-reached&period=2025Q2..2026Q2&region=wales"));
        var east = Shown.Of(await client.ReadAsync("/explore?measure=staff-reached&period=2025Q2..2026Q2&region=east"));

        Assert.Equal("Wales only.", wales.Filters);
        Assert.Equal("The East only.", east.Filters);
        foreach (var kind in wales.Files.Keys)
            Assert.NotEqual(await client.GetByteArrayAsync(wales.Files[kind]), await client.GetByteArrayAsync(east.Files[kind]));
        AssertTable(east, await client.GetByteArrayAsync(east.Files["csv"]));
    }

    private static void AssertTable(Shown page, byte[] file)
    {
        var records = CommaSeparated.Read(file);
        var about = records.TakeWhile(record => record is not [""]).ToList();
        var table = records.Skip(about.Count + 1).ToList();

        AssertAbout(page, [.. about.Select(record => (record[0], record[1]))]);
        Assert.Equal(page.Header, table[0]);
        Assert.Equal(page.Rows.Select(row => string.Join(" | ", row)), table.Skip(1).Select(row => string.Join(" | ", row.Select((text, column) => column == 0 ? HeadingOf(text) : page.AsShown(text)))));
    }

    private static void AssertSpreadsheet(Shown page, byte[] bytes)
    {
        var file = new Spreadsheet(bytes);
        var rows = file.Rows(1);

        Assert.False(file.HasFormulas);
        Assert.Equal([page.Title], rows[0]);
        Assert.Equal([page.Measure], rows[1]);
        Assert.Equal(page.Header, rows[3].Cast<string>());
        Assert.Equal(page.Rows.Select(row => string.Join(" | ", row)), rows.Skip(4).Select((row, index) => string.Join(" | ", row.Select((cell, column) => column == 0 ? HeadingOf((string)cell) : TextOf(page, cell, page.Rows[index][column])))));
        AssertAbout(page, [.. file.Rows(2).Select(row => ((string)row[0], (string)row[1]))]);
    }

    private static void AssertAbout(Shown page, IReadOnlyList<(string Name, string Text)> about)
    {
        string Of(string name) => about.Single(line => line.Name == name).Text;
        Assert.Equal(page.Title, Of("Title"));
        Assert.Equal(page.Measure, Of("Measure"));
        Assert.Equal(page.Filters, about.SingleOrDefault(line => line.Name == "Filters").Text);
        Assert.Equal(page.Release, Of("Release"));
        Assert.Equal(page.Source, Of("Source"));
        Assert.Matches("^[0-9a-f]{64}$", Of("Fingerprint"));
        Assert.All(about.Where(line => line.Name == "Note"), line => Assert.Contains(line.Text, page.Notes, StringComparison.Ordinal));
        var cells = page.Rows.SelectMany(row => row.Skip(1)).ToList();
        Assert.Equal(
            Markers.Where(marker => cells.Contains(page.AsShown(marker))),
            about.Where(line => line.Name == "Marker").Select(line => line.Text.Split(':')[0]));
    }

    private static void AssertPicture(Shown page, DrawnAs drawnAs, DrawnChart svg)
    {
        foreach (var text in new[] { page.Title, page.Measure, page.Filters, page.Release, $"Source: {page.Source}", page.OwnNotes }.OfType<string>().Where(text => text.Length > 0))
            Assert.Contains(text, svg.Text, StringComparison.Ordinal);
        var series = Enumerable.Range(1, page.Header.Count - 1).Select(column => page.Rows.Select(row => row[column]).ToList()).ToList();
        var isOverTime = drawnAs is DrawnAs.Lines or DrawnAs.Panels or DrawnAs.Stacked;
        // Over time what is latest is written, and the others are where they belong; else all are written.
        Assert.All(isOverTime ? series.Select(points => points[^1]) : page.Rows.Count > 11 ? [] : series[0].Where(IsFigure), text => Assert.Contains(text, svg.Text, StringComparison.Ordinal));
        if (drawnAs != DrawnAs.Tiles)
            AssertPlaces(series, svg.Places(drawnAs));
    }

    /// <summary>Within a series, and over all, a unit takes as many pixels everywhere.</summary>
    private static void AssertPlaces(List<List<string>> series, IReadOnlyList<IReadOnlyList<double>> drawn)
    {
        Assert.Equal(series.Count, drawn.Count);
        var scales = new List<double>();
        foreach (var (points, places) in series.Zip(drawn))
        {
            var values = points.Where(IsFigure).Select(ValueOf).ToList();
            Assert.Equal(values.Count, places.Count);
            var (least, most) = (values.IndexOf(values.Min()), values.IndexOf(values.Max()));
            if (values[least] == values[most])
                continue;
            var scale = (places[most] - places[least]) / (values[most] - values[least]);
            scales.Add(scale);
            Assert.All(values.Zip(places), point => Assert.InRange(point.Second - places[least] - ((point.First - values[least]) * scale), -1.1, 1.1));
        }
        Assert.NotEmpty(scales);
        Assert.InRange(scales.Max() / scales.Min(), 1, 1.1);
    }

    /// <summary>Two pixels to one of the SVG.</summary>
    private static void AssertPixels(DrawnChart svg, byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal((svg.Width * 2, svg.Height * 2), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    private static string HeadingOf(string key) => Quarter.TryParse(key, null, out var quarter) ? quarter.Title : key;

    private static string TextOf(Shown page, object cell, string shown) => cell switch
    {
        string text => page.AsShown(text),
        double number when shown.EndsWith('%') => (number * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%",
        double number => number.ToString("#,0.#", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException("Neither text nor number.", nameof(cell)),
    };

    private static bool IsFigure(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]);

    /// <summary>A figure as it is drawn: a band at its middle.</summary>
    private static double ValueOf(string text) => text.TrimEnd('%').Split('–').Average(part => double.Parse(part, NumberStyles.Number, CultureInfo.InvariantCulture));

    /// <summary>A year of releases on end, and one of a time when few regions answered.</summary>
    public sealed class Releases : SampleSite
    {
        protected override IEnumerable<Quarter> FrozenQuarters => [new Quarter(2023, 2), .. Quarter.Range(Frozen.SameQuarterLastYear, Frozen)];
    }

    /// <summary>A page with one chart, as a reader reads it.</summary>
    /// <param name="OwnNotes">Without where to read more.</param>
    private sealed record Shown(
        string Title, string Measure, string? Filters, string Release, string Source, string Notes, string OwnNotes, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows,
        IReadOnlyDictionary<string, Uri> Files)
    {
        public static Shown Of(IHtmlDocument page)
        {
            var figure = page.QuerySelector("figure")!;
            var origin = figure.QuerySelectorAll(".ps-chart__origin p").Select(Line).ToList();
            var filters = origin.Count == 3 ? origin[0] : null;
            var measure = Line(figure.QuerySelector(".ps-chart__measure")!);
            var notes = figure.QuerySelector(".ps-chart__notes");
            return new Shown(
                page.Text("h1"), filters is null ? measure : measure[..^(filters.Length + 2)], filters, origin[^2], origin[^1]["Source: ".Length..],
                notes is null ? "" : Line(notes), notes is null ? "" : Line(notes.ChildNodes[0]),
                [.. figure.QuerySelectorAll("thead th").Select(Line)], [.. figure.QuerySelectorAll("tbody tr").Select(row => (IReadOnlyList<string>)[.. row.Children.Select(Line)])],
                figure.QuerySelectorAll("a[download]").ToDictionary(link => link.TextContent.Trim().ToLowerInvariant(), link => new Uri(link.GetAttribute("href")!, UriKind.Relative)));
        }

        /// <summary>What stands on pages for what files mark.</summary>
        public string AsShown(string text) => text switch
        {
            "c" => Measure.Contains("reports", StringComparison.Ordinal) ? "withheld" : "not shown",
            "x" => "not known",
            _ => text,
        };

        private static string Line(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
