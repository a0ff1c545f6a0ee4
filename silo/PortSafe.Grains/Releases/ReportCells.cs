using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Releases;

/// <summary>The report cells of the publication plan, version 1: which there are depends on the register alone, never on a count.</summary>
internal static class ReportCells
{
    /// <param name="ports">The register of the quarter.</param>
    /// <param name="hasYear">Whether every month of the year is known; then, with the fourth quarter, yearly figures are published.</param>
    public static IEnumerable<ReleaseCell> Of(Quarter period, IReadOnlyList<RegisteredPort> ports, QuarterCounts counts, bool hasYear)
    {
        foreach (var cell in OfNation(period, counts))
            yield return cell;

        var byRegion = ports.ToLookup(port => port.Region, port => port.Locode);
        foreach (var region in PublicationPlan.Current.Regions)
            yield return Cell(period, QuarterCounts.Sum(byRegion[region].Select(port => counts.Of(period, port)))) with { Region = region };

        foreach (var port in ports)
        {
            if (PublicationPlan.CadenceOf(port.Size) == Cadence.Quarter)
                yield return OfPort(period, port, counts.Of(period, port.Locode));
            else if (hasYear)
                yield return OfPort(period, port, counts.OfYear(period.Year, port.Locode)) with { Period = $"{period.Year:D4}" };
        }
    }

    /// <summary>The nation's total, and its groups.</summary>
    public static IEnumerable<ReleaseCell> OfNation(Quarter period, QuarterCounts counts) =>
        CategoryGroup.All.Select(group => Cell(period, counts.Of(period, group)) with { Group = group }).Prepend(Cell(period, counts.Of(period)));

    private static ReleaseCell OfPort(Quarter period, RegisteredPort port, RawCount count) =>
        Cell(period, count) with { Audience = ReleaseAudience.Port, Region = port.Region, Locode = port.Locode };

    private static ReleaseCell Cell(Quarter period, RawCount count)
    {
        var figure = ReleasedFigure.Of(count.Reports);
        return new ReleaseCell(Measure.Reports.Id, ReleaseAudience.Public, null, null, null, null, null, period.ToString(), figure.Display, figure, null, null, null);
    }
}
