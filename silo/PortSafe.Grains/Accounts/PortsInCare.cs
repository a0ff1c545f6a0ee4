using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>Which ports and facilities a person manages, as the database has them.</summary>
internal static class PortsInCare
{
    /// <summary>Gives a person these in place of what they had, when the caller's changes are saved.</summary>
    public static async Task ReplaceAsync(PortSafeDb db, Guid person, IEnumerable<Locode> ports, IEnumerable<PortFacility> facilities, CancellationToken ct)
    {
        await RemoveAsync(db, person, ct);
        db.PersonPorts.AddRange(ports.Select(port => new PersonPortRow { PersonId = person, Locode = port }));
        db.PersonFacilities.AddRange(facilities.Select(facility => new PersonFacilityRow { PersonId = person, Locode = facility.Port, Facility = facility.Facility }));
    }

    public static async Task RemoveAsync(PortSafeDb db, Guid person, CancellationToken ct)
    {
        await db.PersonPorts.Where(row => row.PersonId == person).ExecuteDeleteAsync(ct);
        await db.PersonFacilities.Where(row => row.PersonId == person).ExecuteDeleteAsync(ct);
    }

    /// <summary>The facilities of each of these people, in order; nobody who has none.</summary>
    public static async Task<ILookup<Guid, PortFacility>> FacilitiesAsync(PortSafeDb db, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var rows = await db.PersonFacilities.AsNoTracking().Where(row => people.Contains(row.PersonId)).ToListAsync(ct);
        return rows.OrderBy(row => row.Locode).ThenBy(row => row.Facility).ToLookup(row => row.PersonId, row => new PortFacility(row.Locode, row.Facility));
    }

    /// <summary>The open facilities of these ports, with what they and their port are called.</summary>
    public static async Task<IReadOnlyDictionary<PortFacility, string>> OpenFacilitiesAsync(PortSafeDb db, IEnumerable<Locode> ports, CancellationToken ct)
    {
        var wanted = ports.Distinct().ToList();
        return Open(wanted.Count == 0 ? [] : await db.PortStatus.AsNoTracking().Where(row => wanted.Contains(row.Locode) && row.Facilities != null)
            .Select(row => new PlaceRow(row.Locode, row.Name, row.Facilities!)).ToListAsync(ct));
    }

    /// <summary>Every open facility there is, with what it and its port are called.</summary>
    public static async Task<IReadOnlyDictionary<PortFacility, string>> OpenFacilitiesAsync(PortSafeDb db, CancellationToken ct) =>
        Open(await db.PortStatus.AsNoTracking().Where(row => row.Facilities != null).Select(row => new PlaceRow(row.Locode, row.Name, row.Facilities!)).ToListAsync(ct));

    private static Dictionary<PortFacility, string> Open(IEnumerable<PlaceRow> rows) => rows
        .SelectMany(row => JsonSerializer.Deserialize<IReadOnlyList<Facility>>(row.Facilities, DomainJson.Options)!
            .Where(facility => facility.ClosedOn is null)
            .Select(facility => (Key: new PortFacility(row.Port, facility.Number), Name: $"{facility.Name}, {row.Name}")))
        .ToDictionary(facility => facility.Key, facility => facility.Name);

    private sealed record PlaceRow(Locode Port, string Name, string Facilities);
}
