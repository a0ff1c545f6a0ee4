using PortSafe.Domain.Reports;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Reports;

namespace PortSafe.Dashboard.Ports.Jmsc;

/// <summary>Exact reports by period, as a table.</summary>
/// <param name="First">The head of the first column.</param>
public sealed record PeriodTable(string Caption, string First, IReadOnlyList<ExactPeriod> Periods)
{
    /// <summary>The longest bar's count, at least 1.</summary>
    public long Most { get; } = Math.Max(1, Periods.Select(period => period.Total.Reports).DefaultIfEmpty().Max());

    /// <summary>0 to 100.</summary>
    public int Share(RawCount count) => (int)Math.Round(100.0 * count.Reports / Most);
}

/// <summary>Awareness by quarter, as a table.</summary>
/// <param name="Quarters">The earliest first.</param>
public sealed record AwarenessTable(string Caption, IReadOnlyList<QuarterAwareness> Quarters);
