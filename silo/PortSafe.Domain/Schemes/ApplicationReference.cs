using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>
/// What an application is called in mail and on the telephone: <c>PS-7K3F-92QD</c>. Its eight symbols are digits and capitals that
/// nobody takes for another, and no vowels, so that it spells nothing.
/// </summary>
public readonly record struct ApplicationReference : IParsable<ApplicationReference>
{
    /// <summary>How many references there are.</summary>
    public const long Count = 390_625L * 390_625L;

    private const string Symbols = "23456789CDFGHJKMNPQRTVWXY";
    private const string Prefix = "PS-";
    private const int Half = 4;
    private const int Length = 12;

    private readonly string? _text;

    private ApplicationReference(string text) => _text = text;

    /// <param name="number">0 to <see cref="Count"/> − 1; each has a reference of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number has no reference.</exception>
    public static ApplicationReference Of(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        Span<char> symbols = stackalloc char[Half * 2];
        for (var index = symbols.Length - 1; index >= 0; index--)
            (symbols[index], number) = (Symbols[(int)(number % Symbols.Length)], number / Symbols.Length);
        return new ApplicationReference($"{Prefix}{symbols[..Half]}-{symbols[Half..]}");
    }

    public override string ToString() => _text ?? "";

    public static ApplicationReference Parse(string s, IFormatProvider? provider = null) =>
        Parsing.OrThrow<ApplicationReference>(s, "a reference such as PS-7K3F-92QD");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ApplicationReference result)
    {
        result = default;
        if (s is not { Length: Length } || !s.StartsWith(Prefix, StringComparison.Ordinal) || s[Prefix.Length + Half] != '-')
            return false;
        if (s.AsSpan(Prefix.Length, Half).ContainsAnyExcept(Symbols) || s.AsSpan(Prefix.Length + Half + 1).ContainsAnyExcept(Symbols))
            return false;
        result = new ApplicationReference(s);
        return true;
    }
}
