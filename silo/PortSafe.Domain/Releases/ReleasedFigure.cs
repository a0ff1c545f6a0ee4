using System.Globalization;

namespace PortSafe.Domain.Releases;

/// <summary>
/// A report figure as it is published: “fewer than 10”, or a band of five. The only report figure that code outside JMSC's
/// own paths can hold. A reader learns an interval and nothing else.
/// </summary>
/// <param name="Lower">The least number of reports it can stand for.</param>
/// <param name="Upper">The greatest.</param>
public readonly record struct ReleasedFigure(int Lower, int Upper)
{
    /// <summary>The display rule D(v): 0–9 below the threshold, else the band of five that holds v.</summary>
    /// <param name="reports">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above two thousand million.</exception>
    public static ReleasedFigure Of(long reports)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reports);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reports, 2_000_000_000);
        if (reports < PublicationPlan.Threshold)
            return new ReleasedFigure(0, PublicationPlan.Threshold - 1);
        var lower = (int)(reports - (reports % PublicationPlan.BandWidth));
        return new ReleasedFigure(lower, lower + PublicationPlan.BandWidth - 1);
    }

    public bool IsBelowThreshold => Lower == 0;

    /// <summary>The middle of the band, where a chart draws it: 12 for 10–14.</summary>
    public int Middle => (Lower + Upper) / 2;

    /// <summary>For tables and machines: <c>&lt;10</c> or <c>15–19</c>.</summary>
    public string Display => IsBelowThreshold
        ? string.Create(CultureInfo.InvariantCulture, $"<{PublicationPlan.Threshold}")
        : string.Create(CultureInfo.InvariantCulture, $"{Lower:N0}–{Upper:N0}");

    /// <summary>For sentences: “fewer than 10” or “15 to 19”.</summary>
    public string Words => IsBelowThreshold
        ? string.Create(CultureInfo.InvariantCulture, $"fewer than {PublicationPlan.Threshold}")
        : string.Create(CultureInfo.InvariantCulture, $"{Lower:N0} to {Upper:N0}");

    public override string ToString() => Display;
}
