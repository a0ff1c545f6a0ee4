using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>
/// A company's number at Companies House: eight digits, or the two characters of a register and six digits, as the service's list of
/// company number prefixes has them. Its format is checked and nothing else.
/// </summary>
public readonly record struct CompanyNumber : IParsable<CompanyNumber>
{
    private const int Length = 8;
    private const int PrefixLength = 2;

    private static readonly FrozenSet<string> Prefixes = new[]
    {
        "AC", "BR", "CE", "CS", "FC", "FE", "GE", "GN", "GS", "IC", "IP", "LP", "NA", "NC", "NF", "NI", "NL", "NO", "NP", "NR", "NV", "NZ",
        "OC", "OE", "PC", "RC", "RS", "SA", "SC", "SE", "SF", "SG", "SI", "SL", "SO", "SP", "SR", "SZ", "UC", "ZC",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly string? _text;

    private CompanyNumber(string text) => _text = text;

    public override string ToString() => _text ?? "";

    /// <summary>Reads a number as people write it: with spaces, in lower case, or without its leading zeros.</summary>
    public static bool TryRead(string? text, out CompanyNumber result)
    {
        var plain = string.Concat((text ?? "").Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
        if (plain.Length is > 0 and < Length && plain.All(char.IsAsciiDigit))
            plain = plain.PadLeft(Length, '0');
        return TryParse(plain, null, out result);
    }

    public static CompanyNumber Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<CompanyNumber>(s, "a company number such as 01234567 or SC123456");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CompanyNumber result)
    {
        result = default;
        if (s is not { Length: Length } || s.AsSpan(PrefixLength).ContainsAnyExceptInRange('0', '9'))
            return false;
        var hasDigits = !s.AsSpan(0, PrefixLength).ContainsAnyExceptInRange('0', '9');
        // Number 00000000 is nobody's.
        if (!(hasDigits ? s.AsSpan().ContainsAnyExcept('0') : Prefixes.Contains(s[..PrefixLength])))
            return false;
        result = new CompanyNumber(s);
        return true;
    }
}
