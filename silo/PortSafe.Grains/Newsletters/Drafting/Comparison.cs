using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>Compares a measure's published figure with those of the quarter before and of a year ago, as a clause made of tokens.</summary>
internal sealed class Comparison(ReleaseFigures figures)
{
    /// <summary>The token of a measure for the nation.</summary>
    /// <param name="period">Null for the issue's own quarter.</param>
    public static string Token(Measure measure, Quarter? period = null) =>
        period is { } quarter ? $"{{{{stat:{measure.Id} period={quarter}}}}}" : $"{{{{stat:{measure.Id}}}}}";

    /// <summary>Whether the release has a figure of the measure that may be said.</summary>
    public bool IsShown(Measure measure, Region? region = null) => Shown(measure, figures.Quarter, region) is not null;

    /// <summary>The figure of the issue's own quarter to the exactness at which it is published.</summary>
    /// <exception cref="InvalidOperationException">It is not shown.</exception>
    public double LevelOf(Measure measure, Region region) =>
        Shown(measure, figures.Quarter, region) is { } cell ? Level(measure, cell) : throw new InvalidOperationException($"{measure.Id} of {region} is not shown.");

    /// <summary>“, up from … in the quarter before and … a year ago”; empty where there is nothing to compare with.</summary>
    public string Clause(Measure measure)
    {
        (Quarter Period, string When)[] earlier = [(figures.Quarter.Previous, "in the quarter before"), (figures.Quarter.SameQuarterLastYear, "a year ago")];
        var found = earlier
            .Select(item => (item.Period, item.When, Direction: DirectionSince(measure, item.Period)))
            .Where(item => item.Direction is not null)
            .ToList();
        return found switch
        {
            [] => "",
            [var one] => $", {Part(measure, one.Period, one.When, one.Direction)}",
            [var first, var second] when first.Direction == second.Direction => first.Direction == 0
                ? $", {Same(measure)} {first.When} and {second.When}"
                : $", {Part(measure, first.Period, first.When, first.Direction)} and {Token(measure, second.Period)} {second.When}",
            [var first, var second, ..] =>
                $", {Part(measure, first.Period, first.When, first.Direction)}, {(first.Direction * second.Direction < 0 ? "but" : "and")} {Part(measure, second.Period, second.When, second.Direction)}",
        };
    }

    private static string Part(Measure measure, Quarter period, string when, int? direction) =>
        direction == 0 ? $"{Same(measure)} {when}" : $"{(direction > 0 ? "up" : "down")} from {Token(measure, period)} {when}";

    private static string Same(Measure measure) => measure == Measure.Reports ? "in the same band as" : "the same as";

    /// <summary>1, 0 or -1 as the published figure rose, stayed or fell; null when one of the two is not there to compare.</summary>
    public int? DirectionSince(Measure measure, Quarter earlier, Region? region = null) =>
        (Shown(measure, figures.Quarter, region), Shown(measure, earlier, region)) is ({ } now, { } then) ? Level(measure, now).CompareTo(Level(measure, then)) : null;

    private ReleaseCell? Shown(Measure measure, Quarter period, Region? region = null) =>
        figures.Find(measure.Id, period, new Breakdown(Region: region)) is { } cell && !cell.IsWithheld() ? cell : null;

    /// <summary>The figure to the exactness at which it is published, so that nothing is called a rise that nobody can see.</summary>
    private static double Level(Measure measure, ReleaseCell cell) => cell.Reports is { } reports
        ? reports.Lower
        : Math.Round(cell.Value!.Value * (measure.Unit == MeasureUnit.Share ? 100 : 1), MidpointRounding.AwayFromZero);
}
