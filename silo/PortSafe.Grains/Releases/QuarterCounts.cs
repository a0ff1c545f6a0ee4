using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Releases;

/// <summary>Exact counts by quarter, port and group. A count of a port from outside its time in the register is in none.</summary>
internal sealed class QuarterCounts
{
    private readonly Dictionary<(Quarter Quarter, Locode Port), RawCount> _byPort = [];
    private readonly Dictionary<(Quarter Quarter, CategoryGroup Group), RawCount> _byGroup = [];

    /// <param name="readings">Each of other months.</param>
    public static QuarterCounts Of(IEnumerable<LedgerReading> readings, PortRegister register)
    {
        var counts = new QuarterCounts();
        foreach (var (key, count) in readings.SelectMany(reading => reading.Counts))
        {
            var quarter = key.Month.Quarter;
            if (!register.Holds(key.Port, quarter))
                continue;
            Add(counts._byPort, (quarter, key.Port), count);
            Add(counts._byGroup, (quarter, key.Category.Group), count);
        }
        return counts;
    }

    public RawCount Of(Quarter quarter, Locode port) => _byPort.GetValueOrDefault((quarter, port));

    public RawCount Of(Quarter quarter, CategoryGroup group) => _byGroup.GetValueOrDefault((quarter, group));

    public RawCount OfYear(int year, Locode port) => Sum(Quarter.Range(new Quarter(year, 1), new Quarter(year, 4)).Select(quarter => Of(quarter, port)));

    public RawCount Of(Quarter quarter) => Sum(CategoryGroup.All.Select(group => Of(quarter, group)));

    public static RawCount Sum(IEnumerable<RawCount> counts) => counts.Aggregate(new RawCount(0), (sum, count) => sum + count);

    private static void Add<TKey>(Dictionary<TKey, RawCount> sums, TKey key, RawCount count) where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + count;
}
