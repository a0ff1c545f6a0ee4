namespace PortSafe.Domain.Schemes;

/// <summary>How healthy a scheme is, from 0 to 100, with every point explained.</summary>
/// <param name="AsOf">The day it is computed for.</param>
/// <param name="Parts">Adoption, reach, understanding, upkeep, engagement.</param>
/// <param name="Cap">Null when every essential milestone holds.</param>
public sealed record Score(DateOnly AsOf, IReadOnlyList<PartScore> Parts, ScoreCap? Cap)
{
    /// <summary>The version of the formula.</summary>
    public const int Version = 1;

    /// <summary>With fewer points known there is no score.</summary>
    public const int LeastKnown = 60;

    /// <summary>The most that a scheme without all essential milestones can score.</summary>
    public const int CapWithoutEssentials = 59;

    /// <summary>Points earned: the sum over all lines.</summary>
    public double Earned { get; } = Points.Sum(Parts.Select(part => part.Earned));

    /// <summary>Points that could be earned from what is known, 54 to 100.</summary>
    public double Known { get; } = Points.Sum(Parts.Select(part => part.Known));

    /// <summary>100 × earned ÷ known, less what the cap takes; unrounded. Null with fewer than 60 points known.</summary>
    public double? Value => Known < LeastKnown ? null : Points.Exact(100 * Earned / Known) - (Cap?.Reduction ?? 0);

    /// <summary>The score as it is shown, a half rounded up. Its band is read from the unrounded one.</summary>
    public int? Rounded => Value is { } value ? (int)Math.Round(value, MidpointRounding.AwayFromZero) : null;

    /// <summary>Null without a score.</summary>
    public ScoreBand? Band => Value is { } value ? ScoreBand.Of(value) : null;

    /// <summary>“72, from 85 of 100 known”, or that there is no score yet.</summary>
    public string Summary => Rounded is { } rounded
        ? $"{rounded}, from {Known:0} of 100 known"
        : $"No score yet: {Known:0} of 100 points are known, and {LeastKnown} are needed";

    /// <summary>Every line of every part. They sum to <see cref="Earned"/> and <see cref="Known"/>, and with the cap give the score.</summary>
    public IReadOnlyList<ScoreLine> Explain() => [.. Parts.SelectMany(part => part.Lines)];

    /// <summary>Scores by version 1 of the formula.</summary>
    public static Score Of(SchemeFacts facts) => Of(facts, inWords: true);

    /// <summary>The same score for its points alone: its lines have no sentences.</summary>
    public static Score PointsOf(SchemeFacts facts) => Of(facts, inWords: false);

    private static Score Of(SchemeFacts facts, bool inWords)
    {
        var score = new Score(facts.AsOf, ScoreFormula.Parts(facts, inWords), null);
        var missing = Milestone.Essential.Where(milestone => !facts.Holds(milestone)).ToList();
        return missing.Count == 0 ? score : score with { Cap = CapOf(score.Value ?? 0, missing) };
    }

    private static ScoreCap CapOf(double uncapped, IReadOnlyList<Milestone> missing)
    {
        var titles = string.Join("; ", missing.Select(milestone => milestone.Title));
        var sentence = $"The score stays at {CapWithoutEssentials} or below until every essential milestone holds. Missing: {titles}.";
        return new ScoreCap(CapWithoutEssentials, Math.Max(0, uncapped - CapWithoutEssentials), missing, sentence);
    }
}
