using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Analytics;

/// <summary>What a figure is of; nothing set is the whole UK.</summary>
/// <param name="Stages">Summed; null for a measure without stages.</param>
internal sealed record FigureScope(Region? Region = null, PortSize? Size = null, CategoryGroup? Group = null, IReadOnlyList<Stage>? Stages = null);

/// <summary>Looks up what frozen releases say, quarter by quarter or year by year.</summary>
/// <param name="releases">In order; at least one.</param>
internal sealed class SectorFigures(IReadOnlyList<FrozenRelease> releases, IReadOnlyList<FrozenRelease> revisions, IReadOnlyList<WithdrawnRelease> withdrawn)
{
    private readonly Dictionary<Quarter, FrozenRelease> _byQuarter = releases.ToDictionary(release => release.Quarter);

    public IReadOnlyList<Quarter> Quarters { get; } = [.. releases.Select(release => release.Quarter)];

    /// <summary>The latest release that the steps draw on; null when there is none.</summary>
    public FrozenRelease? LatestOf(IEnumerable<ViewStep> steps) =>
        steps.SelectMany(step => step.Quarters).Where(_byQuarter.ContainsKey).Select(quarter => _byQuarter[quarter]).MaxBy(release => release.Quarter);

    /// <summary>The first release that the steps draw on; null when there is none.</summary>
    public FrozenRelease? FirstOf(IEnumerable<ViewStep> steps) =>
        steps.SelectMany(step => step.Quarters).Where(_byQuarter.ContainsKey).Select(quarter => _byQuarter[quarter]).MinBy(release => release.Quarter);

    /// <summary>The quarters of the steps without a release, in order.</summary>
    public IReadOnlyList<Quarter> MissingOf(IEnumerable<ViewStep> steps) => [.. steps.SelectMany(step => step.Quarters).Distinct().Where(quarter => !_byQuarter.ContainsKey(quarter)).Order()];

    public bool IsWithdrawn(Quarter quarter) => withdrawn.Any(release => !release.Id.IsRevision && release.Id.Last == quarter);

    /// <summary>The figure as a point of a chart: a share as a percentage.</summary>
    public ChartPoint PointOf(Measure measure, FigureScope scope, ViewStep step)
    {
        if (measure == Measure.Reports)
            return ReportsOf(scope, step.Last);
        if (step.IsYear && measure.Year == MeasureYear.Sum)
            return SumOf(measure, [.. step.Quarters.Select(quarter => CellsOf(measure, scope, quarter))]);
        return CellsOf(measure, scope, step.Last) is { } cells ? SumOf(measure, [cells]) : ChartPoint.Unknown;
    }

    /// <summary>Why the figure is withheld, as a clause; null where it is not.</summary>
    public string? WhyWithheld(Measure measure, FigureScope scope, ViewStep step) =>
        CellsOf(measure, scope, step.Last)?.Select(cell => cell.WhyWithheld()).FirstOrDefault(why => why is not null);

    /// <summary>The releases behind what the steps show: of each quarter its own, and of the nation's reports the revisions.</summary>
    public IReadOnlyList<ReleaseId> ReleasesOf(Measure measure, IEnumerable<ViewStep> steps)
    {
        var quarters = steps.SelectMany(step => step.Quarters).Where(_byQuarter.ContainsKey).Distinct().Order().ToList();
        var revised = measure == Measure.Reports ? revisions.Where(revision => quarters.Exists(quarter => revision.Revised(quarter) is not null)) : [];
        return [.. quarters.Select(ReleaseId.Of), .. revised.Select(revision => ReleaseId.RevisionOf(revision.Quarter.Year))];
    }

    /// <summary>Of a quarter whose release was withdrawn nothing is shown, in whatever release it stands.</summary>
    private ChartPoint ReportsOf(FigureScope scope, Quarter quarter)
    {
        if (!_byQuarter.ContainsKey(quarter))
            return ChartPoint.Unknown;
        var revised = scope.Region is null ? revisions.Select(revision => revision.Revised(quarter, scope.Group)).LastOrDefault(cell => cell is not null) : null;
        return revised?.Reports is { } figure ? ChartPoint.Revised(figure) : SectorCharts.Released(CellsOf(Measure.Reports, scope, quarter)?[0]);
    }

    private static ChartPoint SumOf(Measure measure, IReadOnlyList<IReadOnlyList<ReleaseCell>?> parts)
    {
        if (parts.Any(part => part is null))
            return ChartPoint.Unknown;
        var cells = parts.SelectMany(part => part!).ToList();
        if (cells.Exists(cell => cell.Value is null))
            return ChartPoint.Withheld;
        var sum = cells.Sum(cell => cell.Value!.Value);
        return measure.Unit == MeasureUnit.Share ? ChartPoint.Figure(Math.Round(sum * 100, 6), cells[0].Display) : ChartPoint.Figure(sum, measure.Format(sum));
    }

    /// <summary>Null where the release, or a cell in it, is missing.</summary>
    private List<ReleaseCell>? CellsOf(Measure measure, FigureScope scope, Quarter quarter)
    {
        if (!_byQuarter.TryGetValue(quarter, out var release))
            return null;
        List<Stage?> stages = scope.Stages is { } several ? [.. several] : [null];
        var cells = stages.Select(stage => release.Find(measure, scope.Region, scope.Group, scope.Size, stage)).ToList();
        return cells.Contains(null) ? null : [.. cells.OfType<ReleaseCell>()];
    }
}
