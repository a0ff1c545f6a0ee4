using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>Holds every measure, by each of its breakdowns in a quarter, against what a script of its own makes of the sample files.</summary>
internal static class RecomputedViews
{
    private const int FewestAnswers = 10;

    /// <summary>What charts put together, as their note says.</summary>
    private static readonly (string Name, string[] Stages)[] StageGroups =
        [("Active", ["active"]), ("Review due", ["review-due", "dormant"]), ("Launched", ["launched"]), ("Getting started", ["registered", "pack-issued"])];

    public static async Task AssertAsync(SectorViews views, Quarter quarter)
    {
        var expected = await RecomputedSector.RunAsync(quarter);
        foreach (var measure in Measure.All)
        {
            await AssertAsync(views, quarter, measure, "nation", new Dictionary<string, RecomputedSector.Part> { ["UK"] = expected.Nation });
            await AssertAsync(views, quarter, measure, "region", expected.Regions);
            await AssertAsync(views, quarter, measure, "size", expected.Sizes.ToDictionary(size => size.Key == "major" ? "Major ports" : "Minor ports", size => size.Value));
        }
        await AssertStagesAsync(views, quarter, "region", expected.Regions);
        await AssertStagesAsync(views, quarter, "size", expected.Sizes.ToDictionary(size => size.Key == "major" ? "Major ports" : "Minor ports", size => size.Value));
        var groups = await ReadAsync(views, $"reports in {quarter} by group", new SectorViewText("reports", "group", $"{quarter}"));
        Assert.Equal(
            expected.Groups.Select(group => $"{group.Key} {ReleasedFigure.Of(group.Value).Display}").Order(StringComparer.Ordinal),
            Domain.Reports.CategoryGroup.All.Select(group => $"{group.Code} {groups[group.Title]}").Order(StringComparer.Ordinal));
    }

    private static async Task AssertAsync(SectorViews views, Quarter quarter, Measure measure, string by, IReadOnlyDictionary<string, RecomputedSector.Part> parts)
    {
        // Stages are the whole of their measure, and the others are not split by what they are not published by.
        if (measure == Measure.SchemesByStage || !measure.Breakdowns.Any(breakdown => breakdown.Code == by))
            return;
        var what = $"{measure.Id} in {quarter} by {by}";
        var shown = await ReadAsync(views, what, new SectorViewText(measure.Id, by, $"{quarter}"));
        Assert.Equal(parts.Keys.Order(StringComparer.Ordinal).Select(name => $"{what}: {name} {Text(measure, parts[name], [.. parts.Values])}"), shown.Keys.Order(StringComparer.Ordinal).Select(name => $"{what}: {name} {shown[name]}"));
    }

    private static async Task AssertStagesAsync(SectorViews views, Quarter quarter, string by, IReadOnlyDictionary<string, RecomputedSector.Part> parts)
    {
        var chart = (await views.ChartAsync(new SectorViewText("schemes-by-stage", by, $"{quarter}").Read().Value!, default))!;
        Assert.Equal(
            parts.SelectMany(part => StageGroups.Select(group => $"{quarter} {part.Key} {group.Name} {group.Stages.Sum(stage => part.Value.Stages.GetValueOrDefault(stage))}")).Order(StringComparer.Ordinal),
            chart.Series.SelectMany(series => chart.Categories.Zip(series.Points, (part, point) => $"{quarter} {part} {series.Name} {point.Display}")).Order(StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, string>> ReadAsync(SectorViews views, string what, SectorViewText text)
    {
        var chart = await views.ChartAsync(text.Read().Value ?? throw new InvalidOperationException(what), default);
        return chart!.Categories.Zip(chart.Series[0].Points).ToDictionary(item => item.First, item => item.Second.Display);
    }

    private static string Text(Measure measure, RecomputedSector.Part part, IReadOnlyList<RecomputedSector.Part> all)
    {
        // Parts with too few answers are withheld, and all of them where those have too few together.
        var few = all.Where(other => other.Responses < FewestAnswers).Sum(other => other.Responses);
        var surveyed = part.Responses >= FewestAnswers && (few is 0 or >= FewestAnswers) ? part.Surveyed : null;
        return measure.Id switch
        {
            "reports" => ReleasedFigure.Of(part.Reports).Display,
            "adoption-rate" => Share(part.Adoption),
            "score-median" => part.Median is { } median ? $"{Math.Round(median, MidpointRounding.AwayFromZero):0}" : ChartPoint.WithheldMarker,
            "staff-reached" => Share(part.Reached),
            "line-known" => Share(surveyed?[0]),
            "anonymity-believed" => Share(surveyed?[1]),
            "confident-to-report" => Share(surveyed?[2]),
            "act-completions" => $"{part.Act:N0}",
            _ => throw new InvalidOperationException($"{measure.Id} has no recomputation."),
        };
    }

    private static string Share(double? share) => share is { } known ? $"{Math.Round(Math.Round(known, 2, MidpointRounding.AwayFromZero) * 100):0}%" : ChartPoint.WithheldMarker;
}
