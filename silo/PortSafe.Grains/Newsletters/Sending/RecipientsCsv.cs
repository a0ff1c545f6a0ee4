using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>
/// What became of every recipient of an issue as a CSV file: UTF-8 with a byte order mark, CRLF, RFC 4180, in the order of the
/// recipients' ids. A cell that a spreadsheet would take for a formula has an apostrophe before it.
/// </summary>
public sealed class RecipientsCsv(DeliveryLedger ledger, IDbContextFactory<PortSafeDb> contexts, AuditLog audit)
{
    /// <summary>Puts into the audit log that somebody takes the file away.</summary>
    public async Task RecordAsync(IssueKey issue, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await audit.AppendAsync(db, by, "recipients-exported", $"issue:{issue}", "", ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Writes the file a page at a time, whatever its size.</summary>
    public async Task WriteAsync(Guid issue, Stream file, CancellationToken ct)
    {
        await WriteAsync(file, isFirst: true, [["id", "address", "state", "attempts", "reply", "at"]], ct);
        for (Guid? last = null; ;)
        {
            var page = await ledger.RecipientsAsync(issue, null, last, DeliveryLedger.LongestPage, ct);
            if (page.Count == 0)
                return;
            await WriteAsync(file, isFirst: false, page.Select(Cells), ct);
            last = page[^1].SubscriberId;
        }
    }

    private static async Task WriteAsync(Stream file, bool isFirst, IEnumerable<string[]> lines, CancellationToken ct)
    {
        var options = new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = isFirst, FormatProvider = CultureInfo.InvariantCulture };
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, options, leaveOpen: true))
        {
            foreach (var line in lines)
                csv.WriteRecord(line);
        }
        bytes.Position = 0;
        await bytes.CopyToAsync(file, ct);
    }

    private static string[] Cells(RecipientLine line) =>
    [
        line.SubscriberId.ToString("D"), OneLine(line.Email), line.State, line.Attempts.ToString(CultureInfo.InvariantCulture), OneLine(line.Reply ?? ""),
        line.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    ];

    // A leading space or line break could hide a formula's first character.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
