using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Analytics;

/// <summary>Lays a view's figures out as categories and series.</summary>
internal sealed class ViewLayout(SectorView view, SectorFigures sector)
{
    private readonly ViewPart _whole = ViewPart.WholeOf(view);

    /// <summary>A category a step, a series a part; beside a whole, what it is compared with.</summary>
    public ViewFigures OverTime(IReadOnlyList<ViewStep> steps)
    {
        var parts = ViewPart.PartsOf(view, view.By);
        List<(ViewPart Part, IReadOnlyList<ViewStep> Steps, string Name)> rows = [.. parts.Select(part => (part, steps, part.Name))];
        IReadOnlyList<ViewStep> others = [];
        if (view.Compare is { IsInTime: true })
        {
            others = [.. steps.Select(step => Other(step, steps.Count))];
            rows = [(_whole, steps, NameOf(steps)), (_whole, others, NameOf(others))];
        }
        else if (OtherPlace() is { } place)
        {
            rows.Add((place, steps, place.Name));
        }
        var series = rows.Select(row => new ViewSeries(row.Name, row.Part.InSentence, [.. row.Steps.Select(step => PointOf(row.Part, step))], row.Part.Colour)).ToList();
        return Laid(true, steps, others, CategoriesOf(steps), series, [.. rows.Select(row => row.Part)]);
    }

    /// <summary>A category a step, a series a region; beside them the UK's, where it is on the same scale.</summary>
    public ViewFigures RegionsOverTime(IReadOnlyList<ViewStep> steps)
    {
        var latest = sector.LatestOf(steps) is { } release ? steps.Last(step => step.Quarters.Contains(release.Quarter)) : steps[^1];
        var parts = ViewPart.PartsOf(view, view.By);
        if (!view.SortsByName)
            parts = [.. parts.OrderByDescending(part => RankOf(PointOf(part, latest)))];
        var series = parts.Select(part => new ViewSeries(part.Name, part.InSentence, [.. steps.Select(step => PointOf(part, step))])).ToList();
        if (view.Measure.Unit != MeasureUnit.Number)
            series.Add(new ViewSeries(ViewPart.Nation.Name, ViewPart.Nation.InSentence, [.. steps.Select(step => PointOf(ViewPart.Nation, step))], Everywhere: true));
        return Laid(true, steps, [], CategoriesOf(steps), series, parts);
    }

    /// <summary>A category a part, of one quarter or year.</summary>
    public ViewFigures AcrossParts(ViewStep step)
    {
        if (view.By == MeasureBreakdown.Nation && view.Compare is { IsInTime: true })
            return Beside(step);
        IReadOnlyList<ViewStep> others = view.Compare is { IsInTime: true } ? [Other(step, 1)] : [];
        if (view.By == MeasureBreakdown.Stage)
            return Across(step, others, ViewPart.EachStageOf(_whole));
        IReadOnlyList<ViewPart> parts = OtherPlace() is { } place ? [_whole, place] : ViewPart.PartsOf(view, view.By);
        if (view.Measure == Measure.SchemesByStage)
            return AcrossStages(step, parts);
        return Across(step, others, view.By == MeasureBreakdown.Nation || view.SortsByName ? parts : [.. parts.OrderByDescending(part => RankOf(PointOf(part, step)))]);
    }

    /// <summary>Where a point stands among others: a band by its middle, fewer than 10 below all bands, and last what is not shown.</summary>
    public static double RankOf(ChartPoint point) => point.Value ?? point.Upper / 2 ?? -1;

    /// <summary>One whole, in the step and in the one it is compared with, the earlier first.</summary>
    private ViewFigures Beside(ViewStep step)
    {
        IReadOnlyList<ViewStep> steps = [Other(step, 1), step];
        return Laid(true, steps, [], CategoriesOf(steps), [new ViewSeries(_whole.Name, _whole.InSentence, [.. steps.Select(one => PointOf(_whole, one))])], [_whole]);
    }

    private ViewFigures Across(ViewStep step, IReadOnlyList<ViewStep> others, IReadOnlyList<ViewPart> parts)
    {
        var series = others.Prepend(step).Select(one => new ViewSeries(one.Title, one.Title, [.. parts.Select(part => PointOf(part, one))])).ToList();
        return Laid(false, [step], others, [.. parts.Select(part => new ViewCategory(part.Name, part.InSentence))], series, parts);
    }

    private ViewFigures AcrossStages(ViewStep step, IReadOnlyList<ViewPart> parts)
    {
        var sorted = view.SortsByName ? parts : [.. parts.OrderByDescending(part => RankOf(PointOf(ViewPart.StagesOf(part)[0], step)))];
        var stages = sorted.Select(ViewPart.StagesOf).ToList();
        var series = stages[0].Select((stage, index) => new ViewSeries(stage.Name, stage.InSentence, [.. stages.Select(row => PointOf(row[index], step))], stage.Colour)).ToList();
        return Laid(false, [step], [], [.. sorted.Select(part => new ViewCategory(part.Name, part.InSentence))], series, [.. stages.SelectMany(row => row)]);
    }

    private ViewFigures Laid(
        bool isOverTime, IReadOnlyList<ViewStep> steps, IReadOnlyList<ViewStep> others, IReadOnlyList<ViewCategory> categories, IReadOnlyList<ViewSeries> series, IReadOnlyList<ViewPart> parts)
    {
        var whys = from step in steps.Concat(others) from part in parts select sector.WhyWithheld(view.Measure, part.Scope, step);
        return new ViewFigures(view, isOverTime, steps, others, categories, series, whys.FirstOrDefault(why => why is not null));
    }

    private ChartPoint PointOf(ViewPart part, ViewStep step) => sector.PointOf(view.Measure, part.Scope, step);

    private ViewPart? OtherPlace() => view.Compare switch
    {
        { Region: { } region } => ViewPart.Of(region),
        { Kind: ComparisonKind.Nation } => ViewPart.Nation,
        _ => null,
    };

    private ViewStep Other(ViewStep step, int count) => view.Compare?.Kind == ComparisonKind.LastYear ? step.LastYear : step.Back(count);

    private static List<ViewCategory> CategoriesOf(IReadOnlyList<ViewStep> steps) => [.. steps.Select(step => new ViewCategory(step.Key, step.Title))];

    private static string NameOf(IReadOnlyList<ViewStep> steps) => ViewWords.Period(steps);
}
