using System.Globalization;

namespace PortSafe.Grains.Charts;

/// <summary>
/// A chart's table as a spreadsheet: a sheet of figures under its title, numbers as numbers and what is no number (a band, a
/// marker) as text; and a sheet that says what it is. The same chart gives the same bytes.
/// </summary>
public static class ChartXlsx
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int RowsBeforeFigures = 4;
    private const double WidestColumn = 60;

    /// <summary>The file's bytes.</summary>
    /// <exception cref="ArgumentException">The chart breaks one of its bounds.</exception>
    public static byte[] Write(Chart chart)
    {
        using var bytes = new MemoryStream();
        XlsxFile.Write(bytes, [Figures(chart, ChartTable.Of(chart)), About(chart)]);
        return bytes.ToArray();
    }

    private static XlsxSheet Figures(Chart chart, ChartTable table) => new(
        "Figures",
        [.. table.Header.Select((head, i) => WidthOf(table.Rows.Select(row => i == 0 ? row.Key : TextOf(row.Cells[i - 1])).Append(head)))],
        [
            [XlsxCell.Of(chart.Title, XlsxFormat.Title)],
            [XlsxCell.Of(chart.Subtitle)],
            [],
            [.. table.Header.Select((head, i) => XlsxCell.Of(head, i == 0 ? XlsxFormat.Heading : XlsxFormat.NumberHeading))],
            .. table.Rows.Select(row => (IReadOnlyList<XlsxCell>)[XlsxCell.Of(row.Key), .. row.Cells.Select(Cell)]),
        ],
        RowsBeforeFigures);

    private static XlsxSheet About(Chart chart) =>
        new("About", [18, 90], ChartAbout.Of(chart).Select(line => (IReadOnlyList<XlsxCell>)[XlsxCell.Of(line.Name, XlsxFormat.Heading), XlsxCell.Of(line.Text, XlsxFormat.Prose)]));

    private static double WidthOf(IEnumerable<string> texts) => Math.Min(texts.Max(text => text.Length) + 2, WidestColumn);

    private static string TextOf(ChartPoint point) => point.Marker ?? point.Display;

    /// <summary>The figure as released, no more exact than it is shown; anything else as its text.</summary>
    private static XlsxCell Cell(ChartPoint point)
    {
        var text = TextOf(point);
        var share = text.EndsWith('%');
        var digits = share ? text[..^1] : text;
        if (point.Marker is not null || !decimal.TryParse(digits, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return XlsxCell.Of(text, XlsxFormat.Marker);
        var whole = !digits.Contains('.', StringComparison.Ordinal);
        return share
            ? XlsxCell.Of((double)(number / 100), whole ? XlsxFormat.Percent : XlsxFormat.PercentDecimal)
            : XlsxCell.Of((double)number, whole ? XlsxFormat.Whole : XlsxFormat.Decimal);
    }
}
