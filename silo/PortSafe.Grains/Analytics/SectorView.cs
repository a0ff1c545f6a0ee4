using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Analytics;

/// <summary>What a view's chart is drawn as.</summary>
public enum ViewKind
{
    /// <summary>Horizontal bars, sorted.</summary>
    Bar,

    /// <summary>Upright columns.</summary>
    Column,

    Line,

    /// <summary>Columns of parts that make up a whole.</summary>
    Stacked,

    /// <summary>A small line chart a region, side by side.</summary>
    Panels,

    /// <summary>A tile a region, about where it lies.</summary>
    Map,
}

/// <summary>What a view's figures are set beside.</summary>
public enum ComparisonKind
{
    /// <summary>The period of the same length just before.</summary>
    Previous,

    /// <summary>The same quarters of the year before.</summary>
    LastYear,

    /// <summary>The whole UK, beside a region or a size.</summary>
    Nation,

    /// <summary>Another region.</summary>
    Region,
}

/// <param name="Region">Set for <see cref="ComparisonKind.Region"/> alone.</param>
public sealed record ViewComparison(ComparisonKind Kind, Region? Region = null)
{
    /// <summary>Whether another period is set beside the one in view.</summary>
    public bool IsInTime => Kind is ComparisonKind.Previous or ComparisonKind.LastYear;
}

/// <summary>How what is in a view is laid out.</summary>
public enum ViewShape
{
    /// <summary>Quarters or years along the foot, a series a part.</summary>
    OverTime,

    /// <summary>One quarter or year; a bar a part.</summary>
    AcrossParts,

    /// <summary>Every region over several quarters or years.</summary>
    RegionsOverTime,
}

/// <summary>
/// A question to the sector's released figures, as a value: it is parsed from an address (<see cref="SectorViewText"/>) and written
/// to one, so that a link is the view. Two views that ask the same are equal and have the same <see cref="Query"/>.
/// </summary>
public sealed record SectorView
{
    internal SectorView()
    {
    }

    public required Measure Measure { get; init; }

    /// <summary>One of the measure's breakdowns.</summary>
    public required MeasureBreakdown By { get; init; }

    public required ViewPeriod Period { get; init; }

    public ViewComparison? Compare { get; init; }

    public required ViewKind Kind { get; init; }

    /// <summary>Whether the parts stand in the order of their names, and not by value.</summary>
    public bool SortsByName { get; init; }

    /// <summary>The one region in view; null for the whole UK.</summary>
    public Region? Region { get; init; }

    /// <summary>The one size of ports in view; null for all.</summary>
    public PortSize? Size { get; init; }

    /// <summary>Whether it asks for the measure unsplit, or for the stages that make it up.</summary>
    public bool IsWhole => By == Measure.Breakdowns[0];

    /// <summary>Whether it looks at one region or one size alone.</summary>
    public bool IsOfPart => Region is not null || Size is not null;

    public ViewShape Shape => ShapeOf(By, Period);

    /// <summary>The view as an address has it, canonical and without a question mark: what is as it would be without saying is left out.</summary>
    public string Query => Write(withMeasure: true);

    /// <summary>As <see cref="Query"/>, where the address names the measure before the question mark; may be empty.</summary>
    public string QueryOfMeasure => Write(withMeasure: false);

    internal static ViewShape ShapeOf(MeasureBreakdown by, ViewPeriod period)
    {
        if (!period.IsLong)
            return ViewShape.AcrossParts;
        return by == MeasureBreakdown.Region ? ViewShape.RegionsOverTime : ViewShape.OverTime;
    }

    internal static ViewPeriod DefaultPeriod(Measure measure, MeasureBreakdown by) => by == measure.Breakdowns[0] ? ViewPeriod.All : ViewPeriod.Latest;

    /// <summary>What the view can be drawn as; the first unless told otherwise.</summary>
    internal static IReadOnlyList<ViewKind> KindsOf(Measure measure, MeasureBreakdown by, ViewPeriod period, ViewComparison? compare) => ShapeOf(by, period) switch
    {
        ViewShape.OverTime when by == MeasureBreakdown.Stage => [ViewKind.Stacked, ViewKind.Line],
        ViewShape.OverTime when measure == Measure.ActCompletions && by == MeasureBreakdown.Size => [ViewKind.Stacked, ViewKind.Line, ViewKind.Column],
        ViewShape.OverTime when measure.Unit == MeasureUnit.Number && by == MeasureBreakdown.Nation => [ViewKind.Column, ViewKind.Line],
        ViewShape.OverTime => [ViewKind.Line, ViewKind.Column],
        ViewShape.RegionsOverTime when measure != Measure.SchemesByStage => [ViewKind.Panels],
        _ when by == MeasureBreakdown.Nation && compare is { IsInTime: true } => [ViewKind.Column],
        ViewShape.AcrossParts when by == MeasureBreakdown.Region && compare is null && measure != Measure.SchemesByStage => [ViewKind.Bar, ViewKind.Map, ViewKind.Column],
        _ => [ViewKind.Bar, ViewKind.Column],
    };

    private string Write(bool withMeasure)
    {
        (string Name, string? Value)[] all = [("measure", withMeasure ? Measure.Id : null), .. SectorViewText.Canonical(this)];
        return string.Join('&', all.Where(item => item.Value is not null).Select(item => $"{item.Name}={item.Value}"));
    }
}
