using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Mail;

namespace PortSafe.Grains.Subscribers;

/// <summary>On what ground someone is written to.</summary>
public enum SubscriptionBasis
{
    /// <summary>They accepted an invitation to PortSafe.</summary>
    Membership,

    /// <summary>They asked for the newsletter themselves.</summary>
    Consent,
}

/// <summary>Who receives the newsletter.</summary>
public sealed class SubscriberList(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    private const int LongestSource = 100;

    /// <summary>
    /// Adds an address whose owner has proved it. One that is subscribed stays as it is. One that has unsubscribed comes back by
    /// consent alone: joining a scheme does not undo it.
    /// </summary>
    /// <param name="email">Kept in lower case.</param>
    /// <param name="source">How the address came here, such as <c>invitation</c>; 1 to 100 characters.</param>
    /// <returns>The subscriber's id, or <c>email-invalid</c> or <c>source-invalid</c>.</returns>
    public async Task<Result<Guid>> AddAsync(string email, SubscriptionBasis basis, string source, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email.Trim(), null, out var address))
            return Error.Invalid("email-invalid", "Enter an email address in the correct format, like name@example.com.", "email");
        if (source.Length is 0 or > LongestSource)
            return Error.Invalid("source-invalid", $"Say in 1 to {LongestSource} characters how the address came here.", "source");
        var normal = address.ToString().ToLowerInvariant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Subscribers.AsNoTracking().FirstOrDefaultAsync(row => row.Email == normal, ct) is { } known)
            return await WelcomeBackAsync(db, known, basis, source, ct);
        var row = NewRow(normal, basis, source);
        db.Subscribers.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
            return row.Id;
        }
        catch (DbUpdateException exception) when (DatabaseErrors.IsDuplicateKey(exception))
        {
            // Someone added the same address at the same moment.
            return await db.Subscribers.Where(other => other.Email == normal).Select(other => other.Id).SingleAsync(ct);
        }
    }

    /// <summary>
    /// Adds the address of somebody who has just proved it by accepting an invitation, in the caller's transaction. One that is known
    /// stays as it is, unsubscribed too.
    /// </summary>
    /// <param name="email">An address that mail can be sent to; another is left out.</param>
    public async Task JoinAsync(PortSafeDb db, string email, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email.Trim(), null, out var address))
            return;
        var row = NewRow(address.ToString().ToLowerInvariant(), SubscriptionBasis.Membership, "invitation");
        var since = (DateTime)new UtcConverter().ConvertToProvider(row.SubscribedAt)!;
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO subscribers (id, email, basis, source, token, subscribed_at)
            VALUES ({row.Id}, {row.Email}, {row.Basis}, {row.Source}, {row.Token}, {since})
            ON CONFLICT (email) DO NOTHING
            """,
            ct);
    }

    /// <summary>
    /// Unsubscribes the holder of a token, for good and at once, an issue that is being sent included. To be called for a POST alone,
    /// since mail scanners follow links. It ends in the same way for a token that nobody holds, or that was used before.
    /// </summary>
    public async Task UnsubscribeAsync(string token, CancellationToken ct)
    {
        if (token.Length != SecretToken.Length)
            return;
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Subscribers
            .Where(row => row.Token == token && row.UnsubscribedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UnsubscribedAt, now), ct);
    }

    /// <summary>
    /// Wipes whoever has this address, in the caller's transaction: unsubscribed, under an address and a token that are nobody's. The
    /// row stays, so that the sums of every issue that was sent to it still hold.
    /// </summary>
    public async Task WipeAsync(PortSafeDb db, string email, CancellationToken ct)
    {
        var (normal, now) = (email.Trim().ToLowerInvariant(), clock.GetUtcNow());
        foreach (var id in await db.Subscribers.Where(row => row.Email == normal).Select(row => row.Id).ToListAsync(ct))
        {
            var (address, token) = ($"{id:N}@wiped.invalid", SecretToken.New());
            await db.Subscribers.Where(row => row.Id == id).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Email, address)
                    .SetProperty(row => row.Token, token)
                    .SetProperty(row => row.UnsubscribedAt, row => row.UnsubscribedAt ?? now),
                ct);
        }
    }

    /// <summary>How many are subscribed now.</summary>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Subscribers.CountAsync(row => row.UnsubscribedAt == null, ct);
    }

    private async Task<Guid> WelcomeBackAsync(PortSafeDb db, SubscriberRow known, SubscriptionBasis basis, string source, CancellationToken ct)
    {
        if (known.UnsubscribedAt is null || basis != SubscriptionBasis.Consent)
            return known.Id;
        var (now, ground) = (clock.GetUtcNow(), Code(basis));
        await db.Subscribers
            .Where(row => row.Id == known.Id)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.UnsubscribedAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.Basis, ground)
                    .SetProperty(row => row.Source, source)
                    .SetProperty(row => row.SubscribedAt, now),
                ct);
        return known.Id;
    }

    private SubscriberRow NewRow(string email, SubscriptionBasis basis, string source) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Email = email,
        Basis = Code(basis),
        Source = source,
        Token = SecretToken.New(),
        SubscribedAt = clock.GetUtcNow(),
    };

    private static string Code(SubscriptionBasis basis) => basis == SubscriptionBasis.Membership ? "membership" : "consent";
}
