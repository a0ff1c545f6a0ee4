using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Testing.Releases;

/// <summary>A made-up port of a made-up sector.</summary>
public sealed record SectorPort(AuditedPort Register, PortSize Size)
{
    public Locode Port => Register.Port;
}

/// <summary>Ports and their true counts of reports.</summary>
/// <param name="Counts">By port, quarter and group, as they were when the quarter was first published; absent is zero.</param>
/// <param name="Late">What came in later, in the same way.</param>
public sealed record Sector(
    IReadOnlyList<SectorPort> Ports,
    IReadOnlyList<Quarter> Quarters,
    IReadOnlyDictionary<(Locode Port, Quarter Quarter, CategoryGroup Group), long> Counts,
    IReadOnlyDictionary<(Locode Port, Quarter Quarter, CategoryGroup Group), long> Late)
{
    private readonly Dictionary<(Quarter Quarter, int Vintage), long[,]> _tables = [];

    public Publication Nothing => new([.. Ports.Select(port => port.Register)], []);

    /// <summary>An account for every port.</summary>
    public IReadOnlyList<AuditedAccount> Accounts => [.. Ports.Select(port => new AuditedAccount($"person:{port.Port}", [port.Port]))];

    public IReadOnlyList<TrueCount> Truth =>
        [.. from port in Ports from quarter in Quarters where port.Register.Holds(quarter) select new TrueCount(port.Port, quarter, Sum(quarter, quarter, 0, other => other == port))];

    /// <summary>The true count of a period.</summary>
    public long Sum(Quarter first, Quarter last, int vintage, Func<SectorPort, bool> which, CategoryGroup? group = null)
    {
        var total = 0L;
        foreach (var quarter in Quarter.Range(first, last))
        {
            var table = TableOf(quarter, vintage);
            for (var port = 0; port < Ports.Count; port++)
            {
                if (!which(Ports[port]))
                    continue;
                for (var number = 0; number < CategoryGroup.All.Count; number++)
                    total += group is null || CategoryGroup.All[number] == group ? table[port, number] : 0;
            }
        }
        return total;
    }

    private long[,] TableOf(Quarter quarter, int vintage)
    {
        if (_tables.TryGetValue((quarter, vintage), out var table))
            return table;
        table = new long[Ports.Count, CategoryGroup.All.Count];
        for (var port = 0; port < Ports.Count; port++)
        {
            for (var group = 0; group < CategoryGroup.All.Count; group++)
            {
                var key = (Ports[port].Port, quarter, CategoryGroup.All[group]);
                table[port, group] = Counts.GetValueOrDefault(key) + (vintage == 0 ? 0 : Late.GetValueOrDefault(key));
            }
        }
        return _tables[(quarter, vintage)] = table;
    }
}
