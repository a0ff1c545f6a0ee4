using PortSafe.Domain.Awareness;

namespace PortSafe.Domain.Schemes;

/// <summary>What the calendar alone will do to a scheme.</summary>
public static class SchemeOutlook
{
    /// <summary>
    /// The next day after the facts' own on which the stage, the band or the rounded score is another if nothing more is recorded;
    /// null when they stay as they are for ever.
    /// </summary>
    /// <param name="facts">As of the day of their last event, or later.</param>
    public static DateOnly? ChangesOn(SchemeFacts facts)
    {
        var now = Reading.Of(facts);
        var turns = Turns(facts);
        for (var index = 0; index < turns.Count; index++)
        {
            if (On(turns[index]) != now)
                return turns[index];
            // Up to the next turn the score only falls, so whatever differs in between still differs on the last day.
            var last = index + 1 < turns.Count ? turns[index + 1].AddDays(-1) : turns[index];
            if (On(last) != now)
                return FirstOther(turns[index], last);
        }
        return null;

        Reading On(DateOnly day) => Reading.Of(facts with { AsOf = day });

        DateOnly FirstOther(DateOnly same, DateOnly other)
        {
            while (other.DayNumber - same.DayNumber > 1)
            {
                var middle = DateOnly.FromDayNumber((same.DayNumber + other.DayNumber) / 2);
                (same, other) = On(middle) == now ? (middle, other) : (same, middle);
            }
            return other;
        }
    }

    /// <summary>
    /// The next day, and every later one on which the score may jump or bend, or the stage turn, in order. Nothing changes after the last:
    /// by then a self-check and a contact have no points left, and no quarter with figures or briefings is among the last four.
    /// </summary>
    private static List<DateOnly> Turns(SchemeFacts facts)
    {
        List<DateOnly?> days =
        [
            facts.AsOf.AddDays(1),
            facts.SelfCheckOn is { } check ? ScoreFormula.SelfCheckDecay.WholeUntil(check) : null,
            facts.SelfCheckOn is { } checkedOn ? ScoreFormula.SelfCheckDecay.GoneOn(checkedOn) : null,
            facts.ContactVerifiedOn is { } contact ? ScoreFormula.ContactDecay.WholeUntil(contact) : null,
            facts.ContactVerifiedOn is { } verified ? ScoreFormula.ContactDecay.GoneOn(verified) : null,
            facts.ReviewDueOn?.AddDays(1),
            facts.ReviewDueOn?.AddDays(Stages.DormantAfterDays),
            facts.LastActionOn?.AddDays(ScoreFormula.RecentDays + 1),
        ];
        // A quarter leaves the window on the last day of the fourth one after it.
        var current = Quarter.Of(facts.AsOf);
        days.AddRange(Enumerable.Range(0, AwarenessWindow.MostQuarters).Select(ahead => (DateOnly?)current.Add(ahead).End));
        return [.. days.OfType<DateOnly>().Where(day => day > facts.AsOf).Distinct().Order()];
    }

    /// <summary>What is shown of a scheme at a glance.</summary>
    private readonly record struct Reading(Stage? Stage, ScoreBand? Band, int? Score)
    {
        public static Reading Of(SchemeFacts facts)
        {
            var score = Schemes.Score.PointsOf(facts);
            return new Reading(Stages.Of(facts), score.Band, score.Rounded);
        }
    }
}
