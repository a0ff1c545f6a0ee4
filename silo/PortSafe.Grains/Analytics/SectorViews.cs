using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Analytics;

/// <summary>Answers views from frozen releases alone: the same chart for a page, a file and a program.</summary>
/// <param name="notes">What charts over time mark; null for nothing.</param>
public sealed class SectorViews(FrozenReleases releases, TimelineNotes? notes = null)
{
    private const int ShownOfHash = 12;

    private static readonly Dictionary<ViewKind, ChartKind> Kinds = new()
    {
        [ViewKind.Bar] = ChartKind.Bar,
        [ViewKind.Column] = ChartKind.Column,
        [ViewKind.Line] = ChartKind.Line,
        [ViewKind.Stacked] = ChartKind.StackedColumn,
        [ViewKind.Panels] = ChartKind.SmallMultiples,
        [ViewKind.Map] = ChartKind.TileMap,
    };

    /// <summary>The chart of a view.</summary>
    /// <returns>Null while no release is frozen; a chart without figures where the period has none.</returns>
    public async Task<Chart?> ChartAsync(SectorView view, CancellationToken ct) => (await AnswerAsync(view, ct))?.Chart;

    /// <summary>The chart of a view, and the releases it draws on.</summary>
    /// <returns>As <see cref="ChartAsync"/>.</returns>
    internal async Task<SectorAnswer?> AnswerAsync(SectorView view, CancellationToken ct)
    {
        var all = await releases.AllAsync(ct);
        if (all.Count == 0)
            return null;
        var sector = new SectorFigures(all, await releases.RevisionsAsync(ct), await releases.WithdrawnAsync(ct));
        var figures = ViewFigures.Of(view, view.Period.Steps(sector.Quarters), sector);
        var chart = Draw(figures, sector);
        return new SectorAnswer(notes is null ? chart : await notes.MarkAsync(chart, ct), sector.ReleasesOf(view.Measure, figures.AllSteps));
    }

    private static Chart Draw(ViewFigures figures, SectorFigures sector)
    {
        var view = figures.View;
        var (first, latest) = (sector.FirstOf(figures.AllSteps), sector.LatestOf(figures.AllSteps));
        var isReports = view.Measure == Measure.Reports;
        return new Chart
        {
            Id = view.IsWhole ? view.Measure.Id : $"{view.Measure.Id}-by-{view.By}",
            Title = ViewFinding.Of(figures),
            Subtitle = Subtitle(figures),
            Kind = Kinds[view.Kind],
            CategoryName = !figures.IsOverTime ? view.By == MeasureBreakdown.Nation ? "Place" : view.By.One : figures.Steps[0].IsYear ? "Year" : "Quarter",
            Categories = [.. figures.Categories.Select(category => category.Key)],
            Series = [.. figures.Series.Select(series => new ChartSeries(series.Name, series.Points, series.Colour, series.Everywhere))],
            Unit = view.Measure.UnitSymbol,
            ReferenceLine = Reference(figures, sector),
            Notes = [.. Notes(figures, sector)],
            Filters = Filters(figures),
            Source = $"PortSafe. {view.Measure.Source}",
            Release = latest is null ? null : ReleaseText(first!, latest),
            ReleaseHash = latest?.PublicHash,
            Withheld = figures.Withheld,
            Empty = figures.Withheld is null ? "No figures are published for this period" : null,
            AltText = ViewAltText.Of(figures),
        };
    }

