using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace PortSafe.Grains.Charts;

/// <summary>
/// A chart as data: what is drawn in the browser, exported, mailed and tabulated, all from the same released text. Every
/// figure in it may be shown to whoever may see the chart; nothing more exact than what is displayed belongs in it.
/// </summary>
public sealed partial record Chart
{
    /// <summary>The most series a chart may hold: more cannot be told apart.</summary>
    public const int MaxSeries = 4;

    /// <summary>The most panels of <see cref="ChartKind.SmallMultiples"/>, one a series; one more series may stand in all of them.</summary>
    public const int MaxPanels = 12;

    /// <summary>The most categories, such as 100 years of quarters.</summary>
    public const int MaxCategories = 400;

    private const int MaxText = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Names the chart in addresses, file names and markup: lower-case letters, digits and hyphens, 1 to 64.</summary>
    public required string Id { get; init; }

    /// <summary>The finding, as a sentence without a full stop: “Reports have risen in each year since 2023”.</summary>
    public required string Title { get; init; }

    /// <summary>The measure, its breakdown, period and unit: “Anonymous reports by quarter, number of reports”.</summary>
    public required string Subtitle { get; init; }

    /// <summary>How it is drawn.</summary>
    public required ChartKind Kind { get; init; }

    /// <summary>What the categories are, as the head of the table's first column: “Region”, “Quarter”.</summary>
    public required string CategoryName { get; init; }

    /// <summary>Along the axis, in this order: names, or quarters such as <c>2026Q3</c>. May be empty.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>None to <see cref="MaxSeries"/>, or to <see cref="MaxPanels"/> in panels of their own, each with one point a category.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary><c>%</c> for a share of 100, else the noun that is counted: “reports”.</summary>
    public required string Unit { get; init; }

    /// <summary>Where the figures come from, without the word “Source”.</summary>
    public required string Source { get; init; }

    /// <summary>What the picture shows, for someone who cannot see it; the table has the figures.</summary>
    public required string AltText { get; init; }

    /// <summary>What a reader must know to read it right, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A value to compare with, drawn as a line.</summary>
    public ChartReferenceLine? ReferenceLine { get; init; }

    /// <summary>What happened while it lasted, of a chart over time; what each letter stands for is said among <see cref="Notes"/>. Null for nothing.</summary>
    public IReadOnlyList<ChartMark>? Marks { get; init; }

    /// <summary>What was chosen or left out, as a sentence; null when nothing was.</summary>
    public string? Filters { get; init; }

    /// <summary>The release the figures are from and its state, as a sentence: “Release 2026Q3, frozen 9 October 2026, unaudited”.</summary>
    public string? Release { get; init; }

    /// <summary>The fingerprint of what everyone may read of that release: SHA-256 in hexadecimal; null where the chart is of no one release.</summary>
    public string? ReleaseHash { get; init; }

    /// <summary>Why some of its points are withheld, as a clause; “not shown, to protect people” when null.</summary>
    public string? Withheld { get; init; }

    /// <summary>What an empty chart says in its place; “No figures to show yet” when null.</summary>
    public string? Empty { get; init; }

    /// <summary>What the marker <c>c</c> stands for here; null where no point bears it.</summary>
    [JsonIgnore]
    public string? WithheldNote => Series.Any(series => series.Points.Any(point => point.Marker == ChartPoint.WithheldMarker))
        ? $"{ChartPoint.WithheldMarker}: {(Withheld is { } why ? $"withheld, because {why}" : "not shown, to protect people")}"
        : null;

    /// <summary>Its notes, a sentence each, the one on what is withheld among them: what stands under the chart as text.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> NotesToRead => Withheld is { } why && WithheldNote is not null ? [.. Notes, $"Withheld: {why}."] : Notes;

    /// <summary>
    /// The chart as the JavaScript reads it. Safe inside a script element of a page: no character that ends one is left as it is.
    /// </summary>
    /// <exception cref="ArgumentException">The chart breaks a bound stated on its members.</exception>
    public string ToJson()
    {
        Check();
        return JsonSerializer.Serialize(this, Json);
    }

