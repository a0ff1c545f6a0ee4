namespace PortSafe.Domain.Awareness;

/// <summary>
/// A port's awareness figures for one quarter, in heads. Aggregates only. They replace that quarter's single briefings.
/// </summary>
/// <param name="Headcount">Staff at the port at the quarter's end, 1 to 1,000,000.</param>
/// <param name="BriefedSecurity">Staff with designated security duties who were briefed.</param>
/// <param name="BriefedOther">Other staff who were briefed.</param>
/// <param name="ActCompletions">Completions of ACT e-learning.</param>
/// <param name="SurveyResponses">Staff who answered the survey.</param>
/// <param name="KnowLine">Of those, how many know the reporting line.</param>
/// <param name="BelieveAnonymous">Of those, how many believe that it is anonymous.</param>
/// <param name="ConfidentToReport">Of those, how many feel confident to report.</param>
public sealed record QuarterFigures(
    int Headcount,
    int BriefedSecurity,
    int BriefedOther,
    int ActCompletions,
    int SurveyResponses,
    int KnowLine,
    int BelieveAnonymous,
    int ConfidentToReport)
{
    public const int MaxHeadcount = 1_000_000;

    /// <summary>Nothing from a survey is shown, at any level, below this many responses.</summary>
    public const int MinSurveyResponses = 10;

    public int Briefed => BriefedSecurity + BriefedOther;

    /// <summary>Every rule that the figures break; empty when they are sound. <see cref="Error.Field"/> names the column.</summary>
    public IEnumerable<Error> Errors()
    {
        if (Headcount is < 1 or > MaxHeadcount)
            yield return OutOf("headcount", "between 1 and 1,000,000");
        foreach (var (field, value) in Parts())
        {
            if (value < 0)
                yield return OutOf(field, "0 or more");
        }
        if ((long)BriefedSecurity + BriefedOther > Headcount)
            yield return OutOf("briefed_other", "no more staff briefed than the headcount");
        if (ActCompletions > Headcount)
            yield return OutOf("act_completions", "no more than the headcount");
        if (SurveyResponses > Headcount)
            yield return OutOf("survey_responses", "no more than the headcount");
        foreach (var (field, value) in Answers())
        {
            if (value > SurveyResponses)
                yield return OutOf(field, "no more than the survey responses");
        }
    }

    private IEnumerable<(string Field, int Value)> Parts() =>
    [
        ("briefed_security", BriefedSecurity), ("briefed_other", BriefedOther), ("act_completions", ActCompletions),
        ("survey_responses", SurveyResponses), .. Answers(),
    ];

    private (string Field, int Value)[] Answers() =>
        [("know_line", KnowLine), ("believe_anonymous", BelieveAnonymous), ("confident_to_report", ConfidentToReport)];

    private static Error OutOf(string field, string expected) => Error.Invalid("figure-out-of-bounds", $"Enter {expected}.", field);
}
