using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Auditor.Releases;

/// <summary>Somebody who sees what is public, and the figures of some ports.</summary>
/// <param name="Name">In words, for a finding.</param>
internal sealed record SectorReader(string Name, IReadOnlyList<Locode> Ports)
{
    /// <summary>The readers of a scenario, as far as some quarters go.</summary>
    public static IReadOnlyList<SectorReader> Of(AuditScenario scenario, Publication publication, IReadOnlyList<AuditedAccount> accounts, IReadOnlyList<Quarter> quarters) => scenario switch
    {
        AuditScenario.Role => [new("everyone", [])],
        AuditScenario.Pool => [.. publication.Ports.Where(port => quarters.Any(port.Holds)).GroupBy(port => port.Region).SelectMany(Pools)],
        _ => [.. accounts.Select(account => new SectorReader(account.Id, account.Ports))],
    };

    /// <summary>Every choice of two ports of the region that take no part.</summary>
    private static IEnumerable<SectorReader> Pools(IGrouping<Region, AuditedPort> region)
    {
        var ports = region.Select(port => port.Port).Order().ToArray();
        for (var one = 0; one < ports.Length; one++)
        {
            for (var other = one + 1; other < ports.Length; other++)
                yield return new($"all ports of {region.Key} but {ports[one]} and {ports[other]}", [.. ports.Where((_, place) => place != one && place != other)]);
        }
    }
}
