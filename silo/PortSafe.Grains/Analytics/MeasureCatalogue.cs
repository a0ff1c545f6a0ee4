using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Analytics;

/// <content>The catalogue: an entry a measure.</content>
public sealed partial record Measure
{
    private const string PortsRecords = "Ports’ own records in PortSafe";
    private const string Surveys = "Surveys that ports carry out among their staff, as they report them each quarter";
    private const string PerCent = "per cent";
    private const string Answers = "answers to surveys in the last four quarters";
    private const int FewestAnswers = 10;

    private static readonly IReadOnlyList<MeasureBreakdown> Everywhere = [MeasureBreakdown.Nation, MeasureBreakdown.Region, MeasureBreakdown.Size];

    public static Measure SchemesByStage { get; } = new()
    {
        Id = "schemes-by-stage",
        Title = "Schemes by stage",
        Unit = MeasureUnit.Number,
        Definition = "Ports by the stage of their scheme at the end of the quarter.",
        Numerator = "ports whose scheme is at the stage at the end of the quarter",
        Source = PortsRecords,
        Breakdowns = [MeasureBreakdown.Stage, MeasureBreakdown.Region, MeasureBreakdown.Size],
        Words = new MeasureWords("the number of ports by stage of their scheme", "Most active schemes are in", "fewest in", "number of ports"),
    };

    public static Measure AdoptionRate { get; } = new()
    {
        Id = "adoption-rate",
        Title = "Ports with an active scheme",
        Unit = MeasureUnit.Share,
        Definition = "Ports with an active scheme at the end of the quarter, out of all ports in the register.",
        Numerator = "ports with an active scheme at the end of the quarter",
        Denominator = "all ports in the register",
        Source = PortsRecords,
        Breakdowns = Everywhere,
        Words = new MeasureWords("the share of ports with an active scheme", "Active schemes are most common in", "least common in", PerCent),
    };

    public static Measure ScoreMedian { get; } = new()
    {
        Id = "score-median",
        Title = "Median health score",
        Unit = MeasureUnit.Score,
        Definition = "The middle of the health scores at the end of the quarter, where five or more schemes have one.",
        Numerator = "the middle one of the schemes’ health scores, 0 to 100, at the end of the quarter",
        Source = PortsRecords,
        Breakdowns = Everywhere,
        MinBase = 5,
        BaseOf = "schemes with a score",
        Words = new MeasureWords("the median health score", "Health scores are highest in", "lowest in", "points out of 100"),
    };

    public static Measure StaffReached { get; } = new()
    {
        Id = "staff-reached",
        Title = "Staff reached",
        Unit = MeasureUnit.Share,
        Definition = "Staff briefed in the last four quarters, out of the latest known headcount.",
        Numerator = "staff briefed in the last four quarters",
        Denominator = "the latest known headcount of ports that take part",
        Source = PortsRecords,
        Breakdowns = Everywhere,
        Words = new MeasureWords("the share of staff briefed in the last four quarters", "Briefings reach the largest share of staff in", "the smallest in", PerCent),
    };

    public static Measure LineKnown { get; } = new()
    {
        Id = "line-known",
        Title = "Know the reporting line",
        Unit = MeasureUnit.Share,
        Definition = "Survey respondents in the last four quarters who know the reporting line.",
        Numerator = "survey respondents in the last four quarters who know the reporting line",
        Denominator = "all survey respondents in the last four quarters",
        Source = Surveys,
        Breakdowns = Everywhere,
        MinBase = FewestAnswers,
        BaseOf = Answers,
        Words = new MeasureWords("the share of staff surveyed who know the reporting line", "Staff know the reporting line best in", "least in", PerCent),
    };

    public static Measure AnonymityBelieved { get; } = new()
    {
        Id = "anonymity-believed",
        Title = "Believe it is anonymous",
        Unit = MeasureUnit.Share,
        Definition = "Survey respondents in the last four quarters who believe that reporting is anonymous.",
        Numerator = "survey respondents in the last four quarters who believe that reporting is anonymous",
        Denominator = "all survey respondents in the last four quarters",
        Source = Surveys,
        Breakdowns = Everywhere,
        MinBase = FewestAnswers,
        BaseOf = Answers,
        Words = new MeasureWords("the share of staff surveyed who believe that reporting is anonymous", "Staff trust most that reporting is anonymous in", "least in", PerCent),
    };

    public static Measure ConfidentToReport { get; } = new()
    {
        Id = "confident-to-report",
        Title = "Confident to report",
        Unit = MeasureUnit.Share,
        Definition = "Survey respondents in the last four quarters who feel confident to report.",
        Numerator = "survey respondents in the last four quarters who feel confident to report",
        Denominator = "all survey respondents in the last four quarters",
        Source = Surveys,
        Breakdowns = Everywhere,
        MinBase = FewestAnswers,
        BaseOf = Answers,
        Words = new MeasureWords("the share of staff surveyed who feel confident to report", "Staff are most confident to report in", "least in", PerCent),
    };

    public static Measure ActCompletions { get; } = new()
    {
        Id = "act-completions",
        Title = "ACT e-learning completed",
        Unit = MeasureUnit.Number,
        Definition = "Completions of ACT e-learning in the quarter.",
        Numerator = "completions of ACT e-learning in the quarter",
        Source = PortsRecords,
        Breakdowns = Everywhere,
        Year = MeasureYear.Sum,
        Words = new MeasureWords("the number of completions of ACT e-learning", "ACT e-learning was completed most in", "least in", "number of completions"),
    };

    /// <summary>Published in bands, by the publication plan; never summed from cells.</summary>
    public static Measure Reports { get; } = new()
    {
        Id = "reports",
        Title = "Anonymous reports",
        Unit = MeasureUnit.Number,
        Definition = "Anonymous reports received in the period, in bands of five, and as fewer than 10 below that.",
        Numerator = "anonymous reports received in the quarter, of all categories",
        Source = "Statements of counts from Crimestoppers and JMSC",
        Breakdowns = [MeasureBreakdown.Nation, MeasureBreakdown.Region, MeasureBreakdown.Group],
        Year = MeasureYear.None,
        Exact = Permission.ReadRawCounts,
        Words = new MeasureWords("the number of anonymous reports", "Most reports came from", "fewest from", "number of reports"),
    };

    /// <summary>In the order of a release's cells.</summary>
    private static readonly IReadOnlyList<Measure> Catalogue =
        [Reports, SchemesByStage, AdoptionRate, ScoreMedian, StaffReached, LineKnown, AnonymityBelieved, ConfidentToReport, ActCompletions];
}
