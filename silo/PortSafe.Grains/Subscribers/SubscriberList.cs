using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Mail;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Subscribers;

/// <summary>On what ground someone is written to.</summary>
public enum SubscriptionBasis
{
    /// <summary>They accepted an invitation to PortSafe.</summary>
    Membership,

    /// <summary>They asked for the newsletter themselves.</summary>
    Consent,
}

/// <summary>By whose act a subscription ended.</summary>
public static class UnsubscribedHow
{
    /// <summary>Their own.</summary>
    public const string Holder = "holder";

    public const string Administrator = "administrator";

    /// <summary>They marked a newsletter as unwanted.</summary>
    public const string Complaint = "complaint";

    public const string Wiped = "wiped";
}

/// <summary>Who receives the newsletter.</summary>
public sealed class SubscriberList(IDbContextFactory<PortSafeDb> contexts, Suppressions suppressions, TimeProvider clock)
{
    /// <summary>The longest text that says how an address came here.</summary>
    public const int LongestSource = 100;

    /// <summary>The source of those who joined a scheme.</summary>
    public const string Invitation = "invitation";

    public static Error Suppressed { get; } = Error.Conflict("address-suppressed", SuppressedText, "email");

    private const string SuppressedText = "This address was wiped, or its owner complained. Only its owner can subscribe it again, by the form on this site.";

    /// <summary>Adds an address for every topic: see the other one.</summary>
    public Task<Result<Guid>> AddAsync(string email, SubscriptionBasis basis, string source, CancellationToken ct) => AddAsync(email, basis, source, Topic.All, ct);

