using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Awareness;

/// <summary>Whom a briefing was for.</summary>
public sealed record Audience : ICoded<Audience>
{
    private Audience(string code, string title) => (Code, Title) = (code, title);

    public static Audience Security { get; } = new("security", "Staff with designated security duties");

    public static Audience Other { get; } = new("other", "Staff without designated security duties");

    public static IReadOnlyList<Audience> All { get; } = [Security, Other];

    public string Code { get; }

    public string Title { get; }

    public override string ToString() => Code;

    public static Audience Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<Audience>(s, "security or other");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Audience result) =>
        ICoded<Audience>.Find(s, out result);
}
