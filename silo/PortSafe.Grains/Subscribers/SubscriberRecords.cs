using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Subscribers;
using PortSafe.Grains.Audit;

namespace PortSafe.Grains.Subscribers;

/// <summary>A copy that was sent to a subscriber, or was to be.</summary>
/// <param name="Issue">The issue's id.</param>
/// <param name="Subject">Null while no text of it is approved.</param>
/// <param name="State">As the send ledger has it.</param>
public sealed record SubscriberDelivery(Guid Issue, string? Subject, string State, int Attempts, DateTimeOffset ChangedAt);

/// <summary>A bounce or complaint of one subscriber.</summary>
public sealed record SubscriberBounce(BounceKind Kind, string? Status, Guid? Issue, string Source, DateTimeOffset At, DateTimeOffset ReceivedAt);

/// <summary>Something that was done to a subscriber.</summary>
public sealed record SubscriberAct(DateTimeOffset At, string Who, string What);

/// <summary>One subscriber, with everything that is held on them but their token.</summary>
/// <param name="UnsubscribedHow">One of <see cref="Subscribers.UnsubscribedHow"/>; null while they are subscribed, or where it was not recorded.</param>
/// <param name="AskedAt">When somebody asked for the newsletter at the address, of what was not deleted yet.</param>
public sealed record SubscriberDetails(
    Guid Id,
    string Email,
    SubscriberState State,
    bool IsMember,
    string Source,
    DateTimeOffset SubscribedAt,
    DateTimeOffset? ConsentedAt,
    DateTimeOffset? UnsubscribedAt,
    string? UnsubscribedHow,
    DateTimeOffset? UndeliverableAt,
    DateTimeOffset? DeliverableSince,
    IReadOnlyList<Topic> Topics,
    IReadOnlyList<SubscriberDelivery> Deliveries,
    IReadOnlyList<SubscriberBounce> Bounces,
    IReadOnlyList<DateTimeOffset> AskedAt,
    IReadOnlyList<SubscriberAct> History)
{
    /// <summary>The id alone, so that a subscriber in a log names nobody.</summary>
    public override string ToString() => Id.ToString();
}

/// <summary>Everything held on one subscriber, for administrators. Each answers <c>not-allowed</c> to anybody else.</summary>
public sealed class SubscriberRecords(IDbContextFactory<PortSafeDb> contexts)
{
    public static Error NotFound { get; } = Error.NotFound("subscriber-not-found", "There is no such subscriber.");

    /// <summary>What the audit log calls a subscriber.</summary>
    public static string SubjectOf(Guid id) => $"subscriber:{id:D}";

    /// <returns>Or <c>subscriber-not-found</c>, of one who was wiped too.</returns>
    public async Task<Result<SubscriberDetails>> GetAsync(Guid id, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.WipedAt == null, ct) is { } row ? await DetailsAsync(db, row, ct) : NotFound;
    }

    /// <summary>The id of whoever has an address.</summary>
    /// <returns>Or <c>subscriber-not-found</c>.</returns>
    public async Task<Result<Guid>> FindIdAsync(string email, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        var normal = email.Trim().ToLowerInvariant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Subscribers.Where(row => row.Email == normal && row.WipedAt == null).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(ct) is { } id ? id : NotFound;
    }

    private static async Task<SubscriberDetails> DetailsAsync(PortSafeDb db, SubscriberRow row, CancellationToken ct)
    {
        var deliveries = await db.Deliveries.AsNoTracking().Where(copy => copy.SubscriberId == row.Id).OrderByDescending(copy => copy.ChangedAt).ToListAsync(ct);
        var bounces = await db.Bounces.AsNoTracking().Where(bounce => bounce.SubscriberId == row.Id).OrderByDescending(bounce => bounce.At).ToListAsync(ct);
        var subjects = await SubscriberDirectory.SubjectsAsync(db, [.. deliveries.Select(copy => copy.IssueId)], ct);
        return new SubscriberDetails(
            row.Id,
            row.Email,
            SubscriberDirectory.StateOf(row),
            row.Basis == "membership",
            row.Source,
            row.SubscribedAt,
            row.ConsentedAt,
            row.UnsubscribedAt,
            row.UnsubscribedHow,
            row.UndeliverableAt,
            row.DeliverableSince,
            await SubscriberTopics.OfAsync(db, row.Id, ct),
            deliveries.ConvertAll(copy => new SubscriberDelivery(copy.IssueId, subjects.GetValueOrDefault(copy.IssueId), copy.State, copy.Attempts, copy.ChangedAt)),
            bounces.ConvertAll(bounce => new SubscriberBounce(BounceKind.Parse(bounce.Kind), bounce.Status, bounce.IssueId, bounce.Source, bounce.At, bounce.ReceivedAt)),
            await db.SubscriptionRequests.Where(asked => asked.Email == row.Email).OrderBy(asked => asked.AskedAt).Select(asked => asked.AskedAt).ToListAsync(ct),
            await HistoryAsync(db, row.Id, ct));
    }

    private static async Task<IReadOnlyList<SubscriberAct>> HistoryAsync(PortSafeDb db, Guid id, CancellationToken ct)
    {
        var subject = SubjectOf(id);
        var rows = await db.AuditLog.AsNoTracking().Where(row => row.Subject == subject && row.Outcome == AuditOutcome.Done).OrderByDescending(row => row.At).ThenByDescending(row => row.Sequence).ToListAsync(ct);
        return [.. (await AuditNames.ResolveAsync(db, rows, ct)).Select(entry => new SubscriberAct(entry.Row.At, entry.Who, entry.What))];
    }
}
