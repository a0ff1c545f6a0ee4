using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Subscribers;

namespace PortSafe.Grains.Subscribers;

/// <summary>What a subscriber sees of what is held on them.</summary>
/// <param name="Email">Masked, for whoever the link was passed on to.</param>
/// <param name="IsMember">Whether they are written to as a member, and not because they asked.</param>
/// <param name="Source">As recorded.</param>
/// <param name="UnsubscribedAt">Null while they are subscribed.</param>
public sealed record OwnSubscription(
    string Email, bool IsMember, string Source, DateTimeOffset SubscribedAt, DateTimeOffset? ConsentedAt, DateTimeOffset? UnsubscribedAt, bool IsUndeliverable, IReadOnlyList<Topic> Topics);

/// <summary>What the holder of a subscriber's token can see and choose.</summary>
public sealed class Preferences(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    public static Error NotFound { get; } = Error.NotFound("subscriber-not-found", "There is no subscription with this link.");

    public static Error NotSubscribed { get; } = Error.Conflict("not-subscribed", "You are not subscribed any more. To receive the newsletter again, subscribe.");

    /// <returns>Or <c>subscriber-not-found</c>.</returns>
    public async Task<Result<OwnSubscription>> FindAsync(string token, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await HolderAsync(db, token, ct) is not { } row)
            return NotFound;
        var topics = row.UnsubscribedAt is null ? await SubscriberTopics.OfAsync(db, row.Id, ct) : [];
        return new OwnSubscription(
            AddressMask.Of(row.Email), row.Basis == "membership", row.Source, row.SubscribedAt, row.ConsentedAt, row.UnsubscribedAt, row.UndeliverableAt is not null, topics);
    }

    /// <summary>Receives just these topics from now on. None of them unsubscribes.</summary>
    /// <returns>Whether they are subscribed still; or <c>subscriber-not-found</c> or <c>not-subscribed</c>.</returns>
    public async Task<Result<bool>> ChooseAsync(string token, IReadOnlyCollection<Topic> topics, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await HolderAsync(db, token, ct) is not { } row)
            return NotFound;
        if (row.UnsubscribedAt is not null)
            return NotSubscribed;
        await SubscriberTopics.ReplaceAsync(db, row.Id, topics, ct);
        if (topics.Count == 0)
        {
            var now = clock.GetUtcNow();
            await db.Subscribers.Where(other => other.Id == row.Id && other.UnsubscribedAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(other => other.UnsubscribedAt, now).SetProperty(other => other.UnsubscribedHow, UnsubscribedHow.Holder), ct);
        }
        await transaction.CommitAsync(ct);
        return topics.Count > 0;
    }

    private static async Task<SubscriberRow?> HolderAsync(PortSafeDb db, string token, CancellationToken ct) =>
        token.Length == SecretToken.Length
            ? await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(row => row.Token == token && row.WipedAt == null, ct)
            : null;
}
