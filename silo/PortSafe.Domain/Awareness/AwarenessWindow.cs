using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Awareness;

/// <summary>One port's awareness over some quarters, in heads. A quarter's figures replace its single briefings.</summary>
/// <param name="First">The first quarter counted.</param>
/// <param name="Last">The last one, which may be in progress.</param>
/// <param name="Headcount">The latest known up to the last quarter, however old; null when never recorded.</param>
/// <param name="HeadcountOf">The quarter that the headcount comes from.</param>
/// <param name="Briefed">Staff briefed, both audiences. Whoever is briefed twice counts twice, so it may exceed the headcount.</param>
/// <param name="Responses">Answers to the survey. Below <see cref="QuarterFigures.MinSurveyResponses"/> nothing of it may be shown.</param>
/// <param name="KnowLine">Of the responses, how many know the reporting line.</param>
/// <param name="BelieveAnonymous">Of the responses, how many believe that it is anonymous.</param>
/// <param name="ConfidentToReport">Of the responses, how many feel confident to report.</param>
/// <param name="ActCompletions">Completions of ACT e-learning.</param>
/// <param name="LastRecordedOn">The day of the window's last figures or briefing; null when there are none.</param>
/// <param name="LastSurveyOn">The day of the window's last figures with an answer to the survey; null when there are none.</param>
public sealed record AwarenessWindow(
    Quarter First,
    Quarter Last,
    int? Headcount,
    Quarter? HeadcountOf,
    int Briefed,
    int Responses,
    int KnowLine,
    int BelieveAnonymous,
    int ConfidentToReport,
    int ActCompletions,
    DateOnly? LastRecordedOn,
    DateOnly? LastSurveyOn)
{
    /// <summary>The most quarters that the last four and the one in progress are.</summary>
    public const int MostQuarters = 5;

    /// <summary>Briefed ÷ headcount, at most 1; null while the headcount is unknown.</summary>
    public double? Reach => Headcount is { } headcount ? Math.Min(1, (double)Briefed / headcount) : null;

    /// <summary>The day of the latest record by which half of the headcount is briefed; null while it is not, and while the headcount is unknown.</summary>
    public DateOnly? HalfBriefedOn => Headcount is { } headcount && Briefed * 2L >= headcount ? LastRecordedOn : null;

    /// <summary>Whether enough staff answered for anything of the survey to be shown or counted.</summary>
    public bool HasSurvey => Responses >= QuarterFigures.MinSurveyResponses;

    /// <summary>
    /// Whether the surveys of parts may be shown beside that of the whole: not while any of them, or what is left of the whole without
    /// them, has some answers but too few, since whoever knows all but one knows that one.
    /// </summary>
    public bool PartsMayShow(IReadOnlyCollection<AwarenessWindow> parts) =>
        parts.Select(part => part.Responses).Append(Responses - parts.Sum(part => part.Responses)).All(responses => responses is 0 or >= QuarterFigures.MinSurveyResponses);

    /// <summary>
    /// The last four completed quarters and the one in progress, as of the facts' day. A quarter is complete on its last day.
    /// </summary>
    public static AwarenessWindow LastFourQuarters(SchemeFacts facts)
    {
        var current = Quarter.Of(facts.AsOf);
        return Over(facts, current.Add(current.End == facts.AsOf ? -3 : -4), current);
    }

    /// <summary>
    /// The port's quarters from the first to the last, both included. Figures of the whole port replace all else of their quarter;
    /// where there are none, those of its open facilities are summed, and briefings of whatever has no figures are added. What was
    /// recorded of a facility that has closed counts no longer, as its staff do not.
    /// </summary>
    public static AwarenessWindow Over(SchemeFacts facts, Quarter first, Quarter last)
    {
        var window = Empty(first, last, HeadcountAt(facts, first, last));
        foreach (var recorded in facts.Figures.Values)
            window = window.WithFigures(recorded);
        foreach (var recorded in facts.FacilityFigures.Values)
        {
            if (!facts.Figures.ContainsKey(recorded.Quarter) && IsOpen(facts, recorded.Facility))
                window = window.WithFigures(recorded);
        }
        foreach (var briefing in facts.Briefings)
        {
            var quarter = Quarter.Of(briefing.At);
            if (!facts.Figures.ContainsKey(quarter) && IsOpen(facts, briefing.Facility) && !(briefing.Facility is { } facility && facts.FacilityFigures.ContainsKey((facility, quarter))))
                window = window.WithBriefing(briefing, quarter);
        }
        return window;
    }

    /// <summary>The same of one facility, by what was recorded of it alone.</summary>
    public static AwarenessWindow OverFacility(SchemeFacts facts, FacilityNumber facility, Quarter first, Quarter last)
    {
        var window = Empty(first, last, FacilityHeadcountAt(facts, facility, last));
        foreach (var recorded in facts.FacilityFigures.Values.Where(recorded => recorded.Facility == facility))
            window = window.WithFigures(recorded);
        foreach (var briefing in facts.Briefings.Where(briefing => briefing.Facility == facility))
        {
            var quarter = Quarter.Of(briefing.At);
            if (!facts.FacilityFigures.ContainsKey((facility, quarter)))
                window = window.WithBriefing(briefing, quarter);
        }
        return window;
    }

    private static AwarenessWindow Empty(Quarter first, Quarter last, (int Headcount, Quarter Of)? known) =>
        new(first, last, known?.Headcount, known?.Of, 0, 0, 0, 0, 0, 0, null, null);

    /// <summary>
    /// The whole port's own headcount while one of these quarters has it, since those briefed are counted of the whole as well; then the
    /// sum of its open facilities', once every one of them is known.
    /// </summary>
    private static (int Headcount, Quarter Of)? HeadcountAt(SchemeFacts facts, Quarter first, Quarter last)
    {
        var whole = LatestOf(facts.Figures.Values, last);
        if (facts.FacilityFigures.Count == 0 || whole?.Of >= first)
            return whole;
        var (sum, of) = (0, default(Quarter?));
        foreach (var facility in facts.Facilities.Values.Where(facility => facility.ClosedOn is null))
        {
            if (FacilityHeadcountAt(facts, facility.Number, last) is not { } known)
                return whole;
            (sum, of) = (sum + known.Headcount, of > known.Of ? of : known.Of);
        }
        return of is { } latest ? (sum, latest) : whole;
    }

    private static bool IsOpen(SchemeFacts facts, FacilityNumber? facility) => facility is not { } number || facts.Facilities.GetValueOrDefault(number) is { ClosedOn: null };

    private static (int Headcount, Quarter Of)? FacilityHeadcountAt(SchemeFacts facts, FacilityNumber facility, Quarter last) =>
        LatestOf(facts.FacilityFigures.Values.Where(recorded => recorded.Facility == facility), last);

    private static (int Headcount, Quarter Of)? LatestOf(IEnumerable<QuarterFiguresRecorded> figures, Quarter last)
    {
        (int Headcount, Quarter Of)? latest = null;
        foreach (var recorded in figures)
        {
            if (recorded.Quarter <= last && (latest is null || recorded.Quarter > latest.Value.Of))
                latest = (recorded.Figures.Headcount, recorded.Quarter);
        }
        return latest;
    }

    private bool Holds(Quarter quarter) => quarter >= First && quarter <= Last;

    private AwarenessWindow WithBriefing(BriefingHeld briefing, Quarter quarter) => Holds(quarter)
        ? this with { Briefed = Briefed + briefing.HeadCount, LastRecordedOn = Later(LastRecordedOn, briefing.At) }
        : this;

    private AwarenessWindow WithFigures(QuarterFiguresRecorded recorded) => Holds(recorded.Quarter) ? With(recorded.Figures, recorded.At) : this;

    private AwarenessWindow With(QuarterFigures figures, DateOnly at) => this with
    {
        Briefed = Briefed + figures.Briefed,
        Responses = Responses + figures.SurveyResponses,
        KnowLine = KnowLine + figures.KnowLine,
        BelieveAnonymous = BelieveAnonymous + figures.BelieveAnonymous,
        ConfidentToReport = ConfidentToReport + figures.ConfidentToReport,
        ActCompletions = ActCompletions + figures.ActCompletions,
        LastRecordedOn = Later(LastRecordedOn, at),
        LastSurveyOn = figures.SurveyResponses > 0 ? Later(LastSurveyOn, at) : LastSurveyOn,
    };

    private static DateOnly Later(DateOnly? one, DateOnly other) => one > other ? one.Value : other;
}
