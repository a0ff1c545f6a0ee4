using PortSafe.Domain.Accounts;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;

namespace PortSafe.Api.Analytics;

/// <summary>An entry of the catalogue of measures.</summary>
/// <param name="Unit"><c>number</c>, <c>share</c> (0 to 1 in releases, a percentage in charts) or <c>score</c> (0 to 100).</param>
/// <param name="Denominator">Null for a plain number or a score.</param>
/// <param name="Breakdowns">What it may be asked by; the first unless told otherwise.</param>
/// <param name="MinBase">With fewer in the base, the figure is withheld; 0 for no such rule.</param>
/// <param name="BaseOf">What the base counts; null without one.</param>
/// <param name="Year">What a year's figure is: <c>fourth-quarter</c>, <c>sum</c>, or <c>none</c> where years are not published.</param>
/// <param name="Exact">Who sees exact figures: <c>jmsc</c>, or <c>everyone</c> where released figures are exact.</param>
internal sealed record MeasureAnswer(
    string Id,
    string Title,
    string Unit,
    string Definition,
    string Numerator,
    string? Denominator,
    string Source,
    IReadOnlyList<string> Breakdowns,
    int MinBase,
    string? BaseOf,
    string Year,
    string Exact,
    string WhoSees)
{
    public static MeasureAnswer Of(Measure measure) => new(
        measure.Id,
        measure.Title,
        measure.Unit switch { MeasureUnit.Share => "share", MeasureUnit.Score => "score", _ => "number" },
        measure.Definition,
        measure.Numerator,
        measure.Denominator,
        measure.Source,
        [.. measure.Breakdowns.Select(breakdown => breakdown.Code)],
        measure.MinBase,
        measure.BaseOf,
        measure.Year switch { MeasureYear.Sum => "sum", MeasureYear.None => "none", _ => "fourth-quarter" },
        measure.Exact == Permission.ReadRawCounts ? "jmsc" : "everyone",
        measure.WhoSees);
}

/// <summary>What a view shows, as JSON: the same figures and texts as the page and the files.</summary>
/// <param name="Query">The view in its canonical form, without the measure; may be empty.</param>
/// <param name="Title">The finding.</param>
/// <param name="Hash">SHA-256 over the public cells of the latest release in it; null where it draws on none.</param>
/// <param name="Withheld">Why some figures are withheld; null where none is.</param>
/// <param name="Categories">Quarters such as <c>2026Q3</c>, years, or the names of parts.</param>
internal sealed record ViewAnswer(
    string Measure,
    string Query,
    string Title,
    string Subtitle,
    string Unit,
    string? Filters,
    IReadOnlyList<string> Notes,
    string? Withheld,
    string? Release,
    string? Hash,
    string Source,
    string AltText,
    string CategoryName,
    IReadOnlyList<string> Categories,
    IReadOnlyList<SeriesAnswer> Series)
{
    public static ViewAnswer Of(SectorView view, Chart chart) => new(
        view.Measure.Id,
        view.QueryOfMeasure,
        chart.Title,
        chart.Subtitle,
        chart.Unit,
        chart.Filters,
        chart.Notes,
        chart.Withheld,
        chart.Release,
        chart.ReleaseHash,
        chart.Source,
        chart.AltText,
        chart.CategoryName,
        chart.Categories,
        [.. chart.Series.Select(series => new SeriesAnswer(series.Name, [.. series.Points.Select(point => new PointAnswer(point.Display, point.Value, point.Lower, point.Upper, point.Marker))]))]);
}

/// <param name="Points">One a category.</param>
internal sealed record SeriesAnswer(string Name, IReadOnlyList<PointAnswer> Points);

/// <summary>One figure.</summary>
/// <param name="Display">As people read it: <c>18%</c>, <c>15–19</c>, <c>&lt;10</c>; followed by <c>r</c> where it was revised.</param>
/// <param name="Value">In the view's unit; the middle of a band; null where there is none to give.</param>
/// <param name="Lower">The least that a band stands for; null for other figures.</param>
/// <param name="Marker"><c>c</c> for withheld, <c>x</c> for not known; null for a figure.</param>
internal sealed record PointAnswer(string Display, double? Value, double? Lower, double? Upper, string? Marker);
