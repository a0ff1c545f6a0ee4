using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Grains.Charts;

namespace PortSafe.Dashboard.Charts;

/// <summary>A chart on a page: the picture, its table, and where its files are.</summary>
/// <param name="Path">The address of its files, up to the dot before their kind.</param>
/// <param name="Query">The address's query, without the question mark.</param>
/// <param name="Wide">Whether it takes the whole width of the page.</param>
public sealed record ChartFigure(Chart Chart, string Path, string Query, bool Wide = false)
{
    /// <summary>Pixels of the picture beside another one, and on a telephone.</summary>
    private const int HalfWidth = 556;
    private const int FullWidth = 1152;
    private const int NarrowWidth = 343;

    public static ChartFigure Of(Chart chart, Quarter quarter, bool wide = false) =>
        new(chart, $"/api/v1/charts/{chart.Id}", $"quarter={quarter}", wide);

    /// <summary>A view, on a page of its own.</summary>
    public static ChartFigure Of(Chart chart, SectorView view) =>
        new(chart, $"/api/v1/measures/{view.Measure.Id}", view.QueryOfMeasure, true) { IsPage = true };

    /// <summary>A view that was frozen to be cited, on a page of its own.</summary>
    /// <returns>Null once a release in it was withdrawn.</returns>
    public static ChartFigure? Of(FrozenView cited) => cited.Chart is not { } chart ? null : new(chart, $"/api/v1/views/{cited.Id}", "", true) { IsPage = true };

    public static ChartFigure Of(Chart chart, Locode port) =>
        new(chart, $"/api/v1/ports/{port}/charts/{chart.Id["port-".Length..]}", "");

    /// <summary>The view to explore that the chart is a first look at; null for none.</summary>
    public SectorView? Explored { get; init; }

    /// <summary>Whether the page's own heading is the chart's title.</summary>
    public bool IsPage { get; init; }

    /// <summary>Of the figures, for programs.</summary>
    public string Address => Query.Length == 0 ? Path : $"{Path}?{Query}";

    public string Picture => PictureOf(Wide ? FullWidth : HalfWidth);

    public string NarrowPicture => PictureOf(NarrowWidth);

    /// <summary>Whether its figures are numbers of reports, which are published by a rule of their own.</summary>
    public bool ShowsReports => Chart.Unit == SectorCharts.ReportsUnit;

    public ChartTable Table { get; } = ChartTable.Of(Chart);

    /// <summary>A file to keep: it carries title, notes, release and source.</summary>
    /// <param name="kind"><c>csv</c>, <c>xlsx</c>, <c>svg</c> or <c>png</c>.</param>
    public string Download(string kind) => Query.Length == 0 ? $"{Path}.{kind}" : $"{Path}.{kind}?{Query}";

    private string PictureOf(int width) => $"{Path}.svg?{(Query.Length == 0 ? "" : $"{Query}&")}width={width}&framed=false&v={ChartVersion.Of(Chart)}";
}
