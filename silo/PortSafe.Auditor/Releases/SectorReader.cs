using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Auditor.Releases;

/// <summary>Somebody who sees what is public, and the figures of some ports.</summary>
/// <param name="Name">In words, for a finding.</param>
/// <param name="Hidden">Quarters in whose releases none of these figures was shown.</param>
/// <param name="IsPromised">Whether counts of a quarter are protected against this reader; one of several quarters is when all of these are.</param>
internal sealed record SectorReader(string Name, IReadOnlyList<Locode> Ports, IReadOnlyList<Quarter> Hidden, Func<Quarter, bool> IsPromised)
{
    /// <summary>The readers of a scenario, as far as some quarters go.</summary>
    public static IReadOnlyList<SectorReader> Of(
        AuditScenario scenario, Publication publication, IReadOnlyList<AuditedAccount> accounts, IReadOnlyList<Quarter> quarters) => scenario switch
        {
            AuditScenario.Role => [new("everyone", [], [], _ => true)],
            AuditScenario.Pool => [.. publication.Ports.GroupBy(port => port.Region).SelectMany(region => Pools(region, quarters))],
            AuditScenario.Insider => [.. accounts.Select(account => new SectorReader(account.Id, account.Ports, account.Hidden, quarter => !account.Hidden.Contains(quarter)))],
            _ => [.. accounts.Select(account => new SectorReader(account.Id, account.Ports, account.Hidden, _ => true))],
        };

    /// <summary>
    /// Every choice of two ports of the region that take no part. Where only one of the two was in the register, the others are all but one,
    /// against whom nothing is promised.
    /// </summary>
    private static IEnumerable<SectorReader> Pools(IGrouping<Region, AuditedPort> region, IReadOnlyList<Quarter> quarters)
    {
        var ports = region.GroupBy(row => row.Port, (port, rows) => (Port: port, Quarters: quarters.Where(quarter => rows.Any(row => row.Holds(quarter))).ToHashSet()))
            .Where(port => port.Quarters.Count > 0).OrderBy(port => port.Port).ToArray();
        for (var one = 0; one < ports.Length; one++)
        {
            for (var other = one + 1; other < ports.Length; other++)
            {
                if (!ports[one].Quarters.Overlaps(ports[other].Quarters))
                    continue;
                var (first, second) = (ports[one], ports[other]);
                yield return new(
                    $"all ports of {region.Key} but {first.Port} and {second.Port}",
                    [.. ports.Select(port => port.Port).Where(port => port != first.Port && port != second.Port)],
                    [],
                    quarter => first.Quarters.Contains(quarter) && second.Quarters.Contains(quarter));
            }
        }
    }
}
