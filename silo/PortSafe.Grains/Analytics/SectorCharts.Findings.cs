using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Analytics;

/// <content>The sentences and points that the charts share.</content>
public sealed partial class SectorCharts
{
    private const string SourceText = "PortSafe, from ports’ own records and Crimestoppers’ counts";
    /// <summary>What a reader of any report figure has to know.</summary>
    internal const string BandsNote = "Report figures are published in bands of five, and as fewer than 10 below that, so bands need not add up.";

    private static IEnumerable<ReleaseCell> ByRegion(FrozenRelease release, Measure measure) =>
        release.Public.Where(cell => cell.Measure == measure.Id && cell.Region is not null);

    internal const string RevisedNote = "r: revised, published a second time with reports that were counted late.";

    internal const string StagesNote = "“Review due” includes dormant schemes; “getting started” are ports registered or with their pack issued.";

    /// <summary>The unit of charts of report figures.</summary>
    public const string ReportsUnit = "reports";

    private static ChartPoint Point(ReleaseCell cell) =>
        cell.Value is { } share ? ChartPoint.Figure(share * 100, cell.Display) : ChartPoint.Withheld;

    private static ChartPoint Ports(double count) => ChartPoint.Figure(count, $"{count:N0}");

    /// <summary>A report cell as a point: its figure, withheld, or unknown where the release has no such cell.</summary>
    internal static ChartPoint Released(ReleaseCell? cell) => cell switch
    {
        null => ChartPoint.Unknown,
        { Reports: { } figure } => ChartPoint.Released(figure),
        _ => ChartPoint.WithheldReports,
    };

    private static ChartPoint Released(ReleaseCell? first, ReleaseCell? revised) =>
        revised?.Reports is { } figure ? ChartPoint.Revised(figure) : Released(first);

    private static string Missing(string what, List<ReleaseCell> cells) => cells.Count == 0 ? $"{what} are not published" : $"{what} are withheld this quarter";

    private static string WhyMissing(List<ReleaseCell> cells) => cells.Count == 0 ? "No figures." : $"No figure is drawn. Every one is withheld: {WithheldCells.Table}.";

    private static string Words(ReleaseCell? cell) => cell?.Reports?.Words ?? cell?.WithheldText() ?? "not known";

    private static double Count(FrozenRelease release, IReadOnlyList<Stage> stages) =>
        stages.Sum(stage => release.Find(Measure.SchemesByStage, stage: stage)?.Value ?? 0);

    private static List<string> Quarters(IReadOnlyList<FrozenRelease> history) => [.. history.Select(release => release.Quarter.ToString())];

    private static string Short(FrozenRelease release) => release.Quarter.Title;

    private static string ReleaseText(FrozenRelease release) => $"Release {release.Quarter}, {release.WhenFrozen}";

    private static string HighestAndLowest(List<ReleaseCell> sorted, string one, string several, string fewest)
    {
        if (sorted.Count == 0)
            return "No region’s figure is known yet";
        if (sorted.Count == 1)
            return $"{SectorOverview.The(sorted[0].Region!.Value)} is the only region with a known figure";
        return $"{Highest(sorted, one, several)}, {SectorOverview.Within(sorted[^1].Region!.Value)} {fewest}";
    }

    /// <summary>Regions that read alike share the first place.</summary>
    private static string Highest(List<ReleaseCell> sorted, string one, string several)
    {
        var first = sorted.TakeWhile(cell => cell.Display == sorted[0].Display).Select(cell => cell.Region!.Value).ToList();
        return first.Count switch
        {
            1 => $"{SectorOverview.The(first[0])} {one}",
            2 => $"{SectorOverview.The(first[0])} and {SectorOverview.Within(first[1])} {several}",
            _ => $"{first.Count} regions {several}",
        };
    }

    private static string Extremes(List<ReleaseCell> sorted) => sorted.Count == 0
        ? "No figures are known yet."
        : $"Highest: {sorted[0].Region}, {sorted[0].Display}. Lowest: {sorted[^1].Region}, {sorted[^1].Display}.";

    private static string ReportsFinding(FrozenRelease release, IReadOnlyList<FrozenRelease> history, IReadOnlyList<FrozenRelease> revisions)
    {
        var now = release.Find(Measure.Reports)?.Reports;
        var lastYear = release.Quarter.SameQuarterLastYear;
        var then = revisions.Select(revision => revision.Revised(lastYear)?.Reports).FirstOrDefault(figure => figure is not null)
            ?? history.FirstOrDefault(item => item.Quarter == lastYear)?.Find(Measure.Reports)?.Reports;
        if (now is not { } current)
            return "No report figure is published for this quarter";
        if (then is not { } before)
            return $"There were {current.Words} reports in {release.Quarter.Title}";
        if (current == before)
            return $"Reports stand where they stood a year ago, at {current.Words}";
        return $"Reports {(current.Middle > before.Middle ? "rose" : "fell")} {FromTo(before, current)} in a year";
    }

    /// <summary>“from 470–474 to 540–544”: two bands in words would read as one long list.</summary>
    internal static string FromTo(ReleasedFigure before, ReleasedFigure now) => $"from {Short(before)} to {Short(now)}";

    private static string Short(ReleasedFigure figure) => figure.IsBelowThreshold ? figure.Words : figure.Display;

    private static string StagesFinding(FrozenRelease release, IReadOnlyList<FrozenRelease> history)
    {
        var (active, due) = (Count(release, [Stage.Active]), Count(release, [Stage.ReviewDue, Stage.Dormant]));
        var previous = history.FirstOrDefault(item => item.Quarter == release.Quarter.Previous);
        if (previous is null)
            return $"{active:N0} schemes are active";
        var before = Count(previous, [Stage.Active]);
        if (active < before && due > 0)
            return $"{due:N0} reviews are due, and active schemes fell from {before:N0} to {active:N0}";
        return active == before ? $"Active schemes stay at {active:N0}" : $"Active schemes {(active > before ? "rose" : "fell")} from {before:N0} to {active:N0}";
    }

    private static string LineKnownFinding(ReleaseCell? cell) => cell?.Value switch
    {
        null => "Too few answers to say how many staff know the line",
        >= 0.645 and < 0.69 => "Two in three staff surveyed know the line",
        >= 0.73 and < 0.77 => "Three in four staff surveyed know the line",
        >= 0.48 and < 0.52 => "Half of staff surveyed know the line",
        _ => $"{cell.Display} of staff surveyed know the line",
    };
}
