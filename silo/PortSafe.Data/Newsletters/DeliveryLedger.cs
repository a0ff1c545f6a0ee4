using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Subscribers;

namespace PortSafe.Data.Newsletters;

/// <summary>
/// The send ledger: one row an issue and recipient. Every change names the states that it may be made from and the fence under which
/// it is made, so that any number of senders on any number of nodes can work on one issue.
/// </summary>
public sealed class DeliveryLedger(IDbContextFactory<PortSafeDb> contexts, DatabaseLocation location, TimeProvider clock)
{
    /// <summary>How long a lease lasts unless it is renewed.</summary>
    public static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);

    private const int LongestReply = 200;

    /// <summary>
    /// Fixes the recipients of an issue: everyone who is subscribed now. In the caller's transaction, which is the approval's.
    /// </summary>
    /// <returns>How many there are.</returns>
    public async Task<int> FixRecipientsAsync(PortSafeDb db, Guid issue, CancellationToken ct)
    {
        var now = Column(clock.GetUtcNow());
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO deliveries (issue_id, subscriber_id, state, attempts, fence, changed_at)
            SELECT {issue}, id, {DeliveryState.Pending}, 0, 0, {now} FROM subscribers WHERE unsubscribed_at IS NULL
            """,
            ct);
    }

    /// <summary>Forgets the recipients of an issue of which nothing has left. In the caller's transaction.</summary>
    public static Task DropRecipientsAsync(PortSafeDb db, Guid issue, CancellationToken ct) =>
        db.Deliveries.Where(row => row.IssueId == issue).ExecuteDeleteAsync(ct);

    /// <summary>Excludes whoever's copy has not begun to leave, whoever holds it. In the caller's transaction.</summary>
    public async Task StopAsync(PortSafeDb db, Guid issue, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        string[] open = [DeliveryState.Pending, DeliveryState.Deferred, DeliveryState.Leased];
        await db.Deliveries.Where(row => row.IssueId == issue && open.Contains(row.State)).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, DeliveryState.Excluded)
                .SetProperty(row => row.Fence, row => row.Fence + 1)
                .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.NextAttemptAt, (DateTimeOffset?)null)
                .SetProperty(row => row.ChangedAt, now),
            ct);
    }

    /// <summary>Makes uncertain copies pending again, because a person has said so. In the caller's transaction.</summary>
    /// <param name="recipients">Which; null for all of the issue.</param>
    /// <returns>How many.</returns>
    public async Task<int> SendAgainAsync(PortSafeDb db, Guid issue, IReadOnlyList<Guid>? recipients, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Deliveries
            .Where(row => row.IssueId == issue && row.State == DeliveryState.Uncertain && (recipients == null || recipients.Contains(row.SubscriberId)))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Pending).SetProperty(row => row.ChangedAt, now), ct);
    }

    /// <summary>
    /// Takes on up to so many copies that are pending or whose time has come again. Those who unsubscribed meanwhile are excluded on
    /// the way, so that fewer may come back even while more remain.
    /// </summary>
    /// <returns>The leases, and whether there may be more to take.</returns>
    public async Task<(IReadOnlyList<DeliveryLease> Leases, bool MayBeMore)> LeaseAsync(Guid issue, int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var taken = await TakeAsync(db, issue, limit, "state = 'pending'", now, ct);
        if (taken.Count == 0)
            taken = await TakeAsync(db, issue, limit, "state = 'deferred' AND next_attempt_at <= {1}", now, ct);
        var ids = taken.ConvertAll(row => row.SubscriberId);
        var people = await db.Subscribers.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var gone = people.Values.Where(person => person.UnsubscribedAt is not null).Select(person => person.Id).ToHashSet();
        await MoveAsync(db, issue, [.. gone], DeliveryState.Leased, DeliveryState.Excluded, now, ct);
        await transaction.CommitAsync(ct);
        var leases = taken
            .Where(row => !gone.Contains(row.SubscriberId))
            .Select(row => new DeliveryLease(row.SubscriberId, people[row.SubscriberId].Email, people[row.SubscriberId].Token, row.Fence, row.Attempts))
            .ToList();
        return (leases, taken.Count > 0);
    }

    /// <summary>Commits, in one transaction, first the results of attempts and then that further copies are about to leave.</summary>
    /// <param name="leaving">Leased copies whose bodies leave once this has returned.</param>
    /// <returns>The copies that may leave. One that is missing lost its lease, or its recipient has unsubscribed and is excluded now.</returns>
    public async Task<IReadOnlySet<Guid>> CommitAsync(
        Guid issue, IReadOnlyCollection<DeliveryResult> results, IReadOnlyCollection<DeliveryLease> leaving, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var group in results.GroupBy(result => (result.State, result.Reply, result.NextAttemptAt, result.Lease.Fence)))
            await RecordAsync(db, issue, [.. group], now, ct);
        var cleared = new HashSet<Guid>();
        foreach (var group in leaving.GroupBy(lease => lease.Fence))
            cleared.UnionWith(await ClearAsync(db, issue, [.. group.Select(lease => lease.SubscriberId)], group.Key, now, ct));
        await transaction.CommitAsync(ct);
        return cleared;
    }

    /// <summary>Lets leases last <see cref="LeaseLength"/> from now, where they are still held.</summary>
    public async Task RenewAsync(Guid issue, IReadOnlyCollection<DeliveryLease> leases, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + LeaseLength;
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var group in leases.GroupBy(lease => lease.Fence))
        {
            var (fence, ids) = (group.Key, group.Select(lease => lease.SubscriberId).ToList());
            await Rows(db, issue, ids)
                .Where(row => row.Fence == fence && DeliveryState.InHand.Contains(row.State))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, until), ct);
        }
    }

    /// <summary>Gives back leases whose copies have not begun to leave.</summary>
    public async Task ReleaseAsync(Guid issue, IReadOnlyCollection<DeliveryLease> leases, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var group in leases.GroupBy(lease => lease.Fence))
        {
            var (fence, ids) = (group.Key, group.Select(lease => lease.SubscriberId).ToList());
            await Rows(db, issue, ids)
                .Where(row => row.Fence == fence && row.State == DeliveryState.Leased)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.State, DeliveryState.Pending)
                        .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                        .SetProperty(row => row.ChangedAt, now),
                    ct);
        }
    }

    /// <summary>
    /// Ends leases that have run out. What had not begun to leave is pending again; what had is uncertain, or deferred to now where
    /// the transport can repeat it without making a second copy.
    /// </summary>
    /// <param name="repeatsSafely">Whether a repeated attempt replaces the first one's copy.</param>
    /// <param name="holdersAreGone">Whether every lease may be ended, because no process that could hold one is alive.</param>
    public async Task ExpireAsync(Guid issue, bool repeatsSafely, bool holdersAreGone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var after = repeatsSafely ? DeliveryState.Deferred : DeliveryState.Uncertain;
        DateTimeOffset? next = repeatsSafely ? now : null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ended = db.Deliveries.Where(row => row.IssueId == issue && (holdersAreGone || row.LeasedUntil < now));
        await ended.Where(row => row.State == DeliveryState.DataSent).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, after)
                .SetProperty(row => row.NextAttemptAt, next)
                .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.ChangedAt, now),
            ct);
        await ended.Where(row => row.State == DeliveryState.Leased).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, DeliveryState.Pending)
                .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.ChangedAt, now),
            ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Whether a sender would find something to do: a copy that is pending, due again, or left behind by a sender that died; or
    /// nothing left at all, so that the issue can be marked as sent.
    /// </summary>
    public async Task<bool> HasWorkAsync(Guid issue, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.Deliveries.Where(row => row.IssueId == issue &&
            (row.State == DeliveryState.Pending || row.State == DeliveryState.Deferred || DeliveryState.InHand.Contains(row.State)));
        return !await open.AnyAsync(ct) || await open.AnyAsync(
            row => row.State == DeliveryState.Pending || (row.State == DeliveryState.Deferred && row.NextAttemptAt <= now) ||
                (DeliveryState.InHand.Contains(row.State) && row.LeasedUntil < now),
            ct);
    }

    public async Task<DeliveryCounts> CountAsync(Guid issue, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await db.Deliveries
            .Where(row => row.IssueId == issue)
            .GroupBy(row => row.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(item => item.State, item => item.Count, ct);
        return new DeliveryCounts(
            Of(DeliveryState.Pending), Of(DeliveryState.Leased), Of(DeliveryState.DataSent), Of(DeliveryState.Accepted),
            Of(DeliveryState.Deferred), Of(DeliveryState.Failed), Of(DeliveryState.Uncertain), Of(DeliveryState.Excluded));

        int Of(string state) => counts.GetValueOrDefault(state);
    }

    private async Task<List<TakenRow>> TakeAsync(PortSafeDb db, Guid issue, int limit, string which, DateTimeOffset now, CancellationToken ct)
    {
        // A row that another node is about to take is passed over instead of waited for; SQLite has one writer at a time.
        var passOver = location.IsPostgres ? "FOR UPDATE SKIP LOCKED" : "";
        var sql = $$"""
            UPDATE deliveries SET state = 'leased', fence = fence + 1, leased_until = {2}, next_attempt_at = NULL, changed_at = {1}
            WHERE issue_id = {0} AND subscriber_id IN (
              SELECT subscriber_id FROM deliveries WHERE issue_id = {0} AND {{which}} LIMIT {3} {{passOver}})
            RETURNING subscriber_id AS "SubscriberId", fence AS "Fence", attempts AS "Attempts"
            """;
        return await db.Database.SqlQueryRaw<TakenRow>(sql, issue, Column(now), Column(now + LeaseLength), limit).ToListAsync(ct);
    }

    private static async Task RecordAsync(PortSafeDb db, Guid issue, IReadOnlyList<DeliveryResult> alike, DateTimeOffset now, CancellationToken ct)
    {
        var (state, fence, next) = (alike[0].State, alike[0].Lease.Fence, alike[0].NextAttemptAt);
        var reply = alike[0].Reply is { Length: > LongestReply } longer ? longer[..LongestReply] : alike[0].Reply;
        var ids = alike.Select(result => result.Lease.SubscriberId).ToList();
        string[] from = state is DeliveryState.Accepted or DeliveryState.Uncertain ? [DeliveryState.DataSent] : [DeliveryState.Leased, DeliveryState.DataSent];
        await Rows(db, issue, ids)
            .Where(row => row.Fence == fence && from.Contains(row.State))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, state)
                    .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                    .SetProperty(row => row.Reply, reply)
                    .SetProperty(row => row.NextAttemptAt, next)
                    .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(row => row.ChangedAt, now),
                ct);
    }

    /// <summary>Marks copies as about to leave, except those whose recipients have unsubscribed, who are excluded.</summary>
    private static async Task<IReadOnlyCollection<Guid>> ClearAsync(PortSafeDb db, Guid issue, List<Guid> ids, int fence, DateTimeOffset now, CancellationToken ct)
    {
        var held = Rows(db, issue, ids).Where(row => row.Fence == fence && row.State == DeliveryState.Leased);
        var left = await held
            .Where(row => db.Subscribers.Any(person => person.Id == row.SubscriberId && person.UnsubscribedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.DataSent).SetProperty(row => row.ChangedAt, now), ct);
        if (left == ids.Count)
            return ids;
        var gone = await held.Select(row => row.SubscriberId).ToListAsync(ct);
        await MoveAsync(db, issue, gone, DeliveryState.Leased, DeliveryState.Excluded, now, ct);
        return await Rows(db, issue, ids).Where(row => row.Fence == fence && row.State == DeliveryState.DataSent).Select(row => row.SubscriberId).ToListAsync(ct);
    }

    private static async Task MoveAsync(PortSafeDb db, Guid issue, List<Guid> ids, string from, string to, DateTimeOffset now, CancellationToken ct)
    {
        if (ids.Count == 0)
            return;
        await Rows(db, issue, ids).Where(row => row.State == from).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, to)
                .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.ChangedAt, now),
            ct);
    }

    private static IQueryable<DeliveryRow> Rows(PortSafeDb db, Guid issue, List<Guid> ids) =>
        db.Deliveries.Where(row => row.IssueId == issue && ids.Contains(row.SubscriberId));

    /// <summary>An instant as the model's own converter writes it, for statements that the model does not make.</summary>
    private static DateTime Column(DateTimeOffset instant) => (DateTime)new UtcConverter().ConvertToProvider(instant)!;

    private sealed record TakenRow(Guid SubscriberId, int Fence, int Attempts);
}
