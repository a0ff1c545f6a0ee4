using PortSafe.Data.Ports;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;
using Quarter = PortSafe.Domain.Quarter;

namespace PortSafe.Grains.Ports;

/// <summary>A port as its charts need it.</summary>
/// <param name="Quarters">Its closed quarters, the earliest first; at least one.</param>
/// <param name="Releases">Every frozen release, the earliest first.</param>
internal sealed record PortSubject(string Name, Region Region, PortSize Size, IReadOnlyList<PortQuarterRow> Quarters, IReadOnlyList<FrozenRelease> Releases)
{
    public FrozenRelease? Latest => Releases is [.., var last] ? last : null;

    public string? ReleaseText => Latest is { } latest ? $"Release {latest.Quarter}, {latest.WhenFrozen}" : null;

    /// <summary>What the quarter's release says of a region, or of the nation where there is none.</summary>
    public double? Released(Quarter quarter, Measure measure, Region? region = null) =>
        Releases.FirstOrDefault(release => release.Quarter == quarter)?.Find(measure, region)?.Value;
}

/// <summary>A port's own record over its closed quarters, beside what is published of those around it.</summary>
internal static class PortTrends
{
    public const string Score = "score";
    public const string StaffReached = "staff-reached";
    public const string LineKnown = "line-known";

    private const string Nation = "UK";

    public static Chart ScoreOf(PortSubject subject)
    {
        var shown = subject.Quarters.SkipWhile(row => row.Score is null).ToList();
        var own = shown.LastOrDefault()?.Score;
        var median = shown.Count == 0 ? null : subject.Released(shown[^1].Quarter, Measure.ScoreMedian);
        return Draw(subject, Score, shown, "points") with
        {
            Title = (own, median) switch
            {
                (null, _) => "There is no score at the end of a quarter yet",
                ({ } value, null) => $"The score was {Points(value)} at the end of {shown[^1].Quarter.End:MMMM yyyy}",
                ({ } value, { } middle) => $"The score was {Points(value)}, {Compared(Round(value), Round(middle))} the UK’s median of {Points(middle)}",
            },
            Subtitle = "Scheme health at the end of each quarter, points of 100",
            Series = Series(
                shown,
                (subject.Name, row => row.Score is { } score ? ChartPoint.Figure(Round(score), Points(score)) : ChartPoint.Unknown),
                ("UK median", row => subject.Released(row.Quarter, Measure.ScoreMedian) is { } score ? ChartPoint.Figure(Round(score), Points(score)) : ChartPoint.Unknown)),
            Notes = shown.Exists(row => row.Score is null) ? ["A gap: too little was known for a score."] : [],
            Empty = "Nothing to show until a quarter has closed with a score",
            AltText = own is { } last
                ? $"Line chart of the health score of {subject.Name} at the end of each quarter. It was {Points(last)} at the end of {shown[^1].Quarter.Title}."
                : "No score yet.",
        };
    }

    public static Chart ReachOf(PortSubject subject)
    {
        static double? Own(PortQuarterRow row) => row.Headcount is { } headcount ? Math.Min(1, (double)row.Briefed / headcount) : null;
        return Share(subject, StaffReached, Measure.StaffReached, Own, "of staff reached", "How many staff have been reached is not known yet") with
        {
            Subtitle = "Share of staff briefed in the last four quarters, per cent",
            Empty = "Nothing to show until a quarter’s figures are recorded",
        };
    }

    public static Chart LineKnownOf(PortSubject subject)
    {
        static double? Own(PortQuarterRow row) => row.SurveyResponses >= QuarterFigures.MinSurveyResponses ? (double)row.KnowLine / row.SurveyResponses : null;
        var chart = Share(subject, LineKnown, Measure.LineKnown, Own, "know the reporting line", "How many know the reporting line is not known yet");
        return chart with
        {
            Subtitle = "Share of staff surveyed in the last four quarters, per cent",
            Notes = chart.Series.Any(series => series.Points.Contains(ChartPoint.Unknown)) ? [$"A gap: fewer than {QuarterFigures.MinSurveyResponses} answers, or none published."] : [],
            Empty = $"Nothing to show until {QuarterFigures.MinSurveyResponses} members of staff have answered a survey",
        };
    }

    private static Chart Share(PortSubject subject, string id, Measure measure, Func<PortQuarterRow, double?> own, string what, string unknown)
    {
        var shown = subject.Quarters.SkipWhile(row => own(row) is null).ToList();
        var latest = shown.Count == 0 ? null : own(shown[^1]);
        var finding = latest is { } reached ? Finding(subject, measure, shown[^1].Quarter, reached, what) : unknown;
        return Draw(subject, id, shown, "%") with
        {
            Title = finding,
            Series = Series(
                shown,
                (subject.Name, row => Percent(measure, own(row))),
                (subject.Region.ToString(), row => Percent(measure, subject.Released(row.Quarter, measure, subject.Region))),
                (Nation, row => Percent(measure, subject.Released(row.Quarter, measure)))),
            AltText = shown.Count == 0
                ? "No figures yet."
                : $"Line chart by quarter of {subject.Name}, its region and the UK: {measure.Title.ToLowerInvariant()}. {finding}.",
        };
    }

    private static Chart Draw(PortSubject subject, string id, List<PortQuarterRow> shown, string unit) => new()
    {
        Id = $"port-{id}",
        Title = "",
        Subtitle = "",
        Kind = ChartKind.Line,
        CategoryName = "Quarter",
        Categories = [.. shown.Select(row => row.Quarter.ToString())],
        Series = [],
        Unit = unit,
        Source = "PortSafe, from the port’s own records",
        Release = subject.ReleaseText,
        AltText = "",
    };

    /// <summary>The port's own line, and each of the others that has a figure to show.</summary>
    private static IReadOnlyList<ChartSeries> Series(List<PortQuarterRow> shown, (string Name, Func<PortQuarterRow, ChartPoint> Point) own, params (string Name, Func<PortQuarterRow, ChartPoint> Point)[] others)
    {
        ChartColour[] colours = [ChartColour.Orange, ChartColour.Charcoal];
        return
        [
            new ChartSeries(own.Name, [.. shown.Select(own.Point)], ChartColour.Navy),
            .. others.Select((other, index) => new ChartSeries(other.Name, [.. shown.Select(other.Point)], colours[index])).Where(series => series.Points.Any(point => point.Value is not null)),
        ];
    }

    private static ChartPoint Percent(Measure measure, double? share) => share is { } value ? ChartPoint.Figure(value * 100, measure.Format(value)) : ChartPoint.Unknown;

    private static string Finding(PortSubject subject, Measure measure, Quarter quarter, double own, string what)
    {
        var text = $"{measure.Format(own)} {what}";
        if (subject.Released(quarter, measure, subject.Region) is { } around)
            return $"{text}, {Compared(Round(own * 100), Round(around * 100))} {The(subject.Region)}’s {measure.Format(around)}";
        return subject.Released(quarter, measure) is { } nation ? $"{text}, {Compared(Round(own * 100), Round(nation * 100))} the UK’s {measure.Format(nation)}" : text;
    }

    private static string The(Region region) => SectorOverview.The(region).Replace("The ", "the ", StringComparison.Ordinal);

    private static string Compared(double mine, double theirs) => mine > theirs ? "above" : mine < theirs ? "below" : "the same as";

    private static double Round(double value) => Math.Round(value, MidpointRounding.AwayFromZero);

    private static string Points(double score) => Measure.ScoreMedian.Format(score);
}
