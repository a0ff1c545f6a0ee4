using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>One of the five things that a scheme's health is made of.</summary>
public sealed record ScorePart : ICoded<ScorePart>
{
    private ScorePart(string code, string title, int points) => (Code, Title, Points) = (code, title, points);

    public static ScorePart Adoption { get; } = new("adoption", "Adoption", 30);

    public static ScorePart Reach { get; } = new("reach", "Reach", 20);

    public static ScorePart Understanding { get; } = new("understanding", "Understanding", 15);

    public static ScorePart Upkeep { get; } = new("upkeep", "Upkeep", 20);

    public static ScorePart Engagement { get; } = new("engagement", "Engagement", 15);

    public static IReadOnlyList<ScorePart> All { get; } = [Adoption, Reach, Understanding, Upkeep, Engagement];

    public string Code { get; }

    public string Title { get; }

    /// <summary>The most that the part can give; the five make 100.</summary>
    public int Points { get; }

    public override string ToString() => Code;

    public static ScorePart Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ScorePart>(s, "a part of the score such as reach");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ScorePart result) =>
        ICoded<ScorePart>.Find(s, out result);
}

/// <summary>What a score says at a glance. Read from the unrounded score.</summary>
public sealed record ScoreBand : ICoded<ScoreBand>
{
    private ScoreBand(string code, string title, int from) => (Code, Title, From) = (code, title, from);

    public static ScoreBand Strong { get; } = new("strong", "Strong", 80);

    public static ScoreBand Steady { get; } = new("steady", "Steady", 60);

    public static ScoreBand Attention { get; } = new("attention", "Needs attention", 40);

    public static ScoreBand AtRisk { get; } = new("at-risk", "At risk", 0);

    /// <summary>The best first.</summary>
    public static IReadOnlyList<ScoreBand> All { get; } = [Strong, Steady, Attention, AtRisk];

    public string Code { get; }

    public string Title { get; }

    /// <summary>The least score in the band.</summary>
    public int From { get; }

    /// <param name="score">0 to 100, unrounded.</param>
    public static ScoreBand Of(double score) => All.First(band => score >= band.From || band == AtRisk);

    public override string ToString() => Code;

    public static ScoreBand Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ScoreBand>(s, "a band such as steady");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ScoreBand result) =>
        ICoded<ScoreBand>.Find(s, out result);
}
