using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Tests.Charts;

/// <summary>Charts of the shapes the platform draws.</summary>
internal static class SampleCharts
{
    private static readonly string[] Regions =
    [
        "Wales", "Scotland Central and South", "South West", "Thames and Medway", "Yorkshire and The Humber", "East", "South East",
        "Scotland North and Islands", "North East", "Northern Ireland", "North West",
    ];

    private static readonly string[] Quarters = [.. Quarter.Range(new Quarter(2023, 1), new Quarter(2026, 3)).Select(quarter => quarter.ToString())];

    public static Chart BarWithReferenceLine { get; } = Make("staff-reached", ChartKind.Bar, Regions, Shares("Staff reached", 22, 22, 20, 19, 17, 17, 15, 15, 15, 12, 10)) with
    {
        Title = "Scotland Central and Wales reach most staff, the North West fewest",
        Subtitle = "Share of staff briefed in the last four quarters, by region, July to September 2026, per cent",
        CategoryName = "Region",
        Unit = "%",
        ReferenceLine = new ChartReferenceLine(18, "UK 18%"),
    };

    public static Chart LineOfBands { get; } = Make("reports", ChartKind.Line, Quarters, Reports("Reports", 210, 245, 305, 320, 320, 430, 455, 370, 435, 500, 470, 435, 465, 585, 540));

    public static Chart LineWithGaps { get; } = Make("region-reports", ChartKind.Line, Quarters, new ChartSeries("Reports",
    [
        Report(3), Report(0), Report(11), Report(15), ChartPoint.Unknown, Report(20), Report(25), Report(15), Report(9),
        ChartPoint.Withheld, ChartPoint.Withheld, Report(30), Report(25), Report(20), Report(25),
    ]));

    public static Chart TwoLines { get; } = Make("reach", ChartKind.Line, Quarters,
        Shares("Felixstowe", 0, 4, 9, 14, 18, 22, 25, 27, 29, 31, 35, 38, 40, 43, 45),
        Shares("Scotland North and Islands", 0, 8, 10, 17, 19, 23, 29, 24, 24, 22, 17, 18, 17, 16, 17)) with
    { Unit = "%" };

    public static Chart ColumnOfBands { get; } = Make("port-reports", ChartKind.Column, Quarters, new ChartSeries("Reports",
    [
        Report(1), Report(9), Report(10), Report(4), Report(10), Report(14), Report(17), Report(0), Report(12), Report(15),
        ChartPoint.Withheld, Report(13), ChartPoint.Unknown, Report(19), Report(11),
    ])) with
    { Notes = ["Hatched: fewer than 10. The pale end of a column is its published band."] };

    public static Chart Stacked { get; } = Make("stages", ChartKind.StackedColumn, Quarters,
        Counts("Active", ChartColour.Navy, 0, 0, 0, 5, 7, 8, 15, 17, 21, 25, 26, 25, 27, 25, 20),
        Counts("Review due", ChartColour.Orange, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 3, 5, 6, 8, 13),
        Counts("Launched", ChartColour.Teal, 1, 7, 10, 19, 21, 22, 19, 25, 24, 25, 25, 25, 23, 24, 26),
        Counts("Pack issued", ChartColour.Lilac, 19, 23, 35, 27, 33, 40, 42, 39, 39, 35, 32, 31, 31, 30, 28)) with
    { Unit = "ports" };

    public static Chart ColumnsInGroups { get; } = Make("survey", ChartKind.Column, Quarters[^6..],
        Shares("Know the line", 50, 52, 55, 60, 63, 66), Shares("Believe it is anonymous", 40, 42, 45, 50, 53, 56)) with
    { Unit = "%", ReferenceLine = new ChartReferenceLine(58, "Aim 58%") };

    public static Chart BarsInGroups { get; } = Make("two-years", ChartKind.Bar, Regions,
        Shares("July to September 2026", 22, 22, 20, 19, 17, 17, 15, 15, 15, 12, 10),
        Shares("July to September 2025", 20, 22, 22, 18, 18, 15, 15, 17, 14, 13, 8)) with
    { Unit = "%" };

    public static Chart BarOfBands { get; } = Make("regions", ChartKind.Bar, Regions, new ChartSeries("Reports",
    [
        Report(25), Report(40), Report(30), Report(55), ChartPoint.Withheld, Report(10), Report(15), Report(15), Report(2), ChartPoint.Unknown, Report(0),
    ])) with
    { CategoryName = "Region" };

    /// <summary>A table that the release leaves out as a whole.</summary>
    public static Chart BarOfWithheld { get; } = Make("withheld", ChartKind.Bar, Regions, new ChartSeries("Reports", [.. Regions.Select(_ => ChartPoint.WithheldReports)])) with
    {
        Title = "Reports by region are withheld this quarter",
        CategoryName = "Region",
        Withheld = "this table would have narrowed down what single ports reported, so none of it is published this quarter",
    };

