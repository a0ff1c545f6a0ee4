using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;

namespace PortSafe.Grains.Ports;

/// <summary>One line of the list of ports.</summary>
/// <param name="Stage">Null while the port has no scheme.</param>
public sealed record PortSummary(Locode Locode, string Name, Region Region, PortSize Size, DateOnly? ClosedOn, Stage? Stage, DateOnly? LastActionOn);

/// <summary>The register of ports as lists, from the read models.</summary>
public sealed class PortDirectory(IDbContextFactory<PortSafeDb> contexts, ReadModels readModels)
{
    /// <summary>The ports that the actor may read, by name: every port for JMSC, their own for a port manager.</summary>
    public async Task<Result<IReadOnlyList<PortSummary>>> ListAsync(Actor by, CancellationToken ct)
    {
        var all = by.May(Permission.ReadAnyPort);
        if (!all && by.PortsInView.Count == 0)
            return Authority.Refusal;
        await readModels.CatchUpAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = by.PortsInView.ToList();
        var rows = await db.PortStatus.AsNoTracking().Where(row => all || own.Contains(row.Locode)).ToListAsync(ct);
        return rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(ToSummary).ToList();
    }

    /// <summary>Names of ports, for sentences: a port's name and the public fact that it is in the register are no secret.</summary>
    public async Task<IReadOnlyDictionary<Locode, string>> NamesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PortStatus.AsNoTracking().ToDictionaryAsync(row => row.Locode, row => row.Name, ct);
    }

    /// <summary>Every open facility, with what it and its port are called.</summary>
    public async Task<IReadOnlyDictionary<PortFacility, string>> FacilitiesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await PortsInCare.OpenFacilitiesAsync(db, ct);
    }

    private static PortSummary ToSummary(PortStatusRow row) => new(
        row.Locode,
        row.Name,
        row.Region,
        PortSize.Parse(row.Size),
        row.ClosedOn,
        row.Stage is { } stage ? Stage.Parse(stage) : null,
        row.LastActionOn);
}
