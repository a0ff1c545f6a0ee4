using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Analytics;

/// <summary>A view as addresses spell it, the same for pages and programs. What is left out or empty has a default.</summary>
/// <param name="Measure">A measure's id.</param>
/// <param name="By">One of the measure's breakdowns; its first when left out.</param>
/// <param name="Period">See <see cref="ViewPeriod"/>; every quarter for the whole, the latest for its parts.</param>
/// <param name="Compare">One of <see cref="Comparisons"/>, or <c>region:</c> and a region's slug.</param>
/// <param name="Chart">One of <see cref="Kinds"/>.</param>
/// <param name="Sort">One of <see cref="Sorts"/>.</param>
/// <param name="Region">A region's slug.</param>
/// <param name="Size">A size's code.</param>
public sealed record SectorViewText(string? Measure, string? By = null, string? Period = null, string? Compare = null, string? Chart = null, string? Sort = null, string? Region = null, string? Size = null)
{
    /// <summary>Before the slug of a region that is compared with.</summary>
    public const string RegionPrefix = "region:";

    /// <summary>The code of every error that a view gives.</summary>
    public const string Invalid = "view-invalid";

    private const string ByName = "name";

    private static readonly (string Code, ViewKind Kind)[] KindCodes =
        [("bar", ViewKind.Bar), ("column", ViewKind.Column), ("line", ViewKind.Line), ("stacked", ViewKind.Stacked), ("panels", ViewKind.Panels), ("map", ViewKind.Map)];

    private static readonly (string Code, ComparisonKind Kind)[] ComparisonCodes =
        [("previous", ComparisonKind.Previous), ("last-year", ComparisonKind.LastYear), ("nation", ComparisonKind.Nation)];

    public static IReadOnlyList<string> Kinds { get; } = [.. KindCodes.Select(item => item.Code)];

    public static IReadOnlyList<string> Comparisons { get; } = [.. ComparisonCodes.Select(item => item.Code)];

    public static IReadOnlyList<string> Sorts { get; } = ["value", ByName];

    /// <summary>The text that an address's query holds; a name that it does not hold is left out, and others are passed over.</summary>
    /// <param name="query">Without a question mark.</param>
    public static SectorViewText Parse(string query)
    {
        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        return new SectorViewText(Value("measure"), Value("by"), Value("period"), Value("compare"), Value("chart"), Value("sort"), Value("region"), Value("size"));

        string? Value(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <summary>The view spelt in full, defaults included: to change a part of it and read it again.</summary>
    public static SectorViewText Of(SectorView view) => new(
        view.Measure.Id,
        view.By.Code,
        view.Period.ToString(),
        CodeOf(view.Compare),
        CodeOf(view.Kind),
        view.SortsByName ? ByName : Sorts[0],
        view.Region is { } region ? RegionSlug.Of(region) : null,
        view.Size?.Code);

    public static string CodeOf(ViewKind kind) => KindCodes.First(item => item.Kind == kind).Code;

    public static string? CodeOf(ViewComparison? compare) => compare switch
    {
        null => null,
        { Region: { } region } => RegionPrefix + RegionSlug.Of(region),
        _ => ComparisonCodes.First(item => item.Kind == compare.Kind).Code,
    };

    /// <summary>The view, or every thing in it that cannot be read or does not go together; each error names its parameter.</summary>
    public (SectorView? View, IReadOnlyList<Error> Errors) Understand() => new SectorViewReader(this).Read();

    /// <summary>As <see cref="Understand()"/>, in the words of the form; a kind of chart that the view does not have gives way to the usual one.</summary>
    /// <returns>With what gave way, as a sentence; null for nothing.</returns>
    public (SectorView? View, IReadOnlyList<Error> Errors, string? Notice) Understand(ViewForm form)
    {
        var reader = new SectorViewReader(this, form);
        var (view, errors) = reader.Read();
        return (view, errors, reader.Notice);
    }

    /// <summary>The view, or the first thing in it that cannot be read.</summary>
    public Result<SectorView> Read()
    {
        var (view, errors) = Understand();
        return view is null ? errors[0] : view;
    }

    internal static ViewKind? KindOf(string code) => KindCodes.Where(item => item.Code == code).Select(item => (ViewKind?)item.Kind).FirstOrDefault();

    internal static ViewComparison? ComparisonOf(string code)
    {
        if (code.StartsWith(RegionPrefix, StringComparison.Ordinal))
            return RegionSlug.Find(code[RegionPrefix.Length..]) is { } region ? new ViewComparison(ComparisonKind.Region, region) : null;
        return ComparisonCodes.Where(item => item.Code == code).Select(item => new ViewComparison(item.Kind)).FirstOrDefault();
    }

    /// <summary>What follows the measure in the view's canonical form; null where it is the default.</summary>
    internal static IEnumerable<(string Name, string? Value)> Canonical(SectorView view)
    {
        var text = Of(view);
        return
        [
            ("by", view.IsWhole ? null : text.By),
            ("period", view.Period == SectorView.DefaultPeriod(view.Measure, view.By) ? null : text.Period),
            ("compare", text.Compare),
            ("chart", view.Kind == SectorView.KindsOf(view.Measure, view.By, view.Period, view.Compare)[0] ? null : text.Chart),
            ("sort", view.SortsByName ? text.Sort : null),
            ("region", text.Region),
            ("size", text.Size),
        ];
    }
}
