namespace PortSafe.Domain.Schemes;

/// <summary>How healthy a scheme is, from 0 to 100, with every point explained.</summary>
public sealed record Score
{
    /// <summary>The version of the formula.</summary>
    public const int Version = 1;

    /// <summary>With fewer points known there is no score.</summary>
    public const int LeastKnown = 60;

    /// <summary>The most that a scheme without all essential milestones can score.</summary>
    public const int CapWithoutEssentials = 59;

    private Score(SchemeFacts facts, IReadOnlyList<PartScore> parts)
    {
        AsOf = facts.AsOf;
        Parts = parts;
        Earned = Points.Sum(parts.Select(part => part.Earned));
        Known = Points.Sum(parts.Select(part => part.Known));
        var missing = Milestone.Essential.Where(milestone => !facts.Holds(milestone)).ToList();
        var uncapped = Points.Exact(100 * Earned / Known);
        Cap = missing.Count == 0 ? null : CapOf(Known < LeastKnown ? 0 : uncapped, missing);
        Value = Known < LeastKnown ? null : uncapped - (Cap?.Reduction ?? 0);
    }

    public DateOnly AsOf { get; }

    /// <summary>Adoption, reach, understanding, upkeep, engagement.</summary>
    public IReadOnlyList<PartScore> Parts { get; }

    /// <summary>Points earned: the sum over all lines.</summary>
    public double Earned { get; }

    /// <summary>Points that could be earned from what is known, 54 to 100.</summary>
    public double Known { get; }

    /// <summary>100 × earned ÷ known, less what the cap takes; unrounded. Null with fewer than 60 points known.</summary>
    public double? Value { get; }

    /// <summary>Null when every essential milestone holds.</summary>
    public ScoreCap? Cap { get; }

    /// <summary>Null without a score.</summary>
    public ScoreBand? Band => Value is { } value ? ScoreBand.Of(value) : null;

    /// <summary>“72, from 85 of 100 known”, or that there is no score yet.</summary>
    public string Summary => Value is { } value
        ? $"{Math.Round(value, MidpointRounding.AwayFromZero):0}, from {Known:0} of 100 known"
        : $"No score yet: {Known:0} of 100 points are known, and {LeastKnown} are needed";

    /// <summary>Every line of every part. They sum to <see cref="Earned"/> and <see cref="Known"/>, and with the cap give the score.</summary>
    public IReadOnlyList<ScoreLine> Explain() => [.. Parts.SelectMany(part => part.Lines)];

    /// <summary>Scores by version 1 of the formula.</summary>
    public static Score Of(SchemeFacts facts) => new(facts, ScoreFormula.Parts(facts));

    private static ScoreCap CapOf(double uncapped, IReadOnlyList<Milestone> missing)
    {
        var titles = string.Join("; ", missing.Select(milestone => milestone.Title));
        var sentence = $"The score stays at {CapWithoutEssentials} or below until every essential milestone holds. Missing: {titles}.";
        return new ScoreCap(CapWithoutEssentials, Math.Max(0, uncapped - CapWithoutEssentials), missing, sentence);
    }
}
