using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters.Figures;

/// <summary>The tables that an issue can show, each made from the public cells of one frozen release.</summary>
internal static class FigureTables
{
    /// <summary>By name; each gives null when the release has no cell for it.</summary>
    public static IReadOnlyDictionary<string, Func<ReleaseFigures, Quarter, Figure?>> Known { get; } =
        new SortedDictionary<string, Func<ReleaseFigures, Quarter, Figure?>>(StringComparer.Ordinal)
        {
            ["awareness"] = Awareness,
            ["key-figures"] = KeyFigures,
            ["reports-by-group"] = ReportsByGroup,
            ["reports-by-region"] = ReportsByRegion,
            ["staff-reached"] = StaffReached,
        };

    private static Figure? KeyFigures(ReleaseFigures figures, Quarter period) =>
        figures.Of(period) is { } release ? new Figure.Key(SectorOverview.Of(release, figures.History).Figures) : null;

    private static Figure? ReportsByGroup(ReleaseFigures figures, Quarter period) => Compared(
        figures, period, Measure.Reports, $"Reports by group, {period.Title}", "Group",
        CategoryGroup.All.Select(group => (group.Title, new Breakdown(Group: group))), [SectorCharts.BandsNote]);

    private static Figure? ReportsByRegion(ReleaseFigures figures, Quarter period) => Compared(
        figures, period, Measure.Reports, $"Reports by region, {period.Title}", "Region",
        PublicationPlan.Current.Regions.Select(region => (region.ToString(), new Breakdown(Region: region))), [SectorCharts.BandsNote]);

    private static Figure? StaffReached(ReleaseFigures figures, Quarter period) => Compared(
        figures, period, Measure.StaffReached, $"Share of staff briefed in the last four quarters, {period.Title}", "Region",
        PublicationPlan.Current.Regions.Select(region => (region.ToString(), new Breakdown(Region: region))), []);

    private static Figure? Awareness(ReleaseFigures figures, Quarter period)
    {
        (string Measure, string Title)[] measures =
        [
            (Measure.LineKnown.Id, "Know the reporting line"),
            (Measure.AnonymityBelieved.Id, "Believe that a report is anonymous"),
            (Measure.ConfidentToReport.Id, "Feel confident to report"),
        ];
        var rows = measures.Where(item => figures.Find(item.Measure, period) is not null).ToList();
        return rows.Count == 0 ? null : Table(
            figures, period, $"What staff said when asked, {period.Title}", "Answer",
            rows.Select(item => (item.Title, item.Measure, default(Breakdown))), []);
    }

    private static Figure? Compared(
        ReleaseFigures figures, Quarter period, Measure measure, string title, string firstColumn, IEnumerable<(string Title, Breakdown Of)> rows, IReadOnlyList<string> notes)
    {
        var present = rows.Where(row => figures.Find(measure.Id, period, row.Of) is not null).ToList();
        return present.Count == 0 ? null : Table(figures, period, title, firstColumn, present.Select(row => (row.Title, measure.Id, row.Of)), notes);
    }

    /// <summary>This quarter beside the same one last year, where that is frozen.</summary>
    private static Figure.Tabular Table(
        ReleaseFigures figures, Quarter period, string title, string firstColumn, IEnumerable<(string Title, string Measure, Breakdown Of)> rows, IReadOnlyList<string> notes)
    {
        var earlier = period.SameQuarterLastYear;
        Quarter[] shown = figures.Has(earlier) ? [period, earlier] : [period];
        var lines = rows.ToList();
        var isWithheld = lines.Any(row => shown.Any(quarter => figures.Find(row.Measure, quarter, row.Of) is { } cell && row.Measure == Measure.Reports.Id && cell.IsWithheld()));
        List<FigureColumn> columns = [new(firstColumn, false), .. shown.Select(quarter => new FigureColumn(quarter.Title, true))];
        return new Figure.Tabular(new FigureTable(
            title,
            columns,
            [.. lines.Select(row => (IReadOnlyList<string>)[row.Title, .. shown.Select(quarter => Wording.InTable(figures.Find(row.Measure, quarter, row.Of)))])],
            isWithheld ? [.. notes, $"Withheld: {WithheldCells.Table}."] : notes));
    }
}
