using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;

namespace PortSafe.Dashboard.Analytics;

/// <summary>What the form of Explore offers. The empty choice is always the usual one.</summary>
public static class ExploreChoices
{
    public static IReadOnlyList<Choice> Measures { get; } = [.. Measure.All.Select(measure => new Choice(measure.Id, measure.Title))];

    /// <summary>Stages are the whole of the one measure that has them.</summary>
    public static IReadOnlyList<Choice> Breakdowns { get; } =
    [
        new("", "Nothing: as a whole"),
        .. MeasureBreakdown.All.Where(by => by != MeasureBreakdown.Nation && by != MeasureBreakdown.Stage).Select(by => new Choice(by.Code, by.One)),
    ];

    public static IReadOnlyList<Choice> Regions { get; } = [new("", "All regions"), .. EachRegion("")];

    public static IReadOnlyList<Choice> Sizes { get; } = [new("", "All sizes"), .. PortSize.All.Select(size => new Choice(size.Code, $"{size.Title}s"))];

    public static IReadOnlyList<Choice> Comparisons { get; } =
    [
        new("", "Nothing"), new("previous", "The period before"), new("last-year", "The same period a year before"), new("nation", "The whole UK"),
        .. EachRegion(SectorViewText.RegionPrefix),
    ];

    public static IReadOnlyList<Choice> Kinds { get; } = [new("", "What suits it"), .. SectorViewText.Kinds.Select(kind => new Choice(kind, TitleOf(kind)))];

    public static IReadOnlyList<Choice> Sorts { get; } = [new("", "Highest first"), new("name", "By name")];

    /// <param name="quarters">The frozen ones, the earliest first.</param>
    /// <param name="chosen">The period in view, which is offered whatever it is; null for the usual one.</param>
    public static IReadOnlyList<Choice> Periods(IReadOnlyList<Quarter> quarters, string? chosen)
    {
        List<Choice> choices = [new("", "What suits it"), new("latest", "The latest quarter"), new("last-4", "The last 4 quarters"), new("last-8", "The last 8 quarters"), new("all", "All quarters")];
        var years = quarters.Select(quarter => quarter.Year).Distinct().Order().ToList();
        if (years.Count > 1)
            choices.Add(new Choice($"{years[0]}..{years[^1]}", $"The years {years[0]} to {years[^1]}"));
        choices.AddRange(years.OrderDescending().Select(year => new Choice($"{year}", $"The year {year}")));
        choices.AddRange(quarters.OrderDescending().Select(quarter => new Choice($"{quarter}", quarter.Title)));
        if (!string.IsNullOrEmpty(chosen) && choices.TrueForAll(choice => choice.Value != chosen))
            choices.Insert(1, new Choice(chosen, chosen));
        return choices;
    }

    private static IEnumerable<Choice> EachRegion(string before) => PublicationPlan.Current.Regions.Select(region => new Choice(before + RegionSlug.Of(region), region.ToString()));

    private static string TitleOf(string kind) => kind switch
    {
        "bar" => "Bars",
        "column" => "Columns",
        "line" => "Lines",
        "panels" => "Small charts, one a region",
        "map" => "Map of the regions",
        _ => "Stacked columns",
    };
}
