using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Data.Reports;

/// <summary>A month of which a source that should have spoken has not.</summary>
/// <param name="Source">Null where there is no source at all.</param>
public sealed record MissingStatement(Month Month, string? Source);

/// <summary>Exact counts, summed over every source's statement in force. A port and category without an entry had none.</summary>
/// <param name="Missing">Months that are not known, by source. A source is expected to speak of every month from its first on.</param>
/// <param name="Version">The ledger's version that was read.</param>
public sealed record LedgerReading(
    IReadOnlyDictionary<(Month Month, Locode Port, ReportCategory Category), RawCount> Counts,
    IReadOnlyList<MissingStatement> Missing,
    long Version);

/// <summary>The exact report counts. Every read is for JMSC, or for the job that compiles releases, and is written to the audit log.</summary>
public sealed class ReportLedger(IDbContextFactory<PortSafeDb> contexts, AuditLog audit)
{
    /// <param name="asOf">Leaves out what was imported after this instant; null for the present.</param>
    /// <exception cref="InvalidDataException">A stored count is not one that this program knows.</exception>
    /// <param name="port">Reads what is counted of one port alone; null for every port.</param>
    public async Task<Result<LedgerReading>> ReadAsync(
        IReadOnlyList<Month> months, Actor by, CancellationToken ct, DateTimeOffset? asOf = null, Locode? port = null)
    {
        if (!by.May(Permission.ReadRawCounts))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var version = await db.LedgerVersions.Where(row => row.Ledger == LedgerVersionRow.Reports).Select(row => row.Version).FirstOrDefaultAsync(ct);
        var inForce = await InForceAsync(db, months, asOf, ct);
        var counts = await CountsAsync(db, inForce, port, ct);
        var missing = await MissingAsync(db, months, inForce, ct);
        var period = $"{months[0]}..{months[^1]}";
        await (port is { } one
            ? audit.AppendAsync(db, by, "raw-counts-read", $"port:{one}", $"{period}, ledger version {version}", ct)
            : audit.AppendAsync(db, by, "raw-counts-read", $"reports:{period}", $"ledger version {version}", ct));
        await transaction.CommitAsync(ct);
        return new LedgerReading(counts, missing, version);
    }

    /// <summary>The latest statement of each source and month.</summary>
    private static async Task<List<StatementRow>> InForceAsync(PortSafeDb db, IReadOnlyList<Month> months, DateTimeOffset? asOf, CancellationToken ct)
    {
        var asked = months.ToList();
        var statements = await db.Statements.AsNoTracking()
            .Where(row => asked.Contains(row.Month) && (asOf == null || db.Imports.Any(import => import.Id == row.ImportId && import.ImportedAt <= asOf)))
            .ToListAsync(ct);
        return [.. statements.GroupBy(row => (row.Source, row.Month)).Select(group => group.MaxBy(row => row.Revision)!)];
    }

    private static async Task<Dictionary<(Month Month, Locode Port, ReportCategory Category), RawCount>> CountsAsync(
        PortSafeDb db, List<StatementRow> statements, Locode? only, CancellationToken ct)
    {
        var code = only?.ToString();
        var monthOf = statements.ToDictionary(row => row.Id, row => row.Month);
        var ids = statements.ConvertAll(row => row.Id);
        var sums = new Dictionary<(Month Month, Locode Port, ReportCategory Category), RawCount>();
        await foreach (var row in db.ReportCounts.AsNoTracking().Where(row => ids.Contains(row.Statement) && (code == null || row.Port == code)).AsAsyncEnumerable().WithCancellation(ct))
        {
            foreach (var (name, count) in JsonSerializer.Deserialize<Dictionary<string, long>>(row.Counts)!)
            {
                if (!ReportCategory.TryParse(name, null, out var category) || !Locode.TryParse(row.Port, null, out var port) || count < 0)
                    throw new InvalidDataException($"Statement {row.Statement} holds a count of {row.Port} that this program does not know.");
                var key = (monthOf[row.Statement], port, category);
                sums[key] = sums.GetValueOrDefault(key) + new RawCount(count);
            }
        }
        return sums;
    }

    private static async Task<List<MissingStatement>> MissingAsync(
        PortSafeDb db, IReadOnlyList<Month> months, List<StatementRow> inForce, CancellationToken ct)
    {
        var spoken = inForce.Select(row => (row.Source, row.Month)).ToHashSet();
        var pairs = await db.Statements.AsNoTracking().Where(row => row.Revision == 1).Select(row => new { row.Source, row.Month }).ToListAsync(ct);
        var sources = pairs.GroupBy(row => row.Source).Select(group => (Name: group.Key, First: group.Min(row => row.Month))).ToList();
        var missing = new List<MissingStatement>();
        foreach (var month in months)
        {
            var expected = sources.Where(source => source.First <= month).ToList();
            if (expected.Count == 0)
                missing.Add(new MissingStatement(month, null));
            missing.AddRange(expected.Where(source => !spoken.Contains((source.Name, month))).Select(source => new MissingStatement(month, source.Name)));
        }
        return missing;
    }
}
