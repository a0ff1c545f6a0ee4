using System.Globalization;
using CsvHelper;

namespace PortSafe.Grains.Analytics;

/// <summary>
/// A pivot as a CSV file, with what is on the page: UTF-8 with a byte order mark, CRLF, RFC 4180. First that it is official, what it is
/// and what is not known, an empty line, then the table.
/// </summary>
public static class ExactCsv
{
    /// <summary>What each page, figure and file of exact counts says.</summary>
    public const string Marking = "Official, not for release";

    private static readonly CsvWriterOptions Options = new()
    {
        Injection = CsvInjection.Escape,
        ValidateFieldCount = false,
        WriteByteOrderMark = true,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    /// <param name="at">When it was read, in UTC.</param>
    public static byte[] Write(ExactPivot pivot, DateTimeOffset at)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            foreach (var (name, text) in About(pivot, at))
                csv.WriteRecord([name, OneLine(text)]);
            csv.WriteRecord([""]);
            csv.WriteRecord([.. Heads(pivot).SelectMany(WithLocode), .. pivot.Columns.Select(column => column.Code), "Total"]);
            foreach (var row in pivot.Rows)
                csv.WriteRecord([.. row.Labels.Zip(Heads(pivot)).SelectMany(label => WithLocode(label.Second, label.First)), .. row.Cells.Select(Plain), Plain(row.Total)]);
            csv.WriteRecord(["Total", .. Heads(pivot).SelectMany(WithLocode).Skip(1).Select(_ => ""), .. pivot.Totals.Cells.Select(Plain), Plain(pivot.Totals.Total)]);
        }
        return bytes.ToArray();
    }

    /// <summary>A figure as pages write it: <c>1,200</c>; <c>1,200+</c> where not all is stated; <c>x</c> where nothing is known.</summary>
    public static string Text(ExactFigure figure) => Text(figure, "N0");

    /// <summary>As files write it: <c>1200</c>, <c>1200+</c> or <c>x</c>.</summary>
    private static string Plain(ExactFigure figure) => Text(figure, "D");

    private static string Text(ExactFigure figure, string format) =>
        figure.IsUnknown ? "x" : $"{figure.Count.Reports.ToString(format, CultureInfo.InvariantCulture)}{(figure.State == ExactState.Incomplete ? "+" : "")}";

    /// <summary>What the rows are, one for each of their labels.</summary>
    public static IReadOnlyList<string> Heads(ExactPivot pivot) => pivot.Query.Split is { } split ? [pivot.Query.By.Title, split.Title] : [pivot.Query.By.Title];

    /// <summary>The same in a sentence, after “by”: “region and kind of report”.</summary>
    public static string Subject(ExactPivot pivot) => string.Join(" and ", Heads(pivot).Select(head => head == ExactDimension.Nation.Title ? "country" : head.ToLowerInvariant()));

    /// <summary>What the figures are filtered by, in words; “None” where by nothing.</summary>
    public static string Filters(ExactQuery query)
    {
        string?[] all = [query.Region?.ToString(), query.Size?.Title, query.Port?.ToString(), query.Group?.Title, query.Category?.Title()];
        return all.Any(filter => filter is not null) ? string.Join(", ", all.OfType<string>()) : "None";
    }

    /// <summary>What is not known, in a sentence for each source; empty when all is known.</summary>
    public static IEnumerable<string> Unknown(ExactPivot pivot) => pivot.Missing.GroupBy(missing => missing.Source)
        .Select(source => $"{(source.Key is { } name ? $"{name} has not spoken of" : "Nobody has spoken of")} {Months([.. source.Select(missing => missing.Month)])}.");

    private static string Months(List<Domain.Month> months)
    {
        var spans = new List<string>();
        for (var start = 0; start < months.Count;)
        {
            var end = start;
            while (end + 1 < months.Count && months[end + 1] == months[end].Next)
                end++;
            spans.Add(start == end ? months[start].Title : $"{months[start].Title} to {months[end].Title}");
            start = end + 1;
        }
        return string.Join(", ", spans);
    }

    private static IEnumerable<(string Name, string Text)> About(ExactPivot pivot, DateTimeOffset at)
    {
        yield return ("Marking", Marking);
        yield return ("Title", "Exact anonymous reports, as stated now");
        yield return ("Filters", Filters(pivot.Query));
        if (pivot.Pages > 1)
            yield return ("Page", $"{pivot.Page} of {pivot.Pages}; totals are of all {pivot.Found:N0} rows");
        yield return ("Ledger version", pivot.Version.ToString(CultureInfo.InvariantCulture));
        yield return ("Read at", at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        foreach (var sentence in Unknown(pivot))
            yield return ("Not known", sentence);
        if (pivot.Missing.Count > 0)
            yield return ("Marker", "x: not known; +: at least, not all is stated");
    }

    /// <summary>Ports may be called alike, so each has its code in a column of its own.</summary>
    private static IEnumerable<string> WithLocode(string head) => head == ExactDimension.Port.Title ? [head, "LOCODE"] : [head];

    private static IEnumerable<string> WithLocode(string head, ExactLabel label) => head == ExactDimension.Port.Title ? [OneLine(label.Title), label.Code] : [OneLine(label.Title)];

    // A leading space or line break could hide a formula's first character.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
