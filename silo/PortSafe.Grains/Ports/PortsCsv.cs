using System.Globalization;
using CsvHelper;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Ports;

/// <summary>
/// A list of ports as a CSV file: UTF-8 with a byte order mark, CRLF, RFC 4180, codes and dates as the API has them. A cell that a
/// spreadsheet would take for a formula has an apostrophe before it.
/// </summary>
public static class PortsCsv
{
    private static readonly CsvWriterOptions Options = new()
    {
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    public static byte[] Write(IEnumerable<PortSummary> ports)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            csv.WriteRecord(["locode", "name", "region", "size", "closed_on", "stage", "score", "band", "last_action_on", "review_due_on"]);
            foreach (var port in ports)
                csv.WriteRecord(Cells(port));
        }
        return bytes.ToArray();
    }

    private static string[] Cells(PortSummary port) =>
    [
        port.Locode.ToString(), OneLine(port.Name), port.Region.ToString(), port.Size.Code, Day(port.ClosedOn), port.Stage?.Code ?? "",
        port.Score?.ToString(CultureInfo.InvariantCulture) ?? "", port.Band?.Code ?? "", Day(port.LastActionOn), Day(port.ReviewDueOn),
    ];

    // A leading space or line break could hide a formula's first character.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static string Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
