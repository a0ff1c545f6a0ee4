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

    /// <summary>Whether enough staff answered for anything of the survey to be shown or counted.</summary>
    public bool HasSurvey => Responses >= QuarterFigures.MinSurveyResponses;

    /// <summary>
    /// The last four completed quarters and the one in progress, as of the facts' day. A quarter is complete on its last day.
    /// </summary>
    public static AwarenessWindow LastFourQuarters(SchemeFacts facts)
    {
        var current = Quarter.Of(facts.AsOf);
        return Over(facts, current.Add(current.End == facts.AsOf ? -3 : -4), current);
    }

    /// <summary>Quarters from the first to the last, both included.</summary>
    public static AwarenessWindow Over(SchemeFacts facts, Quarter first, Quarter last)
    {
        var headcountOf = LatestFigures(facts, last);
        var window = new AwarenessWindow(
            first, last, headcountOf is { } known ? facts.Figures[known].Figures.Headcount : null, headcountOf, 0, 0, 0, 0, 0, 0, null, null);
        foreach (var recorded in facts.Figures.Values)
        {
            if (recorded.Quarter >= first && recorded.Quarter <= last)
                window = window.With(recorded.Figures, recorded.At);
        }
        foreach (var briefing in facts.Briefings)
        {
            var quarter = Quarter.Of(briefing.At);
            if (quarter >= first && quarter <= last && !facts.Figures.ContainsKey(quarter))
                window = window with { Briefed = window.Briefed + briefing.HeadCount, LastRecordedOn = Later(window.LastRecordedOn, briefing.At) };
        }
        return window;
    }

    private static Quarter? LatestFigures(SchemeFacts facts, Quarter last)
    {
        Quarter? latest = null;
        foreach (var quarter in facts.Figures.Keys)
        {
            if (quarter <= last && (latest is null || quarter > latest))
                latest = quarter;
        }
        return latest;
    }

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
