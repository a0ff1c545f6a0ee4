using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>A part that one person has in a port's scheme.</summary>
public sealed record SchemePart : ICoded<SchemePart>
{
    private SchemePart(string code, string title, Milestone milestone) => (Code, Title, Milestone) = (code, title, milestone);

    /// <summary>Answers for the scheme, and is written to about it.</summary>
    public static SchemePart Lead { get; } = new("lead", "Scheme lead", Milestone.LeadNamed);

    /// <summary>Stands in for the lead.</summary>
    public static SchemePart Deputy { get; } = new("deputy", "Deputy", Milestone.DeputyNamed);

    public static IReadOnlyList<SchemePart> All { get; } = [Lead, Deputy];

    public string Code { get; }

    public string Title { get; }

    /// <summary>What the port has reached once somebody has the part.</summary>
    public Milestone Milestone { get; }

    public override string ToString() => Code;

    public static SchemePart Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<SchemePart>(s, "lead or deputy");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SchemePart result) =>
        ICoded<SchemePart>.Find(s, out result);
}
