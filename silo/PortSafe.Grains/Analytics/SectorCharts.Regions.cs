using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Analytics;

/// <content>The charts that set regions side by side: as bars, over time, and about where they lie.</content>
public sealed partial class SectorCharts
{
    private const string Nation = "UK";

    private static Chart AdoptionByRegion(FrozenRelease release)
    {
        var regions = ByRegion(release, Measure.AdoptionRate).Where(cell => cell.Value is not null)
            .OrderByDescending(cell => cell.Value).ThenBy(cell => cell.Region).ToList();
        return OfRegions(release, regions) with
        {
            Id = AdoptionOfRegions,
            Title = HighestAndLowest(regions, "has the largest share of active schemes", "have the largest share of active schemes", "the smallest"),
            Subtitle = $"Share of ports with an active scheme, by region, end of {Short(release)}, per cent",
            Kind = ChartKind.Bar,
            Series = [new ChartSeries("Ports with an active scheme", [.. regions.Select(Point)])],
            ReferenceLine = NationLine(release, Measure.AdoptionRate),
            AltText = $"Bar chart of the share of ports with an active scheme, by region. {Extremes(regions)}",
        };
    }

    private static Chart LineKnownMap(FrozenRelease release)
    {
        var regions = ByRegion(release, Measure.LineKnown).OrderByDescending(cell => cell.Value ?? -1).ThenBy(cell => cell.Region).ToList();
        var known = regions.FindAll(cell => cell.Value is not null);
        return OfRegions(release, regions) with
        {
            Id = LineKnownOnMap,
            Title = HighestAndLowest(known, "knows the line best", "know the line best", "least"),
            Subtitle = $"Share of survey respondents who know the reporting line, by region, four quarters to {Short(release)}, per cent",
            Kind = ChartKind.TileMap,
            Series = [new ChartSeries("Know the line", [.. regions.Select(Point)])],
            ReferenceLine = NationLine(release, Measure.LineKnown),
            AltText = $"Map of tiles, one a region, with the share of respondents who know the reporting line. {Extremes(known)}",
        };
    }

    private static Chart StaffReachedInRegions(FrozenRelease release, IReadOnlyList<FrozenRelease> history) => RegionsOverTime(release, history, Measure.StaffReached) with
    {
        Id = StaffReachedOfRegions,
        Title = RoseIn(release, history, Measure.StaffReached, "The share of staff reached"),
        Subtitle = "Share of staff briefed in the last four quarters, by region and quarter, per cent",
    };

    private static Chart LineKnownInRegions(FrozenRelease release, IReadOnlyList<FrozenRelease> history) => RegionsOverTime(release, history, Measure.LineKnown) with
    {
        Id = LineKnownOfRegions,
        Title = RoseIn(release, history, Measure.LineKnown, "Knowledge of the line"),
        Subtitle = "Share of survey respondents who know the reporting line, last four quarters, by region and quarter, per cent",
    };

    private static Chart OfRegions(FrozenRelease release, List<ReleaseCell> regions) => new()
    {
        Id = AdoptionOfRegions,
        Title = "",
        Subtitle = "",
        Kind = ChartKind.Bar,
        CategoryName = "Region",
        Categories = [.. regions.Select(cell => cell.Region!.Value.ToString())],
        Series = [],
        Unit = "%",
        Source = SourceText,
        Release = ReleaseText(release),
        ReleaseHash = release.PublicHash,
        AltText = "",
    };

    /// <summary>A panel a region, the highest now first, and the nation's line in each.</summary>
    private static Chart RegionsOverTime(FrozenRelease release, IReadOnlyList<FrozenRelease> history, Measure measure)
    {
        var regions = ByRegion(release, measure).OrderByDescending(cell => cell.Value ?? -1).ThenBy(cell => cell.Region).ToList();
        var shown = regions.FindAll(cell => cell.Value is not null);
        return OfRegions(release, regions) with
        {
            Kind = ChartKind.SmallMultiples,
            CategoryName = "Quarter",
            Categories = Quarters(history),
            Series =
            [
                .. regions.Select(cell => new ChartSeries(cell.Region!.Value.ToString(), Over(history, measure, cell.Region))),
                new ChartSeries(Nation, Over(history, measure, null), Everywhere: true),
            ],
            AltText = $"A line chart a region, with the UK’s line in each: {char.ToLowerInvariant(measure.Title[0])}{measure.Title[1..]} by quarter. In {Short(release)}: {Extremes(shown)}",
        };
    }

    private static IReadOnlyList<ChartPoint> Over(IReadOnlyList<FrozenRelease> history, Measure measure, Region? region) =>
        [.. history.Select(release => release.Find(measure, region) is { } cell ? Point(cell) : ChartPoint.Unknown)];

    private static ChartReferenceLine? NationLine(FrozenRelease release, Measure measure) =>
        release.Find(measure) is { Value: { } value } nation ? new ChartReferenceLine(value * 100, $"{Nation} {nation.Display}") : null;

    /// <summary>In how many regions the figure, as it is shown, rose within a year.</summary>
    private static string RoseIn(FrozenRelease release, IReadOnlyList<FrozenRelease> history, Measure measure, string what)
    {
        var lastYear = history.FirstOrDefault(item => item.Quarter == release.Quarter.SameQuarterLastYear);
        var pairs = PublicationPlan.Current.Regions
            .Select(region => (Now: release.Find(measure, region)?.Value, Then: lastYear?.Find(measure, region)?.Value))
            .Where(pair => pair.Now is not null && pair.Then is not null)
            .Select(pair => SectorOverview.Percent(pair.Now!.Value) - SectorOverview.Percent(pair.Then!.Value)).ToList();
        if (pairs.Count == 0)
            return $"{what} cannot be compared with a year ago in any region";
        var (rose, fell) = (pairs.Count(change => change > 0), pairs.Count(change => change < 0));
        if (rose == pairs.Count || fell == pairs.Count)
            return $"{what} {(rose > 0 ? "rose" : "fell")} in every region within a year";
        return rose >= fell ? $"{what} rose in {rose} of {pairs.Count} regions within a year" : $"{what} fell in {fell} of {pairs.Count} regions within a year";
    }
}
