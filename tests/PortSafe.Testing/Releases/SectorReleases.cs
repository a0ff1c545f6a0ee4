using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Testing.Releases;

/// <summary>What the publication plan shows of a sector, release by release.</summary>
public static class SectorReleases
{
    /// <summary>A quarter’s release with all its tables, or as much as a fall-back leaves.</summary>
    public static IEnumerable<PublishedFigure> Quarterly(Sector sector, Quarter quarter, bool regions = true, bool groups = true)
    {
        yield return Figure(sector, quarter, quarter, 0, null, null, null);
        foreach (var group in groups ? CategoryGroup.All : [])
            yield return Figure(sector, quarter, quarter, 0, null, group, null);
        foreach (var region in regions ? sector.Ports.Select(port => port.Register.Region).Distinct() : [])
            yield return Figure(sector, quarter, quarter, 0, region, null, null);
        foreach (var port in sector.Ports)
        {
            if (PublicationPlan.CadenceOf(port.Size) == Cadence.Quarter && port.Register.Holds(quarter))
                yield return Figure(sector, quarter, quarter, 0, null, null, port);
            if (PublicationPlan.CadenceOf(port.Size) == Cadence.Year && quarter.Number == 4 && Quarter.Range(quarter.Add(-3), quarter).Any(port.Register.Holds))
                yield return Figure(sector, quarter.Add(-3), quarter, 0, null, null, port);
        }
    }

    /// <summary>The annual revision of a year.</summary>
    public static IEnumerable<PublishedFigure> Revised(Sector sector, int year)
    {
        foreach (var quarter in Quarter.Range(new Quarter(year, 1), new Quarter(year, 4)))
        {
            yield return Figure(sector, quarter, quarter, 1, null, null, null);
            foreach (var group in CategoryGroup.All)
                yield return Figure(sector, quarter, quarter, 1, null, group, null);
        }
    }

    /// <summary>One figure by the display rule.</summary>
    public static PublishedFigure Figure(Sector sector, Quarter first, Quarter last, int vintage, Region? region, CategoryGroup? group, SectorPort? port)
    {
        var count = sector.Sum(first, last, vintage, other => (region is null || other.Register.Region == region) && (port is null || other == port), group);
        var shown = ReleasedFigure.Of(count);
        return new PublishedFigure(first, last, vintage, region, group, port?.Port, shown.Lower, shown.Upper);
    }
}