    /// <summary>“Share of staff surveyed who know the reporting line, by region, July to September 2026, per cent”.</summary>
    private static string Subtitle(ViewFigures figures)
    {
        var (view, words) = (figures.View, figures.View.Measure.Words);
        var subject = words.Subject["the ".Length..];
        var by = view.By == MeasureBreakdown.Nation || subject.Contains("by stage", StringComparison.Ordinal) && view.By == MeasureBreakdown.Stage ? null : $"by {view.By.Title}";
        string?[] parts =
        [
            ViewWords.Capital(subject),
            by,
            view.IsOfPart ? ViewPart.WholeOf(view).InSentence : null,
            ViewWords.Period(figures.Steps),
            subject.StartsWith(words.UnitName[..6], StringComparison.Ordinal) ? null : words.UnitName,
            view.Measure == Measure.Reports ? "in published bands" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>The UK's figure, where parts are compared by one figure each.</summary>
    private static ChartReferenceLine? Reference(ViewFigures figures, SectorFigures sector)
    {
        var view = figures.View;
        if (figures.IsOverTime || figures.Series.Count != 1 || view.By == MeasureBreakdown.Nation || view.Measure.Unit == MeasureUnit.Number)
            return null;
        var nation = sector.PointOf(view.Measure, ViewPart.Nation.Scope, figures.Steps[0]);
        return nation.Value is { } value ? new ChartReferenceLine(value, $"UK {nation.Display}") : null;
    }

    private static IEnumerable<string> Notes(ViewFigures figures, SectorFigures sector)
    {
        var view = figures.View;
        if (view.Measure == Measure.Reports)
            yield return SectorCharts.BandsNote;
        if (figures.Points.Any(point => point.Display.EndsWith($" {ChartPoint.RevisedMark}", StringComparison.Ordinal)))
            yield return SectorCharts.RevisedNote;
        if (view.Measure == Measure.SchemesByStage && (figures.IsOverTime || view.By != MeasureBreakdown.Stage))
            yield return SectorCharts.StagesNote;
        if (view.Period.IsYearly)
            yield return view.Measure.Year == MeasureYear.Sum ? "A year’s figure is the sum of its four quarters." : "A year’s figure is that of its fourth quarter.";
        if (view.Shape == ViewShape.RegionsOverTime && !figures.IsOverTime)
            yield return $"Shown for {figures.Steps[0].Title}, the latest in the period. Choose one region to see it over time.";
        foreach (var note in Missing(sector, [.. figures.AllSteps]))
            yield return note;
    }

    private static IEnumerable<string> Missing(SectorFigures sector, IReadOnlyList<ViewStep> steps)
    {
        var missing = sector.MissingOf(steps);
        if (missing.Where(sector.IsWithdrawn).ToList() is { Count: > 0 } withdrawn)
            yield return $"The {(withdrawn.Count == 1 ? "release" : "releases")} of {ViewWords.List([.. withdrawn.Select(quarter => quarter.ToString())])} {(withdrawn.Count == 1 ? "was" : "were")} withdrawn.";
        var rest = missing.Where(quarter => !sector.IsWithdrawn(quarter)).ToList();
        if (rest.Count > 0)
            yield return rest.Count > 4 ? $"{rest.Count} of the quarters have no frozen release." : $"No release is frozen of {ViewWords.List([.. rest.Select(quarter => quarter.ToString())])}.";
    }

    private static string? Filters(ViewFigures figures)
    {
        var view = figures.View;
        string?[] sentences =
        [
            view.Region is { } region ? $"{ViewWords.Capital(ViewPart.Of(region).InSentence)} only." : null,
            view.Size is { } size ? $"{ViewWords.Capital(ViewPart.Of(size).InSentence)} only." : null,
            view.Compare switch
            {
                null => null,
                { Region: { } other } => $"Compared with {ViewPart.Of(other).InSentence}.",
                { Kind: ComparisonKind.Nation } => "Compared with the whole UK.",
                { Kind: ComparisonKind.LastYear } => "Compared with the same period a year before.",
                _ => "Compared with the period before.",
            },
        ];
        return sentences.All(sentence => sentence is null) ? null : string.Join(' ', sentences.OfType<string>());
    }

    private static string ReleaseText(FrozenRelease first, FrozenRelease latest)
    {
        var frozen = $"{latest.WhenFrozen}, fingerprint {latest.PublicHash[..ShownOfHash]}";
        return first == latest ? $"Release {latest.Quarter}, {frozen}" : $"Releases {first.Quarter} to {latest.Quarter}, the latest {frozen}";
    }
}

/// <summary>What a view comes to.</summary>
/// <param name="Releases">Those that the chart draws on.</param>
internal sealed record SectorAnswer(Chart Chart, IReadOnlyList<ReleaseId> Releases);