    /// <summary>A panel a region, one of them with quarters withheld and one with quarters unknown.</summary>
    public static Chart Panels { get; } = Make("panels", ChartKind.SmallMultiples, Quarters,
        [
            .. Regions.Select((region, i) => new ChartSeries(region, [.. Quarters.Select((_, quarter) => PanelPoint(i, quarter))])),
            Shares("UK", 40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 60, 62, 64, 66, 68) with { Everywhere = true },
        ]) with
    {
        Title = "Knowledge of the line rose in 9 of 11 regions within a year",
        Subtitle = "Share of survey respondents who know the reporting line, by region and quarter, per cent",
        Unit = "%",
    };

    /// <summary>Panels of report figures: bands, quarters below the threshold, and one region withheld throughout.</summary>
    public static Chart PanelsOfBands { get; } = Make("panels-of-bands", ChartKind.SmallMultiples, Quarters[^6..],
        [.. Regions[..5].Select((region, i) => new ChartSeries(region, [.. Enumerable.Range(0, 6).Select(quarter => i == 3 ? ChartPoint.WithheldReports : Report((12 * i) + (5 * quarter) - 4 < 0 ? 3 : (12 * i) + (5 * quarter) - 4))]))]);

    public static Chart TileMap { get; } = Make("tile-map", ChartKind.TileMap, Regions, new ChartSeries("Know the line",
        [.. Regions.Select((_, i) => i switch { 9 => ChartPoint.Withheld, 3 => ChartPoint.Unknown, _ => ChartPoint.Figure(45 + (i * 7 % 31), $"{45 + (i * 7 % 31)}%") })])) with
    {
        Title = "Yorkshire and The Humber knows the line best, Wales least",
        CategoryName = "Region",
        Unit = "%",
        ReferenceLine = new ChartReferenceLine(58, "UK 58%"),
    };

    public static Chart TileMapOfBands { get; } = Make("tile-map-of-bands", ChartKind.TileMap, Regions, new ChartSeries("Reports", [.. Regions.Select((_, i) => Report(i == 2 ? 4 : 12 + (5 * i)))])) with { CategoryName = "Region" };

    /// <summary>A line with what happened while it lasted, two of it close together.</summary>
    public static Chart Marked { get; } = LineOfBands with
    {
        Id = "marked",
        Marks = [new ChartMark("2023Q3", "A"), new ChartMark("2025Q1", "B"), new ChartMark("2025Q2", "C")],
        Notes = ["A: Poster campaign, 4 September 2023.", "B: New posters, 3 March 2025.", "C: Film, 5 May 2025."],
    };

    public static Chart MarkedColumns { get; } = ColumnOfBands with { Id = "marked-columns", Marks = Marked.Marks };

    public static Chart MarkedPanels { get; } = Panels with { Id = "marked-panels", Marks = Marked.Marks };

    public static IEnumerable<Chart> All =>
    [
        Marked, MarkedColumns, MarkedPanels,
        Panels, PanelsOfBands, TileMap, TileMapOfBands,
        BarWithReferenceLine, BarOfBands, BarOfWithheld, BarsInGroups, LineOfBands, LineWithGaps, TwoLines, ColumnOfBands, ColumnsInGroups, Stacked,
    ];

    public static Chart Make(string id, ChartKind kind, IReadOnlyList<string> categories, params IReadOnlyList<ChartSeries> series) => new()
    {
        Id = id,
        Title = "Reports have risen in each year since 2023",
        Subtitle = "Anonymous reports by quarter, all categories, number of reports",
        Kind = kind,
        CategoryName = "Quarter",
        Categories = categories,
        Series = series,
        Unit = "reports",
        Source = "PortSafe, from counts by Crimestoppers",
        Release = "Release 2026Q3, frozen 9 October 2026, unaudited",
        AltText = "The table beside this chart has its figures.",
    };

    public static ChartPoint Report(int count) => ChartPoint.Released(ReleasedFigure.Of(count));

    private static ChartPoint PanelPoint(int region, int quarter)
    {
        if (region == 9 && quarter < 5)
            return ChartPoint.Withheld;
        if (region == 7 && quarter < 4)
            return ChartPoint.Unknown;
        var share = Math.Round(30 + (3 * region) + (2.2 * quarter) + (6 * Math.Sin((region * 2) + quarter)));
        return ChartPoint.Figure(share, $"{share}%");
    }

    private static ChartSeries Reports(string name, params int[] counts) => new(name, [.. counts.Select(Report)]);

    private static ChartSeries Shares(string name, params int[] shares) => new(name, [.. shares.Select(share => ChartPoint.Figure(share, $"{share}%"))]);

    private static ChartSeries Counts(string name, ChartColour colour, params int[] counts) =>
        new(name, [.. counts.Select(count => ChartPoint.Figure(count, $"{count}"))], colour);
}
