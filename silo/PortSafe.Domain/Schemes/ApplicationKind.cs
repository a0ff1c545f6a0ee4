using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>Who asks for an account at a port.</summary>
public sealed record ApplicationKind : ICoded<ApplicationKind>
{
    private ApplicationKind(string code, string title) => (Code, Title) = (code, title);

    /// <summary>Somebody applies for a port to join, or to take part in its scheme.</summary>
    public static ApplicationKind Join { get; } = new("join", "To join");

    /// <summary>A port manager asks for a colleague.</summary>
    public static ApplicationKind Colleague { get; } = new("colleague", "For a colleague");

    /// <summary>A port manager asks for whoever leads the scheme after them.</summary>
    public static ApplicationKind Successor { get; } = new("successor", "For a successor");

    public static IReadOnlyList<ApplicationKind> All { get; } = [Join, Colleague, Successor];

    public string Code { get; }

    public string Title { get; }

    public override string ToString() => Code;

    public static ApplicationKind Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ApplicationKind>(s, "join, colleague or successor");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ApplicationKind result) =>
        ICoded<ApplicationKind>.Find(s, out result);
}
