using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Analytics;

/// <summary>The charts of the whole sector, from frozen cells alone. Titles state the finding, by rules over those cells.</summary>
public sealed partial class SectorCharts(FrozenReleases releases)
{
    private const string StaffReached = "staff-reached";
    private const string ReportsByQuarter = "reports-by-quarter";
    private const string ReportsByRegion = "reports-by-region";
    private const string ReportsByGroup = "reports-by-group";
    private const string SchemesByStage = "schemes-by-stage";
    private const string LineKnown = "line-known";
    private const string AdoptionOfRegions = "adoption-by-region";
    private const string StaffReachedOfRegions = "staff-reached-by-region";
    private const string LineKnownOfRegions = "line-known-by-region";
    private const string LineKnownOnMap = "line-known-map";

    private delegate Chart Draw(FrozenRelease release, IReadOnlyList<FrozenRelease> upToThen, IReadOnlyList<FrozenRelease> revisions);

    private static readonly Dictionary<string, Draw> Drawn = new(StringComparer.Ordinal)
    {
        [StaffReached] = (release, _, _) => StaffReachedByRegion(release),
        [ReportsByQuarter] = ReportsOverTime,
        [ReportsByRegion] = (release, _, _) => ReportsOfRegions(release),
        [ReportsByGroup] = (release, _, _) => ReportsOfGroups(release),
        [SchemesByStage] = (release, upToThen, _) => StagesOverTime(release, upToThen),
        [LineKnown] = (release, upToThen, _) => LineKnownOverTime(release, upToThen),
        [AdoptionOfRegions] = (release, _, _) => AdoptionByRegion(release),
        [StaffReachedOfRegions] = (release, upToThen, _) => StaffReachedInRegions(release, upToThen),
        [LineKnownOfRegions] = (release, upToThen, _) => LineKnownInRegions(release, upToThen),
        [LineKnownOnMap] = (release, _, _) => LineKnownMap(release),
    };

    /// <summary>The ids of all charts, in alphabetical order.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Drawn.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A chart as the quarter's release shows it, with the history up to then.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    /// <returns>Null where there is no such chart or the quarter's release is not frozen.</returns>
    public async Task<Chart?> FindAsync(string id, Domain.Quarter quarter, CancellationToken ct)
    {
        if (!Drawn.TryGetValue(id, out var draw))
            return null;
        var upToThen = (await releases.AllAsync(ct)).Where(release => release.Quarter <= quarter).ToList();
        if (upToThen.LastOrDefault() is not { } release || release.Quarter != quarter)
            return null;
        // What a quarter's charts show does not change as time goes on: later revisions are for later quarters.
        var revisions = (await releases.RevisionsAsync(ct)).Where(revision => revision.FrozenAt <= release.FrozenAt).ToList();
        return draw(release, upToThen, revisions);
    }

    private static Chart StaffReachedByRegion(FrozenRelease release)
    {
        var regions = ByRegion(release, Measure.StaffReached).Where(cell => cell.Value is not null)
            .OrderByDescending(cell => cell.Value).ThenBy(cell => cell.Region).ToList();
        var nation = release.Find(Measure.StaffReached);
        return new Chart
        {
            Id = StaffReached,
            Title = HighestAndLowest(regions, "reaches most staff", "reach most staff", "fewest"),
            Subtitle = $"Share of staff briefed in the last four quarters, by region, {Short(release)}, per cent",
            Kind = ChartKind.Bar,
            CategoryName = "Region",
            Categories = [.. regions.Select(cell => cell.Region!.Value.ToString())],
            Series = [new ChartSeries("Staff reached", [.. regions.Select(Point)])],
            Unit = "%",
            ReferenceLine = nation?.Value is { } value ? new ChartReferenceLine(value * 100, $"UK {nation.Display}") : null,
            Source = SourceText,
            Release = ReleaseText(release),
            ReleaseHash = release.PublicHash,
            AltText = $"Bar chart of the share of staff briefed, by region. {Extremes(regions)}",
        };
    }

    private static Chart ReportsOverTime(FrozenRelease release, IReadOnlyList<FrozenRelease> history, IReadOnlyList<FrozenRelease> revisions)
    {
        var cells = history.Select(item => item.Find(Measure.Reports)).ToList();
        var revised = history.Select(item => revisions.Select(revision => revision.Revised(item.Quarter)).OfType<ReleaseCell>().FirstOrDefault()).ToList();
        return new Chart
        {
            Id = ReportsByQuarter,
            Title = ReportsFinding(release, history, revisions),
            Subtitle = "Anonymous reports by quarter, all categories, in published bands",
            Kind = ChartKind.Column,
            CategoryName = "Quarter",
            Categories = Quarters(history),
            Withheld = WithheldCells.Table,
            Series = [new ChartSeries("Reports", [.. cells.Zip(revised, Released)])],
            Unit = ReportsUnit,
            Notes = revised.Exists(cell => cell is not null) ? [BandsNote, RevisedNote] : [BandsNote],
            Source = SourceText,
            Release = ReleaseText(release),
            ReleaseHash = release.PublicHash,
            AltText = $"Column chart of anonymous reports in each quarter from {history[0].Quarter.Title} to {release.Quarter.Title}, which had {cells[^1]?.Reports?.Words ?? "no figure"}.",
        };
    }

