using Microsoft.EntityFrameworkCore;

namespace PortSafe.Data.Audit;

/// <summary>
/// Verifies the audit log: every row of every chain, one at a time in the order of their sequence, which alone is the order. Times may
/// run backwards, as they do when a clock is put right.
/// </summary>
public sealed class AuditChains(IDbContextFactory<PortSafeDb> contexts)
{
    private const int RowsBetweenReports = 5_000;

    /// <param name="remembered">Heads that were noted down earlier and must still be in their chains.</param>
    /// <param name="progress">Told how many rows were read so far.</param>
    public async Task<AuditVerification> VerifyAsync(IReadOnlyList<ChainHead> remembered, IProgress<long>? progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var nodes = await db.AuditLog.Select(row => row.Node).Distinct().Union(db.AuditHeads.Select(row => row.Node)).ToListAsync(ct);
        var verdicts = new List<ChainVerdict>();
        foreach (var node in nodes.Union(remembered.Select(head => head.Node)).Order(StringComparer.Ordinal))
        {
            var counted = verdicts.Sum(verdict => verdict.Rows);
            verdicts.Add(await VerifyAsync(db, node, [.. remembered.Where(head => head.Node == node)], new Offset(progress, counted), ct));
        }
        return new AuditVerification(verdicts);
    }

    /// <summary>
    /// The head is read before the rows and after them. Rows that others add meanwhile lie between the two; nothing else may lie
    /// outside of them.
    /// </summary>
    private static async Task<ChainVerdict> VerifyAsync(PortSafeDb db, string node, IReadOnlyList<ChainHead> remembered, Offset progress, CancellationToken ct)
    {
        var before = await HeadAsync(db, node, ct);
        var walk = new ChainWalk(node, before is null ? remembered : [.. remembered, before]);
        var rows = db.AuditLog.AsNoTracking().Where(row => row.Node == node).OrderBy(row => row.Sequence);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            walk.Take(row);
            if (walk.Rows % RowsBetweenReports == 0)
                progress.Report(walk.Rows);
        }
        return walk.End(before, await HeadAsync(db, node, ct), remembered);
    }

    private static async Task<ChainHead?> HeadAsync(PortSafeDb db, string node, CancellationToken ct) =>
        await db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(row => row.Node == node, ct) is { } head ? new ChainHead(head.Node, head.Sequence, head.Hash) : null;

    private sealed class Offset(IProgress<long>? progress, long counted)
    {
        public void Report(long rows) => progress?.Report(counted + rows);
    }
}