    /// <summary>
    /// Adds an address whose owner has proved it. One that is subscribed stays as it is. One that has unsubscribed comes back by
    /// consent alone: joining a scheme does not undo it.
    /// </summary>
    /// <param name="email">Kept in lower case.</param>
    /// <param name="source">How the address came here, such as <c>invitation</c>; 1 to 100 characters.</param>
    /// <param name="topics">One or more.</param>
    /// <returns>The subscriber's id; or <c>email-invalid</c>, <c>source-invalid</c> or <c>address-suppressed</c>.</returns>
    public async Task<Result<Guid>> AddAsync(string email, SubscriptionBasis basis, string source, IReadOnlyCollection<Topic> topics, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email.Trim(), null, out var address))
            return Error.Invalid("email-invalid", "Enter an email address in the correct format, like name@example.com.", "email");
        if (source.Length is 0 or > LongestSource)
            return Error.Invalid("source-invalid", $"Say in 1 to {LongestSource} characters how the address came here.", "source");
        await PrepareAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var added = await AddAsync(db, NewRow(address.ToString().ToLowerInvariant(), basis, source, basis == SubscriptionBasis.Consent ? clock.GetUtcNow() : null), topics, ct);
        if (added.Error is null)
            await transaction.CommitAsync(ct);
        return added;
    }

    /// <summary>To be called before a transaction in which somebody is added or wiped.</summary>
    public Task PrepareAsync(CancellationToken ct) => suppressions.PrepareAsync(ct);

    /// <summary>
    /// Adds the address of somebody who has just proved it by accepting an invitation, in the caller's transaction, for every topic.
    /// One that is known stays as it is, unsubscribed too, and one that is suppressed stays away.
    /// </summary>
    /// <param name="email">An address that mail can be sent to; another is left out.</param>
    public async Task JoinAsync(PortSafeDb db, string email, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email.Trim(), null, out var address) || await suppressions.FindAsync(db, address.ToString(), ct) is not null)
            return;
        await InsertAsync(db, NewRow(address.ToString().ToLowerInvariant(), SubscriptionBasis.Membership, Invitation, null), Topic.All, ct);
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
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UnsubscribedAt, now).SetProperty(row => row.UnsubscribedHow, UnsubscribedHow.Holder), ct);
    }

    /// <summary>
    /// Wipes whoever has this address, in the caller's transaction: unsubscribed, under an address and a token that are nobody's. The
    /// row stays, so that the sums of every issue that was sent to it still hold; and so does a keyed hash of the address, so that
    /// nobody but its owner brings it back.
    /// </summary>
    public async Task WipeAsync(PortSafeDb db, string email, CancellationToken ct)
    {
        var (normal, now) = (email.Trim().ToLowerInvariant(), clock.GetUtcNow());
        await suppressions.AddAsync(db, normal, SuppressionReason.Wiped, ct);
        await db.SubscriptionRequests.Where(row => row.Email == normal).ExecuteDeleteAsync(ct);
        foreach (var id in await db.Subscribers.Where(row => row.Email == normal).Select(row => row.Id).ToListAsync(ct))
        {
            var (address, token) = ($"{id:N}@wiped.invalid", SecretToken.New());
            await db.SubscriberTopics.Where(row => row.SubscriberId == id).ExecuteDeleteAsync(ct);
            await db.Subscribers.Where(row => row.Id == id).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Email, address)
                    .SetProperty(row => row.Token, token)
                    .SetProperty(row => row.UnsubscribedHow, row => row.UnsubscribedAt == null ? UnsubscribedHow.Wiped : row.UnsubscribedHow)
                    .SetProperty(row => row.UnsubscribedAt, row => row.UnsubscribedAt ?? now)
                    .SetProperty(row => row.WipedAt, now),
                ct);
        }
    }

    /// <summary>How many are written to now.</summary>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Subscribers.CountAsync(row => row.UnsubscribedAt == null && row.UndeliverableAt == null, ct);
    }

    /// <summary>
    /// Subscribes the owner of an address, who has just confirmed that they want it, in the caller's transaction. Whatever kept the
    /// address away is forgotten. Who is subscribed already receives the topics besides those that they have.
    /// </summary>
    /// <returns>The token by which they change their mind.</returns>
    internal async Task<string> ConfirmAsync(PortSafeDb db, string email, string source, IReadOnlyCollection<Topic> topics, CancellationToken ct)
    {
        await suppressions.LiftAsync(db, email, ct);
        var row = NewRow(email, SubscriptionBasis.Consent, source, clock.GetUtcNow());
        if (await InsertAsync(db, row, topics, ct))
            return row.Token;
        var known = await KnownAsync(db, email, ct);
        if (known.UnsubscribedAt is not null)
            await ReturnAsync(db, known, source, topics, ct);
        else
            await SubscriberTopics.AddAsync(db, known.Id, topics, ct);
        var now = clock.GetUtcNow();
        await db.Subscribers.Where(other => other.Id == known.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(other => other.ConsentedAt, now)
                .SetProperty(other => other.UndeliverableAt, (DateTimeOffset?)null)
                .SetProperty(other => other.DeliverableSince, now),
            ct);
        return known.Token;
    }

    private async Task<Result<Guid>> AddAsync(PortSafeDb db, SubscriberRow row, IReadOnlyCollection<Topic> topics, CancellationToken ct)
    {
        if (await suppressions.FindAsync(db, row.Email, ct) is not null)
            return Suppressed;
        if (await InsertAsync(db, row, topics, ct))
            return row.Id;
        var known = await KnownAsync(db, row.Email, ct);
        if (known.UnsubscribedAt is not null && row.ConsentedAt is not null)
            await ReturnAsync(db, known, row.Source, topics, ct);
        return known.Id;
    }

    /// <returns>Whether the address was new.</returns>
    internal static async Task<bool> InsertAsync(PortSafeDb db, SubscriberRow row, IReadOnlyCollection<Topic> topics, CancellationToken ct)
    {
        var (since, consented) = (Column(row.SubscribedAt), row.ConsentedAt is { } at ? Column(at) : (DateTime?)null);
        var added = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO subscribers (id, email, basis, source, token, subscribed_at, consented_at)
            VALUES ({row.Id}, {row.Email}, {row.Basis}, {row.Source}, {row.Token}, {since}, {consented})
            ON CONFLICT (email) DO NOTHING
            """,
            ct) == 1;
        if (added)
            await SubscriberTopics.AddAsync(db, row.Id, topics, ct);
        return added;
    }

    internal SubscriberRow NewRow(string email, SubscriptionBasis basis, string source, DateTimeOffset? consentedAt) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Email = email,
        Basis = basis == SubscriptionBasis.Membership ? "membership" : "consent",
        Source = source,
        Token = SecretToken.New(),
        SubscribedAt = clock.GetUtcNow(),
        ConsentedAt = consentedAt,
    };

    private async Task ReturnAsync(PortSafeDb db, SubscriberRow known, string source, IReadOnlyCollection<Topic> topics, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await SubscriberTopics.ReplaceAsync(db, known.Id, topics, ct);
        await db.Subscribers.Where(row => row.Id == known.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.UnsubscribedAt, (DateTimeOffset?)null)
                .SetProperty(row => row.UnsubscribedHow, (string?)null)
                .SetProperty(row => row.Basis, "consent")
                .SetProperty(row => row.Source, source)
                .SetProperty(row => row.ConsentedAt, now)
                .SetProperty(row => row.SubscribedAt, now),
            ct);
    }

    private static Task<SubscriberRow> KnownAsync(PortSafeDb db, string email, CancellationToken ct) =>
        db.Subscribers.AsNoTracking().SingleAsync(row => row.Email == email, ct);

    private static DateTime Column(DateTimeOffset instant) => (DateTime)new UtcConverter().ConvertToProvider(instant)!;
}
