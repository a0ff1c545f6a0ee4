namespace PortSafe.Grains.Analytics;

/// <summary>How a measure's value is written.</summary>
public enum MeasureUnit
{
    /// <summary>A whole number of ports, completions or reports.</summary>
    Number,

    /// <summary>A share from 0 to 1, written as a percentage.</summary>
    Share,

    /// <summary>A score from 0 to 100.</summary>
    Score,
}

/// <summary>One of the things that a release publishes about a quarter.</summary>
/// <param name="Id">The stable name, in kebab case.</param>
/// <param name="Definition">One sentence: what is counted, over what.</param>
/// <param name="MinBase">With fewer in the base (respondents, schemes) the figure is withheld.</param>
public sealed record Measure(string Id, string Title, MeasureUnit Unit, string Definition, int MinBase = 0)
{
    public static Measure SchemesByStage { get; } = new(
        "schemes-by-stage", "Schemes by stage", MeasureUnit.Number, "Ports by the stage of their scheme at the end of the quarter.");

    public static Measure AdoptionRate { get; } = new(
        "adoption-rate", "Ports with an active scheme", MeasureUnit.Share, "Ports with an active scheme at the end of the quarter, out of all ports in the register.");

    public static Measure ScoreMedian { get; } = new(
        "score-median", "Median health score", MeasureUnit.Score, "The middle of the health scores at the end of the quarter, where five or more schemes have one.", 5);

    public static Measure StaffReached { get; } = new(
        "staff-reached", "Staff reached", MeasureUnit.Share, "Staff briefed in the last four quarters, out of the latest known headcount.");

    public static Measure LineKnown { get; } = new(
        "line-known", "Know the reporting line", MeasureUnit.Share, "Survey respondents in the last four quarters who know the reporting line.", 10);

    public static Measure AnonymityBelieved { get; } = new(
        "anonymity-believed", "Believe it is anonymous", MeasureUnit.Share, "Survey respondents in the last four quarters who believe that reporting is anonymous.", 10);

    public static Measure ConfidentToReport { get; } = new(
        "confident-to-report", "Confident to report", MeasureUnit.Share, "Survey respondents in the last four quarters who feel confident to report.", 10);

    public static Measure ActCompletions { get; } = new(
        "act-completions", "ACT e-learning completed", MeasureUnit.Number, "Completions of ACT e-learning in the quarter.");

    /// <summary>Published in bands, by the publication plan; never summed from cells.</summary>
    public static Measure Reports { get; } = new(
        "reports", "Anonymous reports", MeasureUnit.Number, "Anonymous reports received in the period, in bands of five, and as fewer than 10 below that.");

    /// <summary>Every measure, in the order of a release's cells.</summary>
    public static IReadOnlyList<Measure> All { get; } =
        [Reports, SchemesByStage, AdoptionRate, ScoreMedian, StaffReached, LineKnown, AnonymityBelieved, ConfidentToReport, ActCompletions];

    public static Measure? Find(string id) => All.FirstOrDefault(measure => measure.Id == id);

    /// <summary>The value as people read it: <c>18%</c>, <c>1,234</c>, <c>72</c>.</summary>
    public string Format(double value) => Unit switch
    {
        MeasureUnit.Share => $"{Math.Round(value * 100, MidpointRounding.AwayFromZero):0}%",
        _ => $"{Math.Round(value, MidpointRounding.AwayFromZero):N0}",
    };
}
