using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Ports;

/// <summary>
/// A publication region, by name. Which regions there are is fixed by a version of the publication plan
/// (<see cref="Releases.PublicationPlan.Regions"/>); a name outside it does not parse.
/// </summary>
public readonly record struct Region : IComparable<Region>, IParsable<Region>
{
    private readonly string? _name;

    internal Region(string name) => _name = name;

    public int CompareTo(Region other) => string.CompareOrdinal(_name, other._name);

    public override string ToString() => _name ?? "";

    public static Region Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<Region>(s, "a region of the publication plan");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Region result)
    {
        result = new Region(s ?? "");
        if (s is not null && Releases.PublicationPlan.Current.Regions.Contains(result))
            return true;
        result = default;
        return false;
    }

    public static bool operator <(Region left, Region right) => left.CompareTo(right) < 0;

    public static bool operator >(Region left, Region right) => left.CompareTo(right) > 0;

    public static bool operator <=(Region left, Region right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Region left, Region right) => left.CompareTo(right) >= 0;
}
