using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>A port of the register, as far as a release needs it.</summary>
internal sealed record RegisteredPort(Locode Locode, Region Region, PortSize Size);

/// <summary>
/// Which ports there were in a quarter: of a quarter that was published, those that its release holds, whatever is recorded of them
/// later; of any other, those that were open for a day or more.
/// </summary>
internal sealed class PortRegister
{
    private readonly IReadOnlyList<(RegisteredPort Port, DateOnly AddedOn, DateOnly? ClosedOn)> _ports;
    private readonly IReadOnlyDictionary<Quarter, IReadOnlyList<RegisteredPort>> _published;
    private readonly Dictionary<Quarter, HashSet<Locode>> _members = [];

    private PortRegister(
        IReadOnlyList<(RegisteredPort Port, DateOnly AddedOn, DateOnly? ClosedOn)> ports, IReadOnlyDictionary<Quarter, IReadOnlyList<RegisteredPort>> published) =>
        (_ports, _published) = (ports, published);

    /// <summary>The ports of one quarter, in the order of their LOCODEs.</summary>
    public IReadOnlyList<RegisteredPort> In(Quarter quarter) => _published.TryGetValue(quarter, out var ports)
        ? ports
        : [.. _ports.Where(port => port.AddedOn <= quarter.End && (port.ClosedOn is null || port.ClosedOn >= quarter.Start)).Select(port => port.Port)];

    public bool Holds(Locode port, Quarter quarter)
    {
        if (!_members.TryGetValue(quarter, out var members))
            _members[quarter] = members = [.. In(quarter).Select(member => member.Locode)];
        return members.Contains(port);
    }

    public static async Task<PortRegister> ReadAsync(PortSafeDb db, CancellationToken ct)
    {
        var rows = await db.PortStatus.AsNoTracking().OrderBy(row => row.Locode).ToListAsync(ct);
        var published = await PublishedReleases.In(db)
            .Where(row => row.Register != null)
            .Select(row => new { row.Id, row.Register })
            .ToListAsync(ct);
        return new PortRegister(
            [.. rows.Select(row => (new RegisteredPort(row.Locode, row.Region, PortSize.Parse(row.Size)), row.AddedOn, row.ClosedOn))],
            published.ToDictionary(row => row.Id.Last, row => JsonSerializer.Deserialize<IReadOnlyList<RegisteredPort>>(row.Register!, DomainJson.Options)!));
    }

    /// <summary>As a release holds it.</summary>
    public static string Text(IReadOnlyList<RegisteredPort> ports) => JsonSerializer.Serialize(ports, DomainJson.Options);
}
