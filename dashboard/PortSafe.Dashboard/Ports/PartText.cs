using PortSafe.Domain.Schemes;

namespace PortSafe.Dashboard.Ports;

/// <summary>The parts of a score as people read them.</summary>
public static class PartText
{
    /// <summary>With one decimal place where there is one: <c>3.3</c>, <c>21</c>.</summary>
    public static string Points(double points) => $"{Math.Round(points, 1, MidpointRounding.AwayFromZero):0.#}";

    /// <summary>“3.3 of 20”, or “not known”.</summary>
    public static string Of(double earned, double known) => known > 0 ? $"{Points(earned)} of {Points(known)}" : "not known";

    /// <summary>A part in a line, without a full stop.</summary>
    public static string Summary(PartScore part)
    {
        if (part.Part == ScorePart.Adoption)
            return string.Join(" · ", part.Lines.GroupBy(line => Milestone.Parse(line.Fact.Code).Tier).Select(Tier));
        return part.Lines is [var only] ? only.Sentence.TrimEnd('.') : string.Join(" · ", part.Lines.Select(Short));
    }

    /// <summary>How the part's points come about.</summary>
    public static string Rule(ScorePart part)
    {
        if (part == ScorePart.Adoption)
            return "Essential milestones share 20 points, desired ones 7 and bonus ones 3, in equal parts.";
        if (part == ScorePart.Reach)
            return "20 points times the share of staff briefed in the last four quarters.";
        if (part == ScorePart.Understanding)
            return "15 points times the share of those surveyed who know the reporting line. It needs 10 answers in the last four quarters.";
        return part == ScorePart.Upkeep
            ? "A self-check counts whole for 12 months and then fades until 18; verified contact details for 6 months and then until 9."
            : "A newsletter that arrives gives 5 points, anything recorded in the last 90 days 10.";
    }

    private static string Tier(IGrouping<MilestoneTier, ScoreLine> tier) =>
        $"{tier.Count(line => line.Earned >= line.Possible)} of {tier.Count()} {tier.Key.ToString().ToLowerInvariant()}";

    private static string Short(ScoreLine line) => line.Fact.Code switch
    {
        ScoreLine.SelfCheck => line.Fact.On is { } on ? $"Self-check {on:d MMMM yyyy}" : "No self-check",
        ScoreLine.ContactVerified => line.Fact.On is { } on ? $"contact checked {on:d MMMM yyyy}" : "contact never checked",
        ScoreLine.AssetVersion => line switch
        {
            { Known: 0 } => "poster version not known",
            { Earned: > 0 } => "current posters",
            _ => "posters out of date",
        },
        ScoreLine.NewsletterAddress => line switch
        {
            { Known: 0 } => "Newsletter not known",
            { Earned: > 0 } => "Newsletter arrives",
            _ => "Newsletter does not arrive",
        },
        _ => line.Fact.On is { } last ? $"last action {last:d MMMM yyyy}" : "no action yet",
    };
}
