using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Releases;

/// <summary>A port of the register, as far as a release needs it.</summary>
internal sealed record RegisteredPort(Locode Locode, Region Region, PortSize Size);

/// <summary>The engagement measures of a quarter: for the nation, each region and each size.</summary>
internal static class EngagementCells
{
    /// <summary>How a withheld figure is written.</summary>
    private const string Withheld = "c";

    /// <param name="ports">The register at the quarter's end.</param>
    /// <param name="rows">The ports' read models at the quarter's end.</param>
    public static IEnumerable<ReleaseCell> Of(Quarter quarter, IReadOnlyList<RegisteredPort> ports, IReadOnlyList<PortQuarterRow> rows)
    {
        foreach (var group in Groups(ports, rows))
        {
            foreach (var cell in StageCells(quarter, group))
                yield return cell;
            yield return Adoption(quarter, group);
            yield return ScoreMedian(quarter, group);
            var members = group.Rows.Where(row => IsMember(row)).ToList();
            var counted = members.Where(row => row.Headcount is not null).ToList();
            yield return Share(quarter, group, Measure.StaffReached, counted.Sum(row => (long)row.Briefed), counted.Sum(row => (long)row.Headcount!));
            var responses = members.Sum(row => (long)row.SurveyResponses);
            yield return Share(quarter, group, Measure.LineKnown, members.Sum(row => (long)row.KnowLine), responses);
            yield return Share(quarter, group, Measure.AnonymityBelieved, members.Sum(row => (long)row.BelieveAnonymous), responses);
            yield return Share(quarter, group, Measure.ConfidentToReport, members.Sum(row => (long)row.ConfidentToReport), responses);
            yield return Number(quarter, group, Measure.ActCompletions, members.Sum(row => (long)row.ActCompletions), null);
        }
    }

    private sealed record PortGroup(Region? Region, PortSize? Size, int Ports, IReadOnlyList<PortQuarterRow> Rows);

    private static IEnumerable<PortGroup> Groups(IReadOnlyList<RegisteredPort> ports, IReadOnlyList<PortQuarterRow> rows)
    {
        yield return new PortGroup(null, null, ports.Count, rows);
        foreach (var region in PublicationPlan.Current.Regions)
            yield return new PortGroup(region, null, ports.Count(port => port.Region == region), [.. rows.Where(row => row.Region == region)]);
        foreach (var size in PortSize.All)
            yield return new PortGroup(null, size, ports.Count(port => port.Size == size), [.. rows.Where(row => row.Size == size.Code)]);
    }

    /// <summary>Whether the port takes part: rejected, withdrawn and closed ones do not.</summary>
    private static bool IsMember(PortQuarterRow row) =>
        row.Stage is { } stage && stage != Stage.Rejected.Code && stage != Stage.Withdrawn.Code && stage != Stage.Closed.Code;

    private static IEnumerable<ReleaseCell> StageCells(Quarter quarter, PortGroup group) =>
        Stage.All.Select(stage => Number(quarter, group, Measure.SchemesByStage, group.Rows.Count(row => row.Stage == stage.Code), stage));

    private static ReleaseCell Adoption(Quarter quarter, PortGroup group) =>
        Share(quarter, group, Measure.AdoptionRate, group.Rows.Count(row => row.Stage == Stage.Active.Code), group.Ports);

    private static ReleaseCell ScoreMedian(Quarter quarter, PortGroup group)
    {
        var scores = group.Rows.Where(row => IsMember(row) && row.Score is not null).Select(row => row.Score!.Value).Order().ToList();
        if (scores.Count < Measure.ScoreMedian.MinBase)
            return Cell(quarter, group, Measure.ScoreMedian, Withheld, null, null, null, null);
        var median = (scores[(scores.Count - 1) / 2] + scores[scores.Count / 2]) / 2;
        return Cell(quarter, group, Measure.ScoreMedian, Measure.ScoreMedian.Format(median), Math.Round(median, 6), null, scores.Count, null);
    }

    private static ReleaseCell Share(Quarter quarter, PortGroup group, Measure measure, long part, long whole) =>
        whole == 0 || whole < measure.MinBase
            ? Cell(quarter, group, measure, Withheld, null, null, null, null)
            : Cell(quarter, group, measure, measure.Format((double)part / whole), (double)part / whole, part, whole, null);

    private static ReleaseCell Number(Quarter quarter, PortGroup group, Measure measure, long value, Stage? stage) =>
        Cell(quarter, group, measure, measure.Format(value), value, null, null, stage);

    private static ReleaseCell Cell(Quarter quarter, PortGroup group, Measure measure, string display, double? value, long? part, long? whole, Stage? stage) =>
        new(measure.Id, ReleaseAudience.Public, group.Region, null, null, group.Size, stage, quarter.ToString(), display, null, value, part, whole);
}
