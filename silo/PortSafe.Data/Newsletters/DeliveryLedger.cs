using Microsoft.EntityFrameworkCore;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Data.Newsletters;

/// <summary>
/// The send ledger: one row an issue and recipient. Every change names the states that it may be made from and the fence under which
/// it is made, so that any number of senders on any number of nodes can work on one issue.
/// </summary>
public sealed partial class DeliveryLedger(IDbContextFactory<PortSafeDb> contexts, DatabaseLocation location, SendBrake brake, TimeProvider clock)
{
    /// <summary>How long a lease lasts unless it is renewed.</summary>
    public static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);

    /// <summary>A connection on which one sender commits what becomes of its copies.</summary>
    public Task<LedgerSession> OpenAsync(Guid issue, CancellationToken ct) => LedgerSession.OpenAsync(contexts, location, brake, issue, clock, ct);

    /// <summary>
    /// Takes on up to so many copies that are pending or whose time has come again, while the issue is being sent. Those whose
    /// recipients have left meanwhile are excluded on the way, so that fewer may come back even while more remain.
    /// </summary>
    /// <param name="perMinute">How many copies all nodes together may take on in a minute; null for no limit.</param>
    public async Task<LeasedBatch> LeaseAsync(Guid issue, int limit, int? perMinute, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var open = perMinute is { } rate ? await SendAllowance.OpenAsync(db, location.IsPostgres, rate, now, ct) : null;
        var most = open is null ? limit : (int)Math.Min(limit, open.Tokens);
        var taken = most > 0 ? await TakeAsync(db, issue, most, now, ct) : [];
        var leases = await LeasesAsync(db, issue, taken, now, ct);
        if (open is not null && taken.Count > 0)
            await SendAllowance.TakeAsync(db, open, leases.Count, ct);
        var isSending = taken.Count > 0 || await db.Issues.AnyAsync(row => row.Id == issue && row.State == IssueState.Sending, ct);
        await transaction.CommitAsync(ct);
        return most > 0
            ? new LeasedBatch(leases, taken.Count > 0, null, isSending)
            : new LeasedBatch([], isSending, SendAllowance.Wait(open!, perMinute!.Value), isSending);
    }

    /// <summary>As <see cref="LedgerSession.CommitAsync"/>, on a connection of its own.</summary>
    public async Task<IReadOnlySet<Guid>> CommitAsync(
        Guid issue, IReadOnlyCollection<DeliveryResult> results, IReadOnlyCollection<DeliveryLease> leaving, CancellationToken ct)
    {
        await using var session = await OpenAsync(issue, ct);
        return (await session.CommitAsync(results, leaving, ct)).Cleared;
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
            await MoveAsync(Rows(db, issue, ids).Where(row => row.Fence == fence && row.State == DeliveryState.Leased), DeliveryState.Pending, now, ct);
        }
    }

    /// <summary>
    /// Ends leases that have run out. What had not begun to leave is pending again; what had is uncertain, or deferred to now where
    /// the transport can repeat it without making a second copy and the issue has not been stopped.
    /// </summary>
    /// <param name="repeatsSafely">Whether a repeated attempt replaces the first one's copy.</param>
    /// <param name="holdersAreGone">Whether every lease may be ended, because no process that could hold one is alive.</param>
    public async Task ExpireAsync(Guid issue, bool repeatsSafely, bool holdersAreGone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var repeats = repeatsSafely && await db.Issues.AnyAsync(row => row.Id == issue && row.State != IssueState.Stopped, ct);
        var after = repeats ? DeliveryState.Deferred : DeliveryState.Uncertain;
        DateTimeOffset? next = repeats ? now : null;
        var ended = db.Deliveries.Where(row => row.IssueId == issue && (holdersAreGone || row.LeasedUntil < now));
        await ended.Where(row => row.State == DeliveryState.DataSent).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, after)
                .SetProperty(row => row.NextAttemptAt, next)
                .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.ChangedAt, now),
            ct);
        await MoveAsync(ended.Where(row => row.State == DeliveryState.Leased), DeliveryState.Pending, now, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Whether a sender would find something to do: a copy that is pending, due again, or left behind by a sender that died; or
    /// nothing left at all, so that the issue can be settled.
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

    /// <summary>
    /// Binds an issue to the transport that it is begun with. One that was begun with another is paused instead, and says why; once
    /// none of its copies is on its way any more it is bound to this one, so that it goes on when a person lets it.
    /// </summary>
    /// <returns>Whether the issue may be sent by this transport.</returns>
    public async Task<bool> BindAsync(Guid issue, MailRoute route, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await HoldAsync(db, issue, ct);
        var begun = await db.Issues.Where(row => row.Id == issue).Select(row => row.Transport).SingleAsync(ct);
        var isSame = begun is null || begun == route.Name;
        if (!isSame)
        {
            var reason = $"Copies of this issue have left {MailRoute.Named(begun!).Words} so far, and this server is set to send them {route.Words}. None has left since. To go on {route.Words}, let the issue go on.";
            await brake.PauseAsync(db, issue, reason, SendBrake.Self, ct);
        }
        if (begun is null || (!isSame && !await db.Deliveries.AnyAsync(row => row.IssueId == issue && row.State == DeliveryState.DataSent, ct)))
            await db.Issues.Where(row => row.Id == issue).ExecuteUpdateAsync(set => set.SetProperty(row => row.Transport, route.Name), ct);
        await transaction.CommitAsync(ct);
        return isSame;
    }

    private async Task<List<TakenRow>> TakeAsync(PortSafeDb db, Guid issue, int limit, DateTimeOffset now, CancellationToken ct)
    {
        var taken = await TakeAsync(db, issue, limit, "state = 'pending'", now, ct);
        return taken.Count > 0 ? taken : await TakeAsync(db, issue, limit, "state = 'deferred' AND next_attempt_at <= {1}", now, ct);
    }

    private async Task<List<TakenRow>> TakeAsync(PortSafeDb db, Guid issue, int limit, string which, DateTimeOffset now, CancellationToken ct)
    {
        // A row that another node is about to take is passed over instead of waited for; SQLite has one writer at a time.
        var passOver = location.IsPostgres ? "FOR UPDATE SKIP LOCKED" : "";
        var sql = $$"""
            UPDATE deliveries SET state = 'leased', fence = fence + 1, leased_until = {2}, next_attempt_at = NULL, changed_at = {1}
            WHERE issue_id = {0} AND EXISTS (SELECT 1 FROM issues WHERE id = {0} AND state = 'sending') AND subscriber_id IN (
              SELECT subscriber_id FROM deliveries WHERE issue_id = {0} AND {{which}} LIMIT {3} {{passOver}})
            RETURNING subscriber_id AS "SubscriberId", fence AS "Fence", attempts AS "Attempts", first_attempt_at AS "FirstAttemptAt"
            """;
        return await db.Database.SqlQueryRaw<TakenRow>(sql, issue, LedgerColumns.Instant(now), LedgerColumns.Instant(now + LeaseLength), limit).ToListAsync(ct);
    }

    /// <summary>The leases of rows just taken, but for those whose recipients have left, which are excluded.</summary>
    private static async Task<List<DeliveryLease>> LeasesAsync(PortSafeDb db, Guid issue, List<TakenRow> taken, DateTimeOffset now, CancellationToken ct)
    {
        if (taken.Count == 0)
            return [];
        var ids = taken.ConvertAll(row => row.SubscriberId);
        var topic = await db.Issues.Where(row => row.Id == issue).Select(row => row.Topic).SingleAsync(ct);
        var people = await Receiving(db, topic)
            .Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Email, row.Token })
            .ToDictionaryAsync(row => row.Id, ct);
        if (people.Count < ids.Count)
            await MoveAsync(Rows(db, issue, ids.FindAll(id => !people.ContainsKey(id))).Where(row => row.State == DeliveryState.Leased), DeliveryState.Excluded, now, ct);
        return [.. taken.Where(row => people.ContainsKey(row.SubscriberId)).Select(row => new DeliveryLease(
            row.SubscriberId, people[row.SubscriberId].Email, people[row.SubscriberId].Token, row.Fence, row.Attempts, row.First))];
    }

    private static Task<int> MoveAsync(IQueryable<DeliveryRow> rows, string to, DateTimeOffset now, CancellationToken ct) => rows.ExecuteUpdateAsync(
        set => set
            .SetProperty(row => row.State, to)
            .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
            .SetProperty(row => row.ChangedAt, now),
        ct);

    private static IQueryable<DeliveryRow> Rows(PortSafeDb db, Guid issue, List<Guid> ids) =>
        db.Deliveries.Where(row => row.IssueId == issue && ids.Contains(row.SubscriberId));

    private sealed record TakenRow(Guid SubscriberId, int Fence, int Attempts, DateTime? FirstAttemptAt)
    {
        public DateTimeOffset? First => FirstAttemptAt is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;
    }
}
