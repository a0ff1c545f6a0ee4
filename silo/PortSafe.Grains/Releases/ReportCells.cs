using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Releases;

/// <summary>The report cells of the publication plan, version 1: which there are depends on the register alone, never on a count.</summary>
internal static class ReportCells
{
    /// <param name="ports">The register at the quarter's end.</param>
    /// <param name="quarter">Exact counts of the quarter's three months, by port and category.</param>
    /// <param name="year">Exact counts of the year, by port; null except with the fourth quarter.</param>
    public static IEnumerable<ReleaseCell> Of(
        Quarter period,
        IReadOnlyList<RegisteredPort> ports,
        IReadOnlyDictionary<(Locode Port, ReportCategory Category), RawCount> quarter,
        IReadOnlyDictionary<Locode, RawCount>? year)
    {
        var byPort = Total(quarter, key => key.Port);
        var byGroup = Total(quarter, key => key.Category.Group);
        var byRegion = ports.ToLookup(port => port.Region, port => port.Locode);

        yield return Cell(period, Sum(byPort.Values));
        foreach (var group in CategoryGroup.All)
            yield return Cell(period, byGroup.GetValueOrDefault(group)) with { Group = group };
        foreach (var region in PublicationPlan.Current.Regions)
            yield return Cell(period, Sum(byRegion[region].Select(port => byPort.GetValueOrDefault(port)))) with { Region = region };

        foreach (var port in ports)
        {
            if (PublicationPlan.CadenceOf(port.Size) == Cadence.Quarter)
                yield return OfPort(period, port, byPort.GetValueOrDefault(port.Locode));
            else if (year is not null)
                yield return OfPort(period, port, year.GetValueOrDefault(port.Locode)) with { Period = $"{period.Year:D4}" };
        }
    }

    private static ReleaseCell OfPort(Quarter period, RegisteredPort port, RawCount count) =>
        Cell(period, count) with { Audience = ReleaseAudience.Port, Region = port.Region, Locode = port.Locode };

    private static ReleaseCell Cell(Quarter period, RawCount count)
    {
        var figure = ReleasedFigure.Of(count.Reports);
        return new ReleaseCell(Measure.Reports.Id, ReleaseAudience.Public, null, null, null, null, null, period.ToString(), figure.Display, figure, null, null, null);
    }

    private static Dictionary<TKey, RawCount> Total<TKey>(
        IReadOnlyDictionary<(Locode Port, ReportCategory Category), RawCount> counts, Func<(Locode Port, ReportCategory Category), TKey> key)
        where TKey : notnull =>
        counts.GroupBy(count => key(count.Key)).ToDictionary(group => group.Key, group => Sum(group.Select(count => count.Value)));

    private static RawCount Sum(IEnumerable<RawCount> counts) => counts.Aggregate(new RawCount(0), (sum, count) => sum + count);
}