    /// <summary>The chart that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It wrote no such thing.</exception>
    public static Chart FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Chart>(json, Json) ?? throw new InvalidDataException("There is no chart in it.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("It is not a chart.", exception);
        }
    }

    /// <exception cref="ArgumentException">The chart breaks a bound stated on its members.</exception>
    internal void Check()
    {
        Demand(IdPattern().IsMatch(Id), "its id is not 1 to 64 lower-case letters, digits and hyphens");
        Demand(Categories.Count <= MaxCategories, $"it has more than {MaxCategories} categories");
        var most = Kind == ChartKind.SmallMultiples ? MaxPanels : MaxSeries;
        Demand(Series.Count(series => !series.Everywhere) <= most, $"it has more than {most} series");
        Demand(Series.Count(series => series.Everywhere) <= (Kind == ChartKind.SmallMultiples ? 1 : 0), "more than one series stands in all panels, or it has no panels");
        Demand(Series.All(series => series.Points.Count == Categories.Count), "a series has not one point a category");
        Demand(Series.All(series => series.Points.All(point => point.IsSound)), "a point has a negative or endless value");
        Demand(ReferenceLine is null || (ReferenceLine.Value >= 0 && double.IsFinite(ReferenceLine.Value)), "its reference line has a negative or endless value");
        Demand(Texts().All(text => text.Length <= MaxText), $"one of its texts is over {MaxText} characters");
    }

    private IEnumerable<string> Texts() =>
        [Title, Subtitle, CategoryName, Unit, Source, AltText, Filters ?? "", Release ?? "", ReleaseHash ?? "", Empty ?? "", Withheld ?? "", ReferenceLine?.Label ?? "", .. Notes, .. Categories, .. (Marks ?? []).SelectMany(mark => new[] { mark.Category, mark.Letter }), .. Series.Select(series => series.Name)];

    private void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException($"The chart '{Id}' cannot be drawn: {otherwise}.");
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdPattern();
}

/// <summary>How a chart is drawn.</summary>
public enum ChartKind
{
    /// <summary>One line a series, over time.</summary>
    Line,

    /// <summary>Horizontal bars, in the order given.</summary>
    Bar,

    /// <summary>Upright columns, side by side where there are several series.</summary>
    Column,

    /// <summary>Upright columns, the first series at the foot.</summary>
    StackedColumn,

    /// <summary>One little line over time a series, each in a panel of its own, all on the same scale.</summary>
    SmallMultiples,

    /// <summary>Equal tiles, one a region of the publication plan, about where the regions lie; bars where a category is none.</summary>
    TileMap,
}

/// <summary>A named row of points.</summary>
/// <param name="Name">As a reader knows it; stands beside its line or column.</param>
/// <param name="Points">One a category.</param>
/// <param name="Colour">Fixed for a group that appears in several charts; by place when null.</param>
/// <param name="Everywhere">In small multiples: drawn in every panel, for comparison.</param>
public sealed record ChartSeries(
    string Name, IReadOnlyList<ChartPoint> Points, ChartColour? Colour = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Everywhere = false);

/// <summary>The Government Analysis Function's palette: six for categories, and navy, blue and sky for sequences.</summary>
public enum ChartColour
{
    /// <summary>#12436D.</summary>
    Navy,

    /// <summary>#28A197.</summary>
    Teal,

    /// <summary>#801650.</summary>
    Plum,

    /// <summary>#F46A25.</summary>
    Orange,

    /// <summary>#3D3D3D.</summary>
    Charcoal,

    /// <summary>#A285D1.</summary>
    Lilac,

    /// <summary>#2073BC.</summary>
    Blue,

    /// <summary>#6BACE6.</summary>
    Sky,
}

/// <summary>A mark at one category of a chart over time.</summary>
/// <param name="Category">One of the chart's.</param>
/// <param name="Letter">Stands at the mark.</param>
public sealed record ChartMark(string Category, string Letter);

/// <summary>A value to compare with, in the chart's unit.</summary>
/// <param name="Value">0 or more.</param>
/// <param name="Label">With its value: “UK 18%”.</param>
public sealed record ChartReferenceLine(double Value, string Label);
