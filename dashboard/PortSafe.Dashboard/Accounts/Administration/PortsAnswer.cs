using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Ports as somebody types them: LOCODEs or names, on lines of their own or between commas; and facilities by their numbers.</summary>
public static class PortsAnswer
{
    /// <summary>In characters: more than the longest answer that is allowed.</summary>
    public const int MaxLength = 5000;

    private const string Field = "ports";

    /// <param name="names">The names of the ports in the register.</param>
    /// <param name="facilities">The names of the open facilities.</param>
    /// <returns>The ports and facilities in the order in which they were typed, each once; or what cannot be read.</returns>
    public static Result<IReadOnlyList<PersonPort>> Read(
        string? text, IReadOnlyDictionary<Locode, string> names, IReadOnlyDictionary<PortFacility, string> facilities)
    {
        if (text is { Length: > MaxLength })
            return Error.Invalid("ports-long", $"Enter at most {People.MaxPorts} ports.", Field);
        var (found, unknown) = (new List<PersonPort>(), new List<string>());
        foreach (var part in (text ?? "").Split([',', ';', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (FindFacility(part, facilities) is { } facility)
                found.Add(facility);
            else if (Find(part, names) is { } port)
                found.Add(port);
            else
                unknown.Add(part.Length <= 40 ? part : $"{part[..40]}…");
        }
        if (unknown.Count > 0)
            return Error.Invalid("port-not-found", $"There is no such port or facility in the register: {string.Join(", ", unknown.Take(5))}.", Field);
        var ports = found.DistinctBy(port => port.Code).ToList();
        return ports.Count is >= 1 and <= People.MaxPorts
            ? ports
            : Error.Invalid("ports-missing", $"Enter 1 to {People.MaxPorts} ports.", Field);
    }

    /// <summary>Those of an answer that are whole ports.</summary>
    public static IReadOnlyList<Locode> Whole(this IEnumerable<PersonPort> answer) => [.. answer.Where(port => port.Facility is null).Select(port => port.Locode)];

    /// <summary>Those of an answer that are single facilities.</summary>
    public static IReadOnlyList<PortFacility> Facilities(this IEnumerable<PersonPort> answer) =>
        [.. answer.Where(port => port.Facility is not null).Select(port => new PortFacility(port.Locode, port.Facility!.Value))];

    private static PersonPort? FindFacility(string text, IReadOnlyDictionary<PortFacility, string> facilities) =>
        PortFacility.TryParse(text.ToUpperInvariant(), null, out var facility) && facilities.TryGetValue(facility, out var name)
            ? new PersonPort(facility.Port, name, facility.Facility)
            : null;

    private static PersonPort? Find(string text, IReadOnlyDictionary<Locode, string> names)
    {
        if (Locode.TryParse(text.ToUpperInvariant(), null, out var locode) && names.TryGetValue(locode, out var name))
            return new PersonPort(locode, name);
        var named = names.Where(port => port.Value.Equals(text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return named is [var only] ? new PersonPort(only.Key, only.Value) : null;
    }
}
