using PortSafe.Domain;
using PortSafe.Grains.Analytics;

namespace PortSafe.Dashboard.Analytics;

/// <summary>Which view the overview's charts are a first look at.</summary>
public static class ExploredCharts
{
    private static readonly string Region = MeasureBreakdown.Region.Code;

    /// <summary>By the chart's id: the view, and whether it shows all quarters up to one.</summary>
    private static readonly Dictionary<string, (SectorViewText View, bool IsLong)> Views = new(StringComparer.Ordinal)
    {
        ["adoption-by-region"] = (new(Measure.AdoptionRate.Id, Region), false),
        ["line-known"] = (new(Measure.LineKnown.Id), true),
        ["line-known-by-region"] = (new(Measure.LineKnown.Id, Region), true),
        ["line-known-map"] = (new(Measure.LineKnown.Id, Region), false),
        ["reports-by-group"] = (new(Measure.Reports.Id, MeasureBreakdown.Group.Code), false),
        ["reports-by-quarter"] = (new(Measure.Reports.Id), true),
        ["reports-by-region"] = (new(Measure.Reports.Id, Region), false),
        ["schemes-by-stage"] = (new(Measure.SchemesByStage.Id), true),
        ["staff-reached"] = (new(Measure.StaffReached.Id, Region), false),
        ["staff-reached-by-region"] = (new(Measure.StaffReached.Id, Region), true),
    };

    /// <param name="chart">A sector chart's id.</param>
    /// <param name="quarter">The quarter in which it is shown.</param>
    /// <param name="quarters">All frozen quarters, the earliest first.</param>
    /// <returns>Null for a chart that no view stands for.</returns>
    public static SectorView? Of(string chart, Quarter quarter, IReadOnlyList<Quarter> quarters)
    {
        if (!Views.TryGetValue(chart, out var known))
            return null;
        var period = (known.IsLong, quarter == quarters[^1]) switch
        {
            (true, true) => ViewPeriod.All,
            (true, false) => ViewPeriod.Of(quarters[0], quarter),
            (false, true) => ViewPeriod.Latest,
            _ => ViewPeriod.Of(quarter),
        };
        return (known.View with { Period = period.ToString() }).Read().Value;
    }
}
