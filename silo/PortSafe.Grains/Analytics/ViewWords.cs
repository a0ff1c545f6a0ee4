using System.Globalization;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Analytics;

/// <summary>Small words that findings, subtitles and notes of views share.</summary>
public static class ViewWords
{
    private static readonly string[] Small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>“July to September 2026”, “October 2024 to September 2026”, “2023 to 2025”.</summary>
    public static string Period(IReadOnlyList<ViewStep> steps)
    {
        if (steps.Count == 1)
            return steps[0].Title;
        return steps[0].IsYear
            ? $"{steps[0].Key} to {steps[^1].Key}"
            : string.Create(CultureInfo.InvariantCulture, $"{steps[0].Last.Start:MMMM yyyy} to {steps[^1].Last.End:MMMM yyyy}");
    }

    /// <summary>“in a quarter”, “in two years”.</summary>
    public static string Span(ViewStep from, ViewStep to)
    {
        var quarters = to.Last.Since(from.Last);
        return quarters % 4 == 0 ? Of(quarters / 4, "year") : Of(quarters, "quarter");

        static string Of(int count, string unit) => count == 1 ? $"in a {unit}" : $"in {Count(count)} {unit}s";
    }

    /// <summary>What a view is drawn as, as it follows “drawn as”.</summary>
    public static string KindInSentence(ViewKind kind) => kind switch
    {
        ViewKind.Bar => "bars",
        ViewKind.Column => "columns",
        ViewKind.Line => "lines",
        ViewKind.Panels => "small charts, one a region",
        ViewKind.Map => "a map of the regions",
        _ => "stacked columns",
    };

    public static string Count(int count) => count < Small.Length ? Small[count] : count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>“two of five”, and in digits where words would not do for both.</summary>
    public static string CountOf(int part, int whole) =>
        whole < Small.Length ? $"{Count(part)} of {Count(whole)}" : string.Create(CultureInfo.InvariantCulture, $"{part:N0} of {whole:N0}");

    /// <summary>“a, b and c”.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A figure as it stands in a sentence: without the mark of a revision, and “fewer than 10” in words.</summary>
    public static string Figure(ChartPoint point) => point switch
    {
        { Lower: 0, Value: null, Upper: { } upper } => string.Create(CultureInfo.InvariantCulture, $"fewer than {upper + 1}"),
        _ when point.Display.EndsWith($" {ChartPoint.RevisedMark}", StringComparison.Ordinal) => point.Display[..^2],
        _ => point.Display,
    };

    public static bool IsShown(ChartPoint point) => point.Marker is null;
}
