using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Ports;

/// <summary>
/// A port facility's number within its port, four digits from 0001. Written after the LOCODE it is the port facility number of the
/// IMO (ISPS Code): <c>GBFXT-0001</c>.
/// </summary>
public readonly record struct FacilityNumber : IComparable<FacilityNumber>, IParsable<FacilityNumber>
{
    private const int Digits = 4;

    private readonly string? _text;

    private FacilityNumber(string text) => _text = text;

    public int CompareTo(FacilityNumber other) => string.CompareOrdinal(_text, other._text);

    public override string ToString() => _text ?? "";

    /// <summary>As the IMO writes it: <c>GBFXT-0001</c>.</summary>
    public string At(Locode port) => $"{port}-{this}";

    public static FacilityNumber Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<FacilityNumber>(s, "a facility's number such as 0001");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FacilityNumber result)
    {
        result = default;
        if (s is not { Length: Digits } || !s.All(char.IsAsciiDigit) || s.All(digit => digit == '0'))
            return false;
        result = new FacilityNumber(s);
        return true;
    }

    public static bool operator <(FacilityNumber left, FacilityNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(FacilityNumber left, FacilityNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(FacilityNumber left, FacilityNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FacilityNumber left, FacilityNumber right) => left.CompareTo(right) >= 0;
}
