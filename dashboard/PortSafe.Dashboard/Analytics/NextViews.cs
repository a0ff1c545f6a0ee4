using PortSafe.Domain.Ports;
using PortSafe.Grains.Analytics;

namespace PortSafe.Dashboard.Analytics;

/// <summary>A view that is one step away, and what to call it.</summary>
public sealed record NextView(string Text, SectorView View);

/// <summary>Where a reader may want to go from a view: from the nation to its regions, to one of them, and back.</summary>
public static class NextViews
{
    /// <summary>Other questions about the same measure.</summary>
    public static IReadOnlyList<NextView> Of(SectorView view)
    {
        var plain = new SectorViewText(view.Measure.Id);
        var place = plain with { Region = view.Region is { } region ? RegionSlug.Of(region) : null, Size = view.Size?.Code };
        var parts = plain with { By = view.By.Code, Period = view.Period.ToString() };
        (string Text, SectorViewText? Next)[] all =
        [
            ("By region", plain with { By = MeasureBreakdown.Region.Code }),
            ("By size of port", plain with { By = MeasureBreakdown.Size.Code }),
            ("By kind of report", plain with { By = MeasureBreakdown.Group.Code }),
            ("The whole UK over time", plain),
            ("Beside the whole UK", view.IsOfPart ? place with { Compare = "nation" } : null),
            ("Against the quarter before", view.IsWhole ? null : parts with { Compare = "previous" }),
            ("Against a year ago", view.IsWhole ? place with { Period = "latest", Compare = "last-year" } : parts with { Compare = "last-year" }),
        ];
        return [.. all.Select(item => (item.Text, View: item.Next?.Read().Value)).Where(item => item.View is not null && item.View != view).Select(item => new NextView(item.Text, item.View!))];
    }

    /// <summary>Each region by itself over time; none where the measure is not split by region here.</summary>
    public static IReadOnlyList<NextView> RegionsOf(SectorView view, IEnumerable<Region> regions) => view.By != MeasureBreakdown.Region ? [] :
        [.. regions.Select(region => new NextView(region.ToString(), new SectorViewText(view.Measure.Id, Region: RegionSlug.Of(region)).Read().Value!))];
}
