using Microsoft.EntityFrameworkCore;

namespace PortSafe.Data.Mail;

/// <summary>
/// Where a transactional message stands: <c>pending → data-sent → sent | failed | uncertain</c>, and from pending or data-sent back
/// to pending for a later attempt.
/// </summary>
public static class OutboxState
{
    public const string Pending = "pending";

    /// <summary>The message may have begun to leave. Committed before it does.</summary>
    public const string DataSent = "data-sent";

    public const string Sent = "sent";

    public const string Failed = "failed";

    /// <summary>It began to leave and no answer came; it is not sent again by itself.</summary>
    public const string Uncertain = "uncertain";
}

/// <summary>A message that one sender has claimed for a while.</summary>
/// <param name="Attempt">1 for the first. A claim under an older number changes nothing.</param>
public sealed record OutboxClaim(Guid Id, string Recipient, string Subject, string Body, DateTimeOffset CreatedAt, int Attempt)
{
    /// <summary>The id alone, so that a claim in a log names nobody.</summary>
    public override string ToString() => Id.ToString();
}

/// <summary>The transactional messages on their way, for any number of writers and senders.</summary>
public sealed class OutboxQueue(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    /// <summary>How long a claim lasts: longer than any one attempt can take.</summary>
    public static readonly TimeSpan ClaimLength = TimeSpan.FromMinutes(20);

    private const int LongestReply = 200;

    /// <summary>Adds a message in the caller's transaction, unless there is one with that key already.</summary>
    /// <returns>Whether it was added.</returns>
    public async Task<bool> AddAsync(PortSafeDb db, string key, string recipient, string subject, string body, CancellationToken ct)
    {
        var now = (DateTime)new UtcConverter().ConvertToProvider(clock.GetUtcNow())!;
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO outbox (id, key, recipient, subject, body, state, attempts, created_at, next_attempt_at)
            VALUES ({Guid.CreateVersion7(clock.GetUtcNow())}, {key}, {recipient}, {subject}, {body}, {OutboxState.Pending}, 0, {now}, {now})
            ON CONFLICT (key) DO NOTHING
            """,
            ct) == 1;
    }

    /// <summary>Claims up to so many messages that are due, those that wait longest first.</summary>
    public async Task<IReadOnlyList<OutboxClaim>> ClaimAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.Outbox.AsNoTracking()
            .Where(row => row.State == OutboxState.Pending && row.NextAttemptAt <= now)
            .OrderBy(row => row.NextAttemptAt)
            .Take(limit)
            .ToListAsync(ct);
        var claims = new List<OutboxClaim>(due.Count);
        foreach (var row in due)
        {
            var until = now + ClaimLength;
            var claimed = await db.Outbox
                .Where(other => other.Id == row.Id && other.State == OutboxState.Pending && other.Attempts == row.Attempts)
                .ExecuteUpdateAsync(set => set.SetProperty(other => other.Attempts, row.Attempts + 1).SetProperty(other => other.NextAttemptAt, until), ct);
            if (claimed == 1)
                claims.Add(new OutboxClaim(row.Id, row.Recipient, row.Subject, row.Body, row.CreatedAt, row.Attempts + 1));
        }
        return claims;
    }

    /// <summary>Commits that a message is about to leave.</summary>
    /// <returns>False when the claim has been lost: then it must not leave.</returns>
    public async Task<bool> MarkDataSentAsync(OutboxClaim claim, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Held(db, claim)
            .Where(row => row.State == OutboxState.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OutboxState.DataSent), ct) == 1;
    }

    /// <summary>Records how an attempt ended, if the claim still holds.</summary>
    /// <param name="state">Sent, failed or uncertain; or pending, for another attempt.</param>
    /// <param name="reply">Short and without an address; null when there is nothing to say.</param>
    /// <param name="nextAttemptAt">For pending: when to try again.</param>
    public async Task FinishAsync(OutboxClaim claim, string state, string? reply, DateTimeOffset? nextAttemptAt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (shortened, next) = (reply is { Length: > LongestReply } ? reply[..LongestReply] : reply, nextAttemptAt ?? now);
        DateTimeOffset? sentAt = state == OutboxState.Sent ? now : null;
        string[] open = [OutboxState.Pending, OutboxState.DataSent];
        await using var db = await contexts.CreateDbContextAsync(ct);
        await Held(db, claim)
            .Where(row => open.Contains(row.State))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, state)
                    .SetProperty(row => row.Reply, shortened)
                    .SetProperty(row => row.NextAttemptAt, next)
                    .SetProperty(row => row.SentAt, sentAt)
                    .SetProperty(row => row.Body, row => state == OutboxState.Pending ? row.Body : ""),
                ct);
    }

    /// <summary>Gives back claims whose messages have not begun to leave.</summary>
    public async Task ReleaseAsync(OutboxClaim claim, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await Held(db, claim)
            .Where(row => row.State == OutboxState.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, now), ct);
    }

    /// <summary>
    /// Ends claims that ran out after the message may have begun to leave: it is uncertain then, or due again where the transport can
    /// repeat it without making a second copy. One that ran out before that is due again by itself.
    /// </summary>
    public async Task ExpireAsync(bool repeatsSafely, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var after = repeatsSafely ? OutboxState.Pending : OutboxState.Uncertain;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Outbox
            .Where(row => row.State == OutboxState.DataSent && row.NextAttemptAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, after), ct);
    }

    private static IQueryable<OutboxRow> Held(PortSafeDb db, OutboxClaim claim) =>
        db.Outbox.Where(row => row.Id == claim.Id && row.Attempts == claim.Attempt);
}
