using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Audit;

/// <summary>The audit log for those who administer the installation: to search, to verify and to take away.</summary>
public sealed class AuditTrail(IDbContextFactory<PortSafeDb> contexts, AuditLog audit, AuditChains chains)
{
    public const int MaxPageSize = 500;

    /// <summary>The most rows that one export holds.</summary>
    public const int MaxExportRows = 1_000_000;

    private const int RowsAtOnce = 1_000;

    /// <summary>Rows that match, newest first.</summary>
    /// <param name="after">Where to go on; null for the newest.</param>
    /// <param name="take">1 to <see cref="MaxPageSize"/>.</param>
    public async Task<Result<AuditPage>> SearchAsync(AuditFilter filter, AuditPosition? after, int take, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        if (filter.Trimmed.Error is { } error)
            return error;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var matching = await MatchingAsync(db, filter.Trimmed, ct);
        var rows = await After(matching, after)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Node).ThenByDescending(row => row.Sequence)
            .Take(Math.Clamp(take, 1, MaxPageSize) + 1).ToListAsync(ct);
        var shown = rows.Take(take).ToList();
        return new AuditPage(await AuditNames.ResolveAsync(db, shown, ct), rows.Count > shown.Count ? AuditPosition.Of(shown[^1]) : null);
    }

    /// <summary>The nodes that have a chain.</summary>
    public async Task<Result<IReadOnlyList<string>>> NodesAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.AuditHeads.Select(row => row.Node).OrderBy(node => node).ToListAsync(ct);
    }

    /// <summary>Follows every chain from its first row.</summary>
    public async Task<Result<AuditVerification>> VerifyAsync(Actor by, CancellationToken ct) =>
        by.May(Permission.Administer) ? await chains.VerifyAsync([], null, ct) : Authority.Refusal;

    /// <summary>
    /// The rows that match as the lines of a file, in the order of each chain. That somebody takes them away is logged first. Each row
    /// comes with the hash before it, so that it can be verified on its own.
    /// </summary>
    /// <returns>Lines without their ends, or why there are none: a file holds at most <see cref="MaxExportRows"/> rows.</returns>
    public async Task<Result<IAsyncEnumerable<string>>> ExportAsync(AuditFilter filter, AuditFileFormat format, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        var wanted = filter.Trimmed;
        if (wanted.Error is { } error)
            return error;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await (await MatchingAsync(db, wanted, ct)).Take(MaxExportRows + 1).CountAsync(ct) > MaxExportRows)
            return Error.Invalid("export-too-long", $"More than {MaxExportRows:N0} rows match. Choose fewer days.", "from");
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            await audit.AppendAsync(db, by, "audit-log-exported", "audit-log", wanted.Description, ct);
            await transaction.CommitAsync(ct);
        }
        return new Result<IAsyncEnumerable<string>>(LinesAsync(wanted, format, ct), null);
    }

    private async IAsyncEnumerable<string> LinesAsync(AuditFilter filter, AuditFileFormat format, [EnumeratorCancellation] CancellationToken ct)
    {
        if (format == AuditFileFormat.Csv)
            yield return AuditFile.CsvHeader;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var matching = await MatchingAsync(db, filter, ct);
        var (node, sequence) = ("", 0L);
        while (true)
        {
            var rows = await matching
                .Where(row => string.Compare(row.Node, node) > 0 || (row.Node == node && row.Sequence > sequence))
                .OrderBy(row => row.Node).ThenBy(row => row.Sequence)
                .Take(RowsAtOnce)
                .Select(row => new { Row = row, Previous = db.AuditLog.Where(other => other.Node == row.Node && other.Sequence == row.Sequence - 1).Select(other => other.Hash).FirstOrDefault() })
                .ToListAsync(ct);
            var entries = await AuditNames.ResolveAsync(db, [.. rows.Select(item => item.Row)], ct);
            for (var index = 0; index < rows.Count; index++)
                yield return AuditFile.Line(format, entries[index], rows[index].Previous ?? "");
            if (rows.Count < RowsAtOnce)
                yield break;
            (node, sequence) = (rows[^1].Row.Node, rows[^1].Row.Sequence);
        }
    }

    private static async Task<IQueryable<AuditRow>> MatchingAsync(PortSafeDb db, AuditFilter filter, CancellationToken ct)
    {
        var rows = db.AuditLog.AsNoTracking();
        if (filter.Who is { } who)
        {
            var actors = await AuditNames.ActorsCalledAsync(db, who, ct);
            rows = rows.Where(row => actors.Contains(row.By));
        }
        if (filter.Action is { } action)
            rows = rows.Where(row => row.Action == action);
        if (filter.Subject is { } subject)
            rows = rows.Where(row => row.Subject == subject);
        if (filter.Outcome is { } outcome)
            rows = outcome == AuditOutcome.Refused ? rows.Where(row => row.Outcome == outcome) : rows.Where(row => row.Outcome == null || row.Outcome == outcome);
        if (filter.Node is { } node)
            rows = rows.Where(row => row.Node == node);
        if (filter.From is { } from && UkDate.StartOf(from) is var first)
            rows = rows.Where(row => row.At >= first);
        if (filter.To is { } to && UkDate.StartOf(to.AddDays(1)) is var end)
            rows = rows.Where(row => row.At < end);
        return rows;
    }

    private static IQueryable<AuditRow> After(IQueryable<AuditRow> rows, AuditPosition? after)
    {
        if (after is null)
            return rows;
        var (at, node, sequence) = (after.At, after.Node, after.Sequence);
        return rows.Where(row => row.At <= at &&
            (row.At < at || string.Compare(row.Node, node) < 0 || (row.Node == node && row.Sequence < sequence)));
    }
}
