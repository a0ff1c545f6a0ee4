using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Releases;

/// <summary>The engagement measures of a quarter: for the nation, each region and each size.</summary>
internal static class EngagementCells
{
    /// <param name="ports">The register at the quarter's end.</param>
    /// <param name="rows">The ports' read models at the quarter's end.</param>
    public static IEnumerable<ReleaseCell> Of(Quarter quarter, IReadOnlyList<RegisteredPort> ports, IReadOnlyList<PortQuarterRow> rows)
    {
        foreach (var breakdown in Breakdowns(ports, rows))
        {
            var showsSurvey = SurveyMayShow(breakdown);
            foreach (var cell in breakdown.SelectMany(group => OfGroup(quarter, group, showsSurvey)))
                yield return cell;
        }
    }

    private static IEnumerable<ReleaseCell> OfGroup(Quarter quarter, PortGroup group, bool showsSurvey)
    {
        var members = group.Rows.Where(IsMember).ToList();
        var counted = members.Where(row => row.Headcount is not null).ToList();
        var responses = showsSurvey ? Responses(group) : 0;
        return
        [
            .. StageCells(quarter, group),
            Adoption(quarter, group),
            ScoreMedian(quarter, group),
            Share(quarter, group, Measure.StaffReached, counted.Sum(row => (long)row.Briefed), counted.Sum(row => (long)row.Headcount!)),
            Share(quarter, group, Measure.LineKnown, members.Sum(row => (long)row.KnowLine), responses),
            Share(quarter, group, Measure.AnonymityBelieved, members.Sum(row => (long)row.BelieveAnonymous), responses),
            Share(quarter, group, Measure.ConfidentToReport, members.Sum(row => (long)row.ConfidentToReport), responses),
            Number(quarter, group, Measure.ActCompletions, members.Sum(row => (long)row.ActCompletions), null),
        ];
    }

    private static long Responses(PortGroup group) => group.Rows.Where(IsMember).Sum(row => (long)row.SurveyResponses);

    /// <summary>
    /// Parts with too few answers are withheld one by one, unless all of them together have too few: then whoever knows the whole
    /// could work them out from the parts that are shown, so the breakdown shows none.
    /// </summary>
    private static bool SurveyMayShow(IReadOnlyList<PortGroup> breakdown)
    {
        var withheld = breakdown.Select(Responses).Where(responses => responses < Measure.LineKnown.MinBase).Sum();
        return withheld == 0 || withheld >= Measure.LineKnown.MinBase;
    }

    private sealed record PortGroup(Region? Region, PortSize? Size, int Ports, IReadOnlyList<PortQuarterRow> Rows);

    /// <summary>The nation, then the regions, then the sizes; the parts of a breakdown make up the nation.</summary>
    private static IReadOnlyList<PortGroup>[] Breakdowns(IReadOnlyList<RegisteredPort> ports, IReadOnlyList<PortQuarterRow> rows) =>
    [
        [new PortGroup(null, null, ports.Count, rows)],
        [.. PublicationPlan.Current.Regions.Select(region =>
            new PortGroup(region, null, ports.Count(port => port.Region == region), [.. rows.Where(row => row.Region == region)]))],
        [.. PortSize.All.Select(size =>
            new PortGroup(null, size, ports.Count(port => port.Size == size), [.. rows.Where(row => row.Size == size.Code)]))],
    ];

    private static bool IsMember(PortQuarterRow row) => row.Stage is { } stage && Stage.Parse(stage).IsMember;

    private static IEnumerable<ReleaseCell> StageCells(Quarter quarter, PortGroup group) =>
        Stage.All.Select(stage => Number(quarter, group, Measure.SchemesByStage, group.Rows.Count(row => row.Stage == stage.Code), stage));

    private static ReleaseCell Adoption(Quarter quarter, PortGroup group)
    {
        var active = group.Rows.Count(row => row.Stage == Stage.Active.Code);
        return Share(quarter, group, Measure.AdoptionRate, active, group.Ports) with { Numerator = active, Denominator = group.Ports };
    }

    private static ReleaseCell ScoreMedian(Quarter quarter, PortGroup group)
    {
        var scores = group.Rows.Where(row => IsMember(row) && row.Score is not null).Select(row => row.Score!.Value).Order().ToList();
        if (scores.Count < Measure.ScoreMedian.MinBase)
            return Cell(quarter, group, Measure.ScoreMedian, ReleaseCells.Withheld, null, null, null, null);
        var median = (scores[(scores.Count - 1) / 2] + scores[scores.Count / 2]) / 2;
        return Cell(quarter, group, Measure.ScoreMedian, Measure.ScoreMedian.Format(median), Math.Round(median, MidpointRounding.AwayFromZero), null, null, null);
    }

    /// <summary>A share is released as the whole percentage that is shown: a longer fraction would give away the counts behind it.</summary>
    private static ReleaseCell Share(Quarter quarter, PortGroup group, Measure measure, long part, long whole)
    {
        if (whole == 0 || whole < measure.MinBase)
            return Cell(quarter, group, measure, ReleaseCells.Withheld, null, null, null, null);
        var share = Math.Round((double)part / whole, 2, MidpointRounding.AwayFromZero);
        return Cell(quarter, group, measure, measure.Format(share), share, null, null, null);
    }

    private static ReleaseCell Number(Quarter quarter, PortGroup group, Measure measure, long value, Stage? stage) =>
        Cell(quarter, group, measure, measure.Format(value), value, null, null, stage);

    private static ReleaseCell Cell(Quarter quarter, PortGroup group, Measure measure, string display, double? value, long? part, long? whole, Stage? stage) =>
        new(measure.Id, ReleaseAudience.Public, group.Region, null, null, group.Size, stage, quarter.ToString(), display, null, value, part, whole);
}
