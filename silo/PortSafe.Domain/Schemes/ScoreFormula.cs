using System.Runtime.CompilerServices;
using PortSafe.Domain.Awareness;

namespace PortSafe.Domain.Schemes;

/// <summary>Version 1 of the score's formula. A change of any number here is a new version, beside this one.</summary>
internal static class ScoreFormula
{
    /// <summary>An action counts as recent for so many days.</summary>
    public const int RecentDays = 90;

    public static Decay SelfCheckDecay { get; } = new(8, 12, 18);

    public static Decay ContactDecay { get; } = new(6, 6, 9);

    /// <summary>What each milestone gives: its tier's points in equal parts.</summary>
    private static readonly Dictionary<Milestone, double> MilestonePoints = Milestone.All.ToDictionary(
        milestone => milestone, milestone => TierPoints(milestone.Tier) / Milestone.All.Count(other => other.Tier == milestone.Tier));

    /// <param name="inWords">Whether each line has its sentence, or is computed for its points alone.</param>
    public static IReadOnlyList<PartScore> Parts(SchemeFacts facts, bool inWords)
    {
        var window = AwarenessWindow.LastFourQuarters(facts);
        return
        [
            new PartScore(ScorePart.Adoption, [.. Milestone.All.Select(milestone => Adopted(facts, window, milestone, inWords))]),
            new PartScore(ScorePart.Reach, [Reach(window, inWords)]),
            new PartScore(ScorePart.Understanding, [Understanding(window, inWords)]),
            new PartScore(ScorePart.Upkeep, [SelfCheck(facts, inWords), Contact(facts, inWords), Asset(facts)]),
            new PartScore(ScorePart.Engagement, [Newsletter(facts), RecentAction(facts, inWords)]),
        ];
    }

    private static ScoreLine Adopted(SchemeFacts facts, AwarenessWindow window, Milestone milestone, bool inWords)
    {
        var points = MilestonePoints[milestone];
        if (milestone == Milestone.HalfBriefed && window.Headcount is { } headcount)
        {
            var derived = new ScoreFact(milestone.Code, window.LastRecordedOn ?? window.HeadcountOf?.End, window.Briefed, headcount);
            return Sure(derived, window.HalfBriefedOn is null ? 0 : points, points, inWords, $"{milestone.Title}: {Share(window.Briefed, headcount)}.");
        }
        if (facts.HeldOn(milestone) is { } since)
            return Sure(new ScoreFact(milestone.Code, since), points, points, inWords, $"{milestone.Title}: recorded on {Day(since)}.");
        return facts.Recorded.TryGetValue(milestone, out var lapsed)
            ? Sure(new ScoreFact(milestone.Code, lapsed), 0, points, inWords, $"{milestone.Title}: the one of {Day(lapsed)} has lapsed.")
            : Sure(new ScoreFact(milestone.Code, null), 0, points, inWords, $"{milestone.Title}: not recorded.");
    }

    private static double TierPoints(MilestoneTier tier) => tier switch
    {
        MilestoneTier.Essential => 20,
        MilestoneTier.Desired => 7,
        _ => 3,
    };

    private static ScoreLine Reach(AwarenessWindow window, bool inWords)
    {
        if (window is not { Headcount: { } headcount, Reach: { } reach })
            return Unknown(ScoreLine.Reach, 20, "The number of staff has never been recorded, so reach is not known.");
        var fact = new ScoreFact(ScoreLine.Reach, window.LastRecordedOn ?? window.HeadcountOf?.End, window.Briefed, headcount);
        return Sure(fact, 20 * reach, 20, inWords, $"{Share(window.Briefed, headcount)}.");
    }

    private static ScoreLine Understanding(AwarenessWindow window, bool inWords)
    {
        if (!window.HasSurvey)
        {
            return Unknown(
                ScoreLine.Understanding, 15, $"Fewer than {QuarterFigures.MinSurveyResponses} survey responses in the last four quarters, so understanding is not known.");
        }
        var fact = new ScoreFact(ScoreLine.Understanding, window.LastSurveyOn, window.KnowLine, window.Responses);
        return Sure(fact, 15.0 * window.KnowLine / window.Responses, 15, inWords, $"{window.KnowLine:N0} of {window.Responses:N0} who answered the survey in the last four quarters know the reporting line.");
    }

