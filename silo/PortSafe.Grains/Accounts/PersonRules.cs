using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Mail;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>What a person's name, address, role and ports have to be.</summary>
internal static class PersonRules
{
    public const string PortNotFound = "port-not-found";

    /// <summary>A role and its ports as the audit log has them.</summary>
    public static string Scope(NewPerson person) => $"role {Scope(person.Role, person.Ports, person.Facilities)}";

    /// <summary>The same without the word: <c>port-manager of GBDVR GBFXT-0001</c>.</summary>
    public static string Scope(Role role, IEnumerable<Locode> ports, IEnumerable<PortFacility> facilities)
    {
        var places = string.Join(' ', ports.Order().Select(port => port.ToString()).Concat(facilities.Select(facility => facility.ToString()).Order(StringComparer.Ordinal)));
        return places.Length == 0 ? role.ToString() : $"{role} of {places}";
    }

    /// <returns>What is wrong, with the field <c>name</c>, <c>email</c> or <c>ports</c>; null when nothing is.</returns>
    public static async Task<Error?> FaultAsync(PortSafeDb db, NewPerson person, CancellationToken ct) =>
        NameFault(person.Name) ?? EmailFault(person.Email) ?? await FaultAsync(db, person.Role, person.Ports, person.Facilities, ct);

    public static Error? NameFault(string name) => name.Trim() is not { Length: >= 1 and <= People.MaxNameLength } trimmed || trimmed.Any(char.IsControl)
        ? Error.Invalid("name-invalid", $"Enter a name of 1 to {People.MaxNameLength} characters.", "name")
        : null;

    public static Error? EmailFault(string email) =>
        EmailAddress.TryParse(email, null, out _) ? null : Error.Invalid("email-invalid", "Enter an email address such as name@example.org.", "email");

    /// <returns>What is wrong with these ports and facilities for this role; null when nothing is.</returns>
    public static async Task<Error?> FaultAsync(PortSafeDb db, Role role, IReadOnlyList<Locode> ports, IReadOnlyList<PortFacility> facilities, CancellationToken ct)
    {
        var count = ports.Count + facilities.Count;
        if (role != Role.PortManager)
            return count == 0 ? null : Error.Invalid("ports-not-for-role", "Only a port manager has ports. Leave the ports out.", "ports");
        if (count is < 1 or > People.MaxPorts || ports.Distinct().Count() + facilities.Distinct().Count() != count)
            return Error.Invalid("ports-missing", $"Give a port manager 1 to {People.MaxPorts} different ports or facilities.", "ports");
        if (facilities.Any(facility => ports.Contains(facility.Port)))
            return Error.Invalid("facility-of-own-port", "Whoever manages a port manages its facilities. Give the port or the facility, not both.", "ports");
        var wanted = ports.ToList();
        if (await db.PortStatus.CountAsync(port => wanted.Contains(port.Locode), ct) != wanted.Count)
            return Error.Invalid(PortNotFound, "Every port must be in the register. Check the LOCODEs.", "ports");
        var open = await PortsInCare.OpenFacilitiesAsync(db, facilities.Select(facility => facility.Port), ct);
        return facilities.All(open.ContainsKey) ? null : Error.Invalid(PortNotFound, "Every facility must be an open one of a port in the register. Check its number.", "ports");
    }
}
