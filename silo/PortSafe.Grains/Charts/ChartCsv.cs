using System.Globalization;
using CsvHelper;

namespace PortSafe.Grains.Charts;

/// <summary>
/// A chart's table as a CSV file: UTF-8 with a byte order mark, CRLF, RFC 4180. First what it is (title, measure, filters,
/// release, source, notes), an empty line, then the table with the released texts. A cell that a spreadsheet would take for a
/// formula has an apostrophe before it.
/// </summary>
public static class ChartCsv
{
    private static readonly CsvWriterOptions Options = new()
    {
        Injection = CsvInjection.Escape,
        ValidateFieldCount = false,
        WriteByteOrderMark = true,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    /// <summary>The file's bytes; the same chart gives the same bytes.</summary>
    /// <exception cref="ArgumentException">The chart breaks one of its bounds.</exception>
    public static byte[] Write(Chart chart)
    {
        var table = ChartTable.Of(chart);
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            foreach (var (name, text) in ChartAbout.Of(chart))
                csv.WriteRecord([name, OneLine(text)]);
            csv.WriteRecord([""]);
            csv.WriteRecord([.. table.Header.Select(OneLine)]);
            foreach (var row in table.Rows)
                csv.WriteRecord([OneLine(row.Key), .. row.Cells.Select(cell => OneLine(cell.Marker ?? cell.Display))]);
        }

        return bytes.ToArray();
    }

    // A leading space or line break could hide a formula's first character.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
