using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters.Figures;

/// <summary>How a published figure is said.</summary>
internal static class Wording
{
    /// <summary>For a sentence: bands in words, and a withheld figure as such.</summary>
    public static string Of(ReleaseCell cell) => cell switch
    {
        { Reports: { } reports } => reports.Words,
        _ when cell.WhyWithheld() is { } why => $"{cell.WithheldText()} ({why})",
        _ => cell.Display,
    };

    /// <summary>For a table: bands in words only where a symbol would need explaining.</summary>
    public static string InTable(ReleaseCell? cell) => cell switch
    {
        null => "Not published",
        { Reports: { IsBelowThreshold: true } reports } => Capital(reports.Words),
        { Reports: { } reports } => reports.Display,
        _ => cell.IsWithheld() ? Capital(cell.WithheldText()) : cell.Display,
    };

    /// <summary>“Wales, East and South West”.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    /// <summary>“Scotland Central and South, Wales, and Yorkshire and The Humber”: a comma before the last, where a name has an “and” of its own.</summary>
    public static string Regions(IReadOnlyList<string> names) =>
        names.Count < 2 || !names.Any(name => name.Contains(" and ", StringComparison.Ordinal)) ? List(names) : $"{string.Join(", ", names.Take(names.Count - 1))}, and {names[^1]}";

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
