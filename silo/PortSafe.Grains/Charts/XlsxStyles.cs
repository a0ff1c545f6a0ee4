using DocumentFormat.OpenXml.Spreadsheet;

namespace PortSafe.Grains.Charts;

/// <summary>
/// The cell formats of a file: one a value of <see cref="XlsxFormat"/>, in that order; then each once more for a text that looks
/// like a formula, marked so that editing the cell does not make it one.
/// </summary>
internal static class XlsxStyles
{
    private const uint Plain = 0;
    private const uint Bold = 1;
    private const uint Large = 2;
    private const uint OneDecimal = 164;
    private const uint General = 0;
    private const uint ThousandsApart = 3;
    private const uint WholePercent = 9;
    private const uint PercentWithDecimal = 165;

    /// <summary>How many formats there are before the marked ones.</summary>
    public static int Count { get; } = Enum.GetValues<XlsxFormat>().Length;

    public static Stylesheet Sheet()
    {
        var all = Enum.GetValues<XlsxFormat>();
        return new Stylesheet(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = OneDecimal, FormatCode = "#,##0.0" },
                new NumberingFormat { NumberFormatId = PercentWithDecimal, FormatCode = "0.0%" }),
            new Fonts(Letters(11), Letters(11, new Bold()), Letters(14, new Bold())),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(all.Select(format => Format(format, marked: false)).Concat(all.Select(format => Format(format, marked: true)))));
    }

    private static Font Letters(double size, params Bold[] bold) => new([.. bold, new FontSize { Val = size }, new FontName { Val = "Arial" }]);

    private static CellFormat Format(XlsxFormat format, bool marked)
    {
        var (font, number) = format switch
        {
            XlsxFormat.Title => (Large, General),
            XlsxFormat.Heading or XlsxFormat.NumberHeading => (Bold, General),
            XlsxFormat.Whole => (Plain, ThousandsApart),
            XlsxFormat.Decimal => (Plain, OneDecimal),
            XlsxFormat.Percent => (Plain, WholePercent),
            XlsxFormat.PercentDecimal => (Plain, PercentWithDecimal),
            _ => (Plain, General),
        };
        var made = new CellFormat { FontId = font, NumberFormatId = number, FillId = 0, BorderId = 0, FormatId = 0, ApplyFont = true, ApplyNumberFormat = true };
        if (marked)
            made.QuotePrefix = true;
        if (format is XlsxFormat.NumberHeading or XlsxFormat.Marker)
            made.Alignment = new Alignment { Horizontal = HorizontalAlignmentValues.Right };
        if (format is XlsxFormat.Prose)
            made.Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top };
        return made;
    }
}
