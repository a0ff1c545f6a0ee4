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
    public static string Scope(NewPerson person) => person.Ports.Count == 0 ? $"role {person.Role}" : $"role {person.Role} of {string.Join(' ', person.Ports.Order())}";

    /// <returns>What is wrong, with the field <c>name</c>, <c>email</c> or <c>ports</c>; null when nothing is.</returns>
    public static async Task<Error?> FaultAsync(PortSafeDb db, NewPerson person, CancellationToken ct) =>
        NameFault(person.Name) ?? EmailFault(person.Email) ?? await FaultAsync(db, person.Role, person.Ports, ct);

    public static Error? NameFault(string name) => name.Trim() is not { Length: >= 1 and <= People.MaxNameLength } trimmed || trimmed.Any(char.IsControl)
        ? Error.Invalid("name-invalid", $"Enter a name of 1 to {People.MaxNameLength} characters.", "name")
        : null;

    public static Error? EmailFault(string email) =>
        EmailAddress.TryParse(email, null, out _) ? null : Error.Invalid("email-invalid", "Enter an email address such as name@example.org.", "email");

    /// <returns>What is wrong with these ports for this role; null when nothing is.</returns>
    public static async Task<Error?> FaultAsync(PortSafeDb db, Role role, IReadOnlyList<Locode> ports, CancellationToken ct)
    {
        if (role != Role.PortManager)
            return ports.Count == 0 ? null : Error.Invalid("ports-not-for-role", "Only a port manager has ports. Leave the ports out.", "ports");
        if (ports.Count is < 1 or > People.MaxPorts || ports.Distinct().Count() != ports.Count)
            return Error.Invalid("ports-missing", $"Give a port manager 1 to {People.MaxPorts} different ports.", "ports");
        var wanted = ports.ToList();
        return await db.PortStatus.CountAsync(port => wanted.Contains(port.Locode), ct) == wanted.Count
            ? null
            : Error.Invalid(PortNotFound, "Every port must be in the register. Check the LOCODEs.", "ports");
    }
}
