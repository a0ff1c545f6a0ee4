using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Data.Newsletters;

/// <summary>Ends a send: once no copy is open any more, the issue is marked and its certificate is written, in one transaction.</summary>
public sealed class SendSettlement(IDbContextFactory<PortSafeDb> contexts, DatabaseLocation location, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Settles an issue that is being sent or was stopped. Of a stopped issue, what came back as put off is excluded first: nothing of
    /// it is tried again.
    /// </summary>
    /// <returns>The certificate; null when copies are still open, or when the issue is settled or in another state.</returns>
    public async Task<SendCertificateRow?> SettleAsync(Guid issue, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (location.IsPostgres)
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM issues WHERE id = {issue} FOR UPDATE", ct);
        var row = await db.Issues.AsNoTracking().SingleAsync(one => one.Id == issue, ct);
        if (row.State != IssueState.Sending && !(row.State == IssueState.Stopped && row.SettledAt is null))
            return null;
        var now = clock.GetUtcNow();
        if (row.State == IssueState.Stopped)
            await ExcludeWaitingAsync(db, issue, now, ct);
        var certificate = await CertifyAsync(db, row, now, ct);
        if (certificate is null)
            return null;
        await db.Issues.Where(one => one.Id == issue).ExecuteUpdateAsync(
            set => set
                .SetProperty(one => one.State, one => one.State == IssueState.Sending ? IssueState.Sent : one.State)
                .SetProperty(one => one.SentAt, one => one.State == IssueState.Sending ? now : one.SentAt)
                .SetProperty(one => one.SettledAt, now)
                .SetProperty(one => one.Version, one => one.Version + 1),
            ct);
        db.SendCertificates.Add(certificate);
        await db.SaveChangesAsync(ct);
        await audit.AppendAsync(db, SendBrake.Self, "issue-certified", $"issue:{row.Key}", $"certificate {certificate.Number}, {certificate.Hash}", ct);
        await transaction.CommitAsync(ct);
        return certificate;
    }

    /// <summary>An issue's certificates, the first one first.</summary>
    public async Task<IReadOnlyList<SendCertificateRow>> CertificatesAsync(Guid issue, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SendCertificates.AsNoTracking().Where(row => row.IssueId == issue).OrderBy(row => row.Number).ToListAsync(ct);
    }

    private static Task<int> ExcludeWaitingAsync(PortSafeDb db, Guid issue, DateTimeOffset now, CancellationToken ct) => db.Deliveries
        .Where(row => row.IssueId == issue && DeliveryState.Waiting.Contains(row.State))
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, DeliveryState.Excluded)
                .SetProperty(row => row.Fence, row => row.Fence + 1)
                .SetProperty(row => row.NextAttemptAt, (DateTimeOffset?)null)
                .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.ChangedAt, now),
            ct);

    /// <summary>The certificate of the rows as they are; null while one is open.</summary>
    private static async Task<SendCertificateRow?> CertifyAsync(PortSafeDb db, IssueRow issue, DateTimeOffset now, CancellationToken ct)
    {
        var rows = db.Deliveries.Where(row => row.IssueId == issue.Id);
        var counts = DeliveryCounts.Of(await rows.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(item => item.Key, item => item.Count, ct));
        if (!counts.IsSettled)
            return null;
        var certificate = new SendCertificateRow
        {
            IssueId = issue.Id,
            Number = 1 + await db.SendCertificates.CountAsync(row => row.IssueId == issue.Id, ct),
            At = new DateTimeOffset(LedgerColumns.Instant(now)),
            Revision = issue.ApprovedRevision ?? throw new InvalidOperationException("An issue that was never approved cannot have been sent."),
            Eligible = counts.Recipients,
            Excluded = counts.Excluded,
            Accepted = counts.Accepted,
            Failed = counts.Failed,
            Uncertain = counts.Uncertain,
            RowsHash = await SendCertificateRow.HashOfRowsAsync(LinesAsync(rows, ct), ct),
            Hash = "",
        };
        return certificate with { Hash = SendCertificateRow.HashOf(certificate) };
    }

    private static async IAsyncEnumerable<(Guid Subscriber, string State)> LinesAsync(IQueryable<DeliveryRow> rows, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in rows.OrderBy(row => row.SubscriberId).Select(row => new { row.SubscriberId, row.State }).AsAsyncEnumerable().WithCancellation(ct))
            yield return (row.SubscriberId, row.State);
    }
}