    private static ScoreLine SelfCheck(SchemeFacts facts, bool inWords) =>
        Kept(ScoreLine.SelfCheck, facts.SelfCheckOn, facts.AsOf, SelfCheckDecay, "Yearly self-check", inWords);

    private static ScoreLine Contact(SchemeFacts facts, bool inWords) =>
        Kept(ScoreLine.ContactVerified, facts.ContactVerifiedOn, facts.AsOf, ContactDecay, "Contact details verified", inWords);

    private static ScoreLine Kept(string code, DateOnly? on, DateOnly asOf, Decay decay, string what, bool inWords)
    {
        if (on is not { } since)
            return Sure(new ScoreFact(code, null), 0, decay.Points, inWords, $"{what}: not recorded.");
        var fact = new ScoreFact(code, since);
        return Sure(fact, decay.Left(since, asOf), decay.Points, inWords, $"{what}: {Day(since)}. It counts in full until {Day(decay.WholeUntil(since))} and no more from {Day(decay.GoneOn(since))}.");
    }

    private static ScoreLine Asset(SchemeFacts facts) => facts.CurrentAssetDisplayed switch
    {
        null => Unknown(ScoreLine.AssetVersion, 6, "Which version of the assets is displayed has never been recorded."),
        true => Sure(new ScoreFact(ScoreLine.AssetVersion, null), 6, 6, "The current version of the assets is displayed."),
        false => Sure(new ScoreFact(ScoreLine.AssetVersion, null), 0, 6, "The assets on display are not the current version."),
    };

    private static ScoreLine Newsletter(SchemeFacts facts) => facts.NewsletterDeliverable switch
    {
        null => Unknown(ScoreLine.NewsletterAddress, 5, "Whether the newsletter reaches the port is not known."),
        true => Sure(new ScoreFact(ScoreLine.NewsletterAddress, facts.NewsletterFoundOn), 5, 5, $"The newsletter reaches an address of the port{Found(facts)}."),
        false => Sure(new ScoreFact(ScoreLine.NewsletterAddress, facts.NewsletterFoundOn), 0, 5, $"The newsletter reaches no address of the port{Found(facts)}."),
    };

    private static string Found(SchemeFacts facts) => facts.NewsletterFoundOn is { } on ? $", as found on {Day(on)}" : "";

    private static ScoreLine RecentAction(SchemeFacts facts, bool inWords)
    {
        if (facts.LastActionOn is not { } last)
            return Sure(new ScoreFact(ScoreLine.RecentAction, null), 0, 10, "Nothing has been recorded yet.");
        var isRecent = facts.AsOf.DayNumber - last.DayNumber <= RecentDays;
        var fact = new ScoreFact(ScoreLine.RecentAction, last);
        return isRecent
            ? Sure(fact, 10, 10, inWords, $"Last action within {RecentDays} days: {Day(last)}.")
            : Sure(fact, 0, 10, inWords, $"No action in the last {RecentDays} days; the last was on {Day(last)}.");
    }

    private static string Share(int briefed, int headcount) => $"{briefed:N0} briefed in the last four quarters, of {headcount:N0} staff";

    private static string Day(DateOnly date) => $"{date:d MMMM yyyy}";

    private static ScoreLine Sure(ScoreFact fact, double earned, double possible, bool inWords, [InterpolatedStringHandlerArgument(nameof(inWords))] Wording sentence) =>
        new(fact, earned, possible, possible, sentence.ToText());

    private static ScoreLine Sure(ScoreFact fact, double earned, double possible, string sentence) => new(fact, earned, possible, possible, sentence);

    private static ScoreLine Unknown(string code, double possible, string sentence) => new(new ScoreFact(code, null), 0, 0, possible, sentence);
}
