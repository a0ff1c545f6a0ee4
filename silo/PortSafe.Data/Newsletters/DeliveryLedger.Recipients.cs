using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Subscribers;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Data.Newsletters;

/// <summary>One recipient of an issue, for people to look at.</summary>
/// <param name="Reply">The last thing that was answered; null when nothing was.</param>
/// <param name="At">When the state last changed.</param>
public sealed record RecipientLine(Guid SubscriberId, string Email, string State, int Attempts, string? Reply, DateTimeOffset At);

/// <summary>How far an issue has come.</summary>
/// <param name="PerMinute">How many attempts ended in the last minute.</param>
/// <param name="Left">How long the rest takes at that rate; null while nothing moves or nothing is left.</param>
public sealed record SendProgress(DeliveryCounts Counts, int PerMinute, TimeSpan? Left);

/// <content>Whom an issue is for, and what has become of them.</content>
public sealed partial class DeliveryLedger
{
    /// <summary>The most recipients that one page of them holds.</summary>
    public const int LongestPage = 1000;

    /// <summary>
    /// Fixes the recipients of an issue: everyone who wants its topic now and whom mail reaches. In the caller's transaction, which is
    /// the approval's.
    /// </summary>
    /// <returns>How many there are.</returns>
    public Task<int> FixRecipientsAsync(PortSafeDb db, Guid issue, CancellationToken ct)
    {
        var now = LedgerColumns.Instant(clock.GetUtcNow());
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO deliveries (issue_id, subscriber_id, state, attempts, fence, changed_at)
            SELECT i.id, s.id, {DeliveryState.Pending}, 0, 0, {now}
            FROM issues AS i JOIN subscriber_topics AS t ON t.topic = i.topic JOIN subscribers AS s ON s.id = t.subscriber_id
            WHERE i.id = {issue} AND s.unsubscribed_at IS NULL AND s.undeliverable_at IS NULL
            """,
            ct);
    }

    /// <summary>Takes back what an approval fixed, in the caller's transaction, as long as no copy was ever taken on.</summary>
    /// <exception cref="InvalidOperationException">A copy was taken on: the issue has recipients for good.</exception>
    public static async Task DropRecipientsAsync(PortSafeDb db, Guid issue, CancellationToken ct)
    {
        if (await db.Deliveries.AnyAsync(row => row.IssueId == issue && (row.Fence > 0 || row.State != DeliveryState.Pending), ct))
            throw new InvalidOperationException("Copies of this issue have been taken on, so its recipients stay.");
        await db.Deliveries.Where(row => row.IssueId == issue).ExecuteDeleteAsync(ct);
    }

    /// <summary>
    /// Excludes every copy that has not begun to leave, whoever holds it, in the transaction that stops the issue. Copies that are
    /// leaving end by their own result, or when their leases run out.
    /// </summary>
    /// <returns>How many were excluded.</returns>
    public async Task<int> StopAsync(PortSafeDb db, Guid issue, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await HoldAsync(db, issue, ct);
        await db.Issues.Where(row => row.Id == issue).ExecuteUpdateAsync(set => set.SetProperty(row => row.SettledAt, (DateTimeOffset?)null), ct);
        return await db.Deliveries
            .Where(row => row.IssueId == issue && DeliveryState.Waiting.Contains(row.State))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, DeliveryState.Excluded)
                    .SetProperty(row => row.Fence, row => row.Fence + 1)
                    .SetProperty(row => row.NextAttemptAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(row => row.ChangedAt, now),
                ct);
    }

    /// <summary>
    /// Has uncertain copies sent again because a person decided so, in the caller's transaction, which lets the issue go on: they are
    /// pending, with a day of their own. Their recipients may end up with two copies of the same Message-ID.
    /// </summary>
    /// <param name="subscribers">Whose; null for all that are uncertain.</param>
    /// <returns>How many copies that is.</returns>
    public async Task<int> SendAgainAsync(PortSafeDb db, Guid issue, IReadOnlyCollection<Guid>? subscribers, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await HoldAsync(db, issue, ct);
        return await db.Deliveries
            .Where(row => row.IssueId == issue && row.State == DeliveryState.Uncertain && (subscribers == null || subscribers.Contains(row.SubscriberId)))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, DeliveryState.Pending)
                    .SetProperty(row => row.FirstAttemptAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.ChangedAt, now),
                ct);
    }

    /// <summary>How many recipients are in which state.</summary>
    public async Task<DeliveryCounts> CountAsync(Guid issue, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await CountAsync(db, issue, ct);
    }

    /// <summary>How many would receive an issue of a topic if it were approved now.</summary>
    public async Task<int> CountReceivingAsync(Topic topic, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Receiving(db, topic.Code).CountAsync(ct);
    }

    /// <summary>How far an issue has come, by the ledger alone, so that every node gives the same answer.</summary>
    public async Task<SendProgress> ProgressAsync(Guid issue, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddMinutes(-1);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await CountAsync(db, issue, ct);
        var recent = db.Deliveries.Where(row => row.IssueId == issue && row.FinishedAt != null && row.FinishedAt >= since);
        var ended = await recent.CountAsync(ct);
        var left = counts.Pending + counts.Leased + counts.DataSent;
        if (ended == 0 || left == 0)
            return new SendProgress(counts, ended, null);
        // An issue that was begun less than a minute ago is as fast as it has been since.
        var first = await recent.MinAsync(row => row.FinishedAt, ct);
        var seconds = Math.Max(1, (clock.GetUtcNow() - first!.Value).TotalSeconds);
        return new SendProgress(counts, ended, TimeSpan.FromSeconds(Math.Ceiling(left * seconds / ended)));
    }

    /// <summary>A page of an issue's recipients, in the order of their ids.</summary>
    /// <param name="state">Those in one state alone; null for all.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="limit">1 to <see cref="LongestPage"/>.</param>
    public async Task<IReadOnlyList<RecipientLine>> RecipientsAsync(Guid issue, string? state, Guid? after, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Deliveries.AsNoTracking().Where(row => row.IssueId == issue);
        if (state is not null)
            rows = rows.Where(row => row.State == state);
        if (after is { } last)
            rows = rows.Where(row => row.SubscriberId > last);
        return await rows
            .Join(db.Subscribers, row => row.SubscriberId, person => person.Id, (row, person) => new { Row = row, person.Email })
            .OrderBy(one => one.Row.SubscriberId)
            .Take(Math.Clamp(limit, 1, LongestPage))
            .Select(one => new RecipientLine(one.Row.SubscriberId, one.Email, one.Row.State, one.Row.Attempts, one.Row.Reply, one.Row.ChangedAt))
            .ToListAsync(ct);
    }

    /// <summary>Who is written to about a topic.</summary>
    private static IQueryable<SubscriberRow> Receiving(PortSafeDb db, string topic) => db.Subscribers.AsNoTracking().Where(
        row => row.UnsubscribedAt == null && row.UndeliverableAt == null && db.SubscriberTopics.Any(one => one.SubscriberId == row.Id && one.Topic == topic));

    private static async Task<DeliveryCounts> CountAsync(PortSafeDb db, Guid issue, CancellationToken ct) => DeliveryCounts.Of(await db.Deliveries
        .Where(row => row.IssueId == issue)
        .GroupBy(row => row.State)
        .Select(group => new { State = group.Key, Count = group.Count() })
        .ToDictionaryAsync(item => item.State, item => item.Count, ct));

    /// <summary>Keeps senders from committing anything of the issue until the caller's transaction ends.</summary>
    private Task<int> HoldAsync(PortSafeDb db, Guid issue, CancellationToken ct) => location.IsPostgres
        ? db.Database.ExecuteSqlAsync($"SELECT 1 FROM issues WHERE id = {issue} FOR UPDATE", ct)
        : db.Database.ExecuteSqlAsync($"UPDATE issues SET state = state WHERE id = {issue}", ct);
}
