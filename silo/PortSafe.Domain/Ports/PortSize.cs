using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Ports;

/// <summary>A port's size, which also fixes how often its own report figure is published.</summary>
public sealed record PortSize : ICoded<PortSize>
{
    private PortSize(string code, string title) => (Code, Title) = (code, title);

    public static PortSize Major { get; } = new("major", "Major port");

    public static PortSize Minor { get; } = new("minor", "Minor port");

    public static IReadOnlyList<PortSize> All { get; } = [Major, Minor];

    public string Code { get; }

    public string Title { get; }

    public override string ToString() => Code;

    public static PortSize Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<PortSize>(s, "major or minor");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out PortSize result) =>
        ICoded<PortSize>.Find(s, out result);
}
