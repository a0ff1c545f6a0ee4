using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Ports;

/// <summary>
/// A port's code in UN/LOCODE: two letters for the country, then three of A to Z or 2 to 9
/// (UNECE Recommendation 16), written without a space: <c>GBFXT</c>.
/// </summary>
public readonly record struct Locode : IComparable<Locode>, IParsable<Locode>
{
    private readonly string? _text;

    private Locode(string text) => _text = text;

    public int CompareTo(Locode other) => string.CompareOrdinal(_text, other._text);

    public override string ToString() => _text ?? "";

    public static Locode Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<Locode>(s, "a LOCODE such as GBFXT");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Locode result)
    {
        result = default;
        if (s is not { Length: 5 } || !char.IsAsciiLetterUpper(s[0]) || !char.IsAsciiLetterUpper(s[1]))
            return false;
        foreach (var character in s.AsSpan(2))
        {
            if (!char.IsAsciiLetterUpper(character) && character is < '2' or > '9')
                return false;
        }
        result = new Locode(s);
        return true;
    }

    public static bool operator <(Locode left, Locode right) => left.CompareTo(right) < 0;

    public static bool operator >(Locode left, Locode right) => left.CompareTo(right) > 0;

    public static bool operator <=(Locode left, Locode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Locode left, Locode right) => left.CompareTo(right) >= 0;
}