    private static Chart ReportsOfRegions(FrozenRelease release)
    {
        var regions = ByRegion(release, Measure.Reports).OrderByDescending(cell => cell.Reports?.Middle ?? -1).ThenBy(cell => cell.Region).ToList();
        var top = regions.FirstOrDefault()?.Reports;
        var most = top is null ? "" : string.Join(" and ", regions.Where(cell => cell.Reports == top).Take(2).Select(cell => SectorOverview.The(cell.Region!.Value)));
        return new Chart
        {
            Id = ReportsByRegion,
            Title = top is { } figure ? $"{most} had the most reports, {figure.Words}" : Missing("Reports by region", regions),
            Subtitle = $"Anonymous reports by region, {Short(release)}, in published bands",
            Kind = ChartKind.Bar,
            CategoryName = "Region",
            Categories = [.. regions.Select(cell => cell.Region!.Value.ToString())],
            Series = [new ChartSeries("Reports", [.. regions.Select(Released)])],
            Unit = ReportsUnit,
            Notes = [BandsNote],
            Source = SourceText,
            Release = ReleaseText(release),
            ReleaseHash = release.PublicHash,
            Withheld = WithheldCells.Table,
            AltText = top is null ? WhyMissing(regions) : $"Bar chart of anonymous reports by region. {most} had the most, {top.Value.Words}.",
        };
    }

    private static Chart ReportsOfGroups(FrozenRelease release)
    {
        var groups = CategoryGroup.All.Select(group => (Group: group, Cell: release.Find(Measure.Reports, group: group)))
            .OrderByDescending(item => item.Cell?.Reports?.Middle ?? -1).ToList();
        var cells = groups.Select(item => item.Cell).OfType<ReleaseCell>().ToList();
        return new Chart
        {
            Id = ReportsByGroup,
            Title = groups[0].Cell?.Reports is { } figure ? $"{groups[0].Group.Title} drew the most reports, {figure.Words}" : Missing("Reports by kind", cells),
            Subtitle = $"Anonymous reports by kind, {Short(release)}, in published bands",
            Kind = ChartKind.Bar,
            CategoryName = "Kind of report",
            Categories = [.. groups.Select(item => item.Group.Title)],
            Series = [new ChartSeries("Reports", [.. groups.Select(item => Released(item.Cell))])],
            Unit = ReportsUnit,
            Notes = [BandsNote],
            Source = SourceText,
            Release = ReleaseText(release),
            ReleaseHash = release.PublicHash,
            Withheld = WithheldCells.Table,
            AltText = groups[0].Cell?.Reports is null ? WhyMissing(cells) : $"Bar chart of anonymous reports by kind. {string.Join(", ", groups.Select(item => $"{item.Group.Title}: {Words(item.Cell)}"))}.",
        };
    }

    private static Chart StagesOverTime(FrozenRelease release, IReadOnlyList<FrozenRelease> history)
    {
        var groups = ViewPart.StagesOf(ViewPart.Nation);
        return new Chart
        {
            Id = SchemesByStage,
            Title = StagesFinding(release, history),
            Subtitle = "Ports by the stage of their scheme at the end of each quarter, number of ports",
            Kind = ChartKind.StackedColumn,
            CategoryName = "Quarter",
            Categories = Quarters(history),
            Series = [.. groups.Select(group => new ChartSeries(group.Name, [.. history.Select(item => Ports(Count(item, group.Scope.Stages!)))], group.Colour))],
            Unit = "ports",
            Notes = [StagesNote],
            Source = SourceText,
            Release = ReleaseText(release),
            ReleaseHash = release.PublicHash,
            AltText = $"Stacked columns of ports by stage in each quarter. At the end of {release.Quarter.Title}: {string.Join(", ", groups.Select(group => $"{group.InSentence} {Count(release, group.Scope.Stages!):N0}"))}.",
        };
    }

    private static Chart LineKnownOverTime(FrozenRelease release, IReadOnlyList<FrozenRelease> history)
    {
        var shown = history.Select(item => item.Find(Measure.LineKnown)).ToList();
        return new Chart
        {
            Id = LineKnown,
            Title = LineKnownFinding(shown[^1]),
            Subtitle = "Share of survey respondents who know the reporting line, last four quarters, per cent",
            Kind = ChartKind.Line,
            CategoryName = "Quarter",
            Categories = Quarters(history),
            Series = [new ChartSeries("Know the line", [.. shown.Select(cell => cell is null ? ChartPoint.Unknown : Point(cell))])],
            Unit = "%",
            Source = SourceText,
            Release = ReleaseText(release),
            ReleaseHash = release.PublicHash,
            AltText = $"Line chart of the share of respondents who know the reporting line, by quarter. The latest is {shown[^1]?.Display ?? "not known"}.",
        };
    }
}
