using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Analytics;

/// <summary>A category of a view's chart: a quarter or a year where it is laid out over time, else a part.</summary>
/// <param name="Key">To machines and on the axis: <c>2026Q3</c>, <c>Wales</c>.</param>
/// <param name="InSentence">“July to September 2026”, “the North East”.</param>
internal sealed record ViewCategory(string Key, string InSentence);

/// <summary>A row of a view's figures, with one point a category.</summary>
/// <param name="Everywhere">Whether it stands in every panel, to compare the others with.</param>
internal sealed record ViewSeries(string Name, string InSentence, IReadOnlyList<ChartPoint> Points, ChartColour? Colour = null, bool Everywhere = false);

/// <summary>The figures that a view asks for, laid out but not yet put into words.</summary>
/// <param name="IsOverTime">Whether the categories are quarters or years.</param>
/// <param name="Steps">The quarters or years in view.</param>
/// <param name="Others">Those that are set beside them; empty for none.</param>
/// <param name="Withheld">Why some are withheld, as a clause; null where none is.</param>
internal sealed record ViewFigures(
    SectorView View, bool IsOverTime, IReadOnlyList<ViewStep> Steps, IReadOnlyList<ViewStep> Others, IReadOnlyList<ViewCategory> Categories, IReadOnlyList<ViewSeries> Series, string? Withheld)
{
    public IEnumerable<ViewStep> AllSteps => Steps.Concat(Others);

    public IEnumerable<ChartPoint> Points => Series.SelectMany(series => series.Points);

    /// <param name="steps">At least one.</param>
    public static ViewFigures Of(SectorView view, IReadOnlyList<ViewStep> steps, SectorFigures sector)
    {
        var layout = new ViewLayout(view, sector);
        return view.Shape switch
        {
            ViewShape.OverTime => layout.OverTime(steps),
            ViewShape.RegionsOverTime when view.Kind == ViewKind.Panels => layout.RegionsOverTime(steps),
            // Stages of every region over several quarters would be too much for one chart: the latest quarter stands for them.
            ViewShape.RegionsOverTime => layout.AcrossParts(sector.LatestOf(steps) is { } latest ? steps.Last(step => step.Quarters.Contains(latest.Quarter)) : steps[^1]),
            _ => layout.AcrossParts(steps[^1]),
        };
    }
}
