using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Releases;

/// <summary>A port of the register, as far as a release needs it.</summary>
/// <param name="To">The last quarter in which it was open for a day or more; null while it is open.</param>
internal sealed record RegisteredPort(Locode Locode, Region Region, PortSize Size, Quarter From, Quarter? To)
{
    public bool IsIn(Quarter quarter) => From <= quarter && (To is null || quarter <= To);
}

/// <summary>Every port that there is or was, in the order of their LOCODEs.</summary>
internal sealed record PortRegister(IReadOnlyList<RegisteredPort> Ports)
{
    private readonly Dictionary<Locode, RegisteredPort> _byLocode = Ports.ToDictionary(port => port.Locode);

    /// <summary>Null for a port that was never in the register.</summary>
    public RegisteredPort? Find(Locode port) => _byLocode.GetValueOrDefault(port);

    /// <summary>The ports of one quarter.</summary>
    public IReadOnlyList<RegisteredPort> In(Quarter quarter) => [.. Ports.Where(port => port.IsIn(quarter))];

    public static async Task<PortRegister> ReadAsync(PortSafeDb db, CancellationToken ct)
    {
        var rows = await db.PortStatus.AsNoTracking().OrderBy(row => row.Locode).ToListAsync(ct);
        return new PortRegister([.. rows.Select(row => new RegisteredPort(
            row.Locode, row.Region, PortSize.Parse(row.Size), Quarter.Of(row.AddedOn), row.ClosedOn is { } closed ? Quarter.Of(closed) : null))]);
    }
}
