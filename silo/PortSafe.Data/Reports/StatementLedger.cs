using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Data.Imports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Data.Reports;

/// <summary>Takes statements into the ledger. What is stated again becomes a further revision; every revision stays.</summary>
public sealed class StatementLedger(IDbContextFactory<PortSafeDb> contexts, AuditLog audit, TimeProvider clock)
{
    /// <summary>Writes one file's statements of whole months in one transaction, all or nothing.</summary>
    /// <param name="import">The file, with its source; the hash of its bytes decides a race between two imports of it.</param>
    /// <param name="counts">Sorted, and without repeated rows. A port that is not named in a month had none.</param>
    /// <param name="isConfirmed">Whether a person has seen what changes; only asked for where a month is revised or a further source begins.</param>
    /// <param name="progress">Told how many rows are written.</param>
    public async Task<StatementOutcome> WriteAsync(
        ImportRow import, ReportedCounts counts, bool isConfirmed, Actor by, IProgress<long>? progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LedgerVersionRow.TakeTurnsAsync(db, LedgerVersionRow.Reports, ct);
        if (await db.Imports.AnyAsync(row => row.ContentHash == import.ContentHash, ct))
            return new StatementOutcome.Duplicate();
        var standing = await StandingAsync(db, import.Source!, ct);
        var change = await ChangeAsync(db, import.Source!, counts, standing, ct);
        var shown = by.May(Permission.ReadRawCounts) ? change : change.WithoutCounts();
        if (shown.NeedsConfirmation && !isConfirmed)
            return new StatementOutcome.Unconfirmed(shown);

        db.Imports.Add(import);
        await AddSourceAsync(db, import.Source!, change.OverlapWith, by, ct);
        await db.SaveChangesAsync(ct);
        if (change.Stated.Count + change.Revised.Count > 0)
        {
            var statements = await AddStatementsAsync(db, import, change, ct);
            await CountsWriter.WriteAsync(db, statements, counts, progress, ct);
            await LedgerVersion.RaiseAsync(db, ct);
        }
        await audit.AppendAsync(db, by, "reports-imported", $"import:{import.Id:D}", Describe(import, change), ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new StatementOutcome.Written(shown);
    }

    private static Task<Dictionary<Month, StatementRow>> StandingAsync(PortSafeDb db, string source, CancellationToken ct) => db.Statements.AsNoTracking()
        .Where(row => row.Source == source && row.Revision == db.Statements.Where(other => other.Source == source && other.Month == row.Month).Max(other => other.Revision))
        .ToDictionaryAsync(row => row.Month, ct);

    private static async Task<StatementChange> ChangeAsync(
        PortSafeDb db, string source, ReportedCounts counts, Dictionary<Month, StatementRow> standing, CancellationToken ct)
    {
        var (stated, revised, unchanged) = (new List<Month>(), new List<MonthRevision>(), new List<Month>());
        foreach (var month in counts.Months())
        {
            if (!standing.TryGetValue(month, out var before))
                stated.Add(month);
            else if (await PortsChangedAsync(db, before, counts, ct) is > 0 and var ports)
                revised.Add(new MonthRevision(month, before.Revision + 1, ports));
            else
                unchanged.Add(month);
        }
        var sources = await db.ReportSources.Select(row => row.Name).OrderBy(name => name).ToListAsync(ct);
        return new StatementChange(stated, revised, unchanged, sources.Contains(source) ? [] : sources);
    }

    private static async Task<int> PortsChangedAsync(PortSafeDb db, StatementRow before, ReportedCounts counts, CancellationToken ct)
    {
        var rows = await db.ReportCounts.AsNoTracking().Where(row => row.Statement == before.Id).ToDictionaryAsync(row => row.Port, row => row.Counts, ct);
        var (changed, known, now, then) = (0, 0, new int[CountsJson.Categories], new int[CountsJson.Categories]);
        foreach (var port in counts.PortsOf(before.Month))
        {
            if (!rows.TryGetValue(port.Port.ToString(), out var json))
            {
                changed++;
                continue;
            }
            known++;
            port.CopyTo(now);
            CountsJson.Read(json, then);
            if (!now.AsSpan().SequenceEqual(then))
                changed++;
        }
        return changed + rows.Count - known;
    }

    private async Task AddSourceAsync(PortSafeDb db, string source, IReadOnlyList<string> others, Actor by, CancellationToken ct)
    {
        if (await db.ReportSources.AnyAsync(row => row.Name == source, ct))
            return;
        db.ReportSources.Add(new ReportSourceRow { Name = source, AddedAt = clock.GetUtcNow(), By = by.Id });
        var detail = others.Count == 0 ? "The first source." : $"Confirmed not to overlap with {string.Join(", ", others)}.";
        await audit.AppendAsync(db, by, "report-source-added", $"report-source:{source}", detail, ct);
    }

    private static async Task<IReadOnlyList<StatementRow>> AddStatementsAsync(PortSafeDb db, ImportRow import, StatementChange change, CancellationToken ct)
    {
        var next = (await db.Statements.MaxAsync(row => (long?)row.Id, ct) ?? 0) + 1;
        var revisions = change.Stated.Select(month => (Month: month, Revision: 1)).Concat(change.Revised.Select(item => (item.Month, item.Revision)));
        var statements = revisions.OrderBy(item => item.Month).Select((item, index) => new StatementRow
        {
            Id = next + index,
            Source = import.Source!,
            Month = item.Month,
            Revision = item.Revision,
            ImportId = import.Id,
        }).ToList();
        db.Statements.AddRange(statements);
        await db.SaveChangesAsync(ct);
        return statements;
    }

    private static string Describe(ImportRow import, StatementChange change) =>
        $"Statements of {import.Source}: {Span(change.Stated)}, new; {Span([.. change.Revised.Select(item => item.Month)])} revised.";

    private static string Span(IReadOnlyList<Month> months) => months switch
    {
        [] => "none",
        [var only] => only.ToString(),
        [var first, .., var last] => $"{first} to {last}",
    };
}
