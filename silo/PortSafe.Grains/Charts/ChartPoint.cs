using System.Text.Json.Serialization;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Charts;

/// <summary>One figure of a chart: where it is drawn, and the text that stands for it everywhere.</summary>
/// <param name="Value">Where it is drawn, in the chart's unit, 0 or more: the middle of a band. Null where nothing is known or shown.</param>
/// <param name="Lower">The least it can be, of a band; 0 for “fewer than”, which is hatched up to <paramref name="Upper"/>.</param>
/// <param name="Upper">The most it can be, of a band.</param>
/// <param name="Display">The figure as released: <c>18%</c>, <c>15–19</c>, <c>&lt;10</c>.</param>
/// <param name="Marker">Why there is no figure: <see cref="WithheldMarker"/>, <see cref="UnknownMarker"/>, or null where there is one.</param>
public sealed record ChartPoint(double? Value, double? Lower, double? Upper, string Display, string? Marker)
{
    /// <summary>Stands for a figure that is known and not shown, to protect people.</summary>
    public const string WithheldMarker = "c";

    /// <summary>Stands for a figure that is not known.</summary>
    public const string UnknownMarker = "x";

    /// <summary>Not shown, to protect people: hatched, with no value.</summary>
    public static ChartPoint Withheld { get; } = new(null, null, null, WithheldMarker, WithheldMarker);

    /// <summary>As <see cref="Withheld"/>, of a report figure whose whole table is left out of the release.</summary>
    public static ChartPoint WithheldReports { get; } = Withheld with { Display = "withheld" };

    /// <summary>Not known: a gap, never nought.</summary>
    public static ChartPoint Unknown { get; } = new(null, null, null, "not known", UnknownMarker);

    /// <summary>A figure drawn where it is.</summary>
    /// <param name="value">0 or more, in the chart's unit.</param>
    /// <param name="display">The value as released, with its unit where that is a percent sign.</param>
    public static ChartPoint Figure(double value, string display) => new(value, null, null, display, null);

    /// <summary>Follows a figure that was published a second time, with what was counted late.</summary>
    public const string RevisedMark = "r";

    /// <summary>As <see cref="Released"/>, of a figure that was published a second time.</summary>
    public static ChartPoint Revised(ReleasedFigure figure) => Released(figure) with { Display = $"{figure.Display} {RevisedMark}" };

    /// <summary>A report figure as the display rule has it: a band at its middle, or hatched below the threshold.</summary>
    public static ChartPoint Released(ReleasedFigure figure) =>
        new(figure.IsBelowThreshold ? null : figure.Middle, figure.Lower, figure.Upper, figure.Display, null);

    /// <summary>The text that stands for it where people read: the figure, or in words why there is none.</summary>
    [JsonIgnore]
    public string Text => this == Withheld ? "not shown" : Display;

    internal bool IsSound => IsMeasure(Value) && IsMeasure(Lower) && IsMeasure(Upper) && (Lower is null) == (Upper is null) && !(Lower > Upper);

    private static bool IsMeasure(double? value) => value is null || (double.IsFinite(value.Value) && value >= 0);
}
