using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Ports as somebody types them: LOCODEs or names, on lines of their own or between commas.</summary>
public static class PortsAnswer
{
    /// <summary>In characters: more than the longest answer that is allowed.</summary>
    public const int MaxLength = 5000;

    private const string Field = "ports";

    /// <param name="names">The names of the ports in the register.</param>
    /// <returns>The ports in the order in which they were typed, each once; or what cannot be read.</returns>
    public static Result<IReadOnlyList<PersonPort>> Read(string? text, IReadOnlyDictionary<Locode, string> names)
    {
        if (text is { Length: > MaxLength })
            return Error.Invalid("ports-long", $"Enter at most {People.MaxPorts} ports.", Field);
        var (found, unknown) = (new List<PersonPort>(), new List<string>());
        foreach (var part in (text ?? "").Split([',', ';', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Find(part, names) is { } port)
                found.Add(port);
            else
                unknown.Add(part.Length <= 40 ? part : $"{part[..40]}…");
        }
        if (unknown.Count > 0)
            return Error.Invalid("port-not-found", $"There is no such port in the register: {string.Join(", ", unknown.Take(5))}.", Field);
        var ports = found.DistinctBy(port => port.Locode).ToList();
        return ports.Count is >= 1 and <= People.MaxPorts
            ? ports
            : Error.Invalid("ports-missing", $"Enter 1 to {People.MaxPorts} ports.", Field);
    }

    private static PersonPort? Find(string text, IReadOnlyDictionary<Locode, string> names)
    {
        if (Locode.TryParse(text.ToUpperInvariant(), null, out var locode) && names.TryGetValue(locode, out var name))
            return new PersonPort(locode, name);
        var named = names.Where(port => port.Value.Equals(text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return named is [var only] ? new PersonPort(only.Key, only.Value) : null;
    }
}
