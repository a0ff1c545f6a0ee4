using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Mail;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Subscribers;

/// <summary>
/// What administrators do with a subscriber; the audit log has it under their id. Each answers with the id, or with <c>not-allowed</c>,
/// <c>subscriber-not-found</c> or an error of its own.
/// </summary>
public sealed class SubscriberDesk(IDbContextFactory<PortSafeDb> contexts, SubscriberList list, SubscriberRecords records, AuditLog audit, TimeProvider clock)
{
    /// <summary>Ends a subscription, as its holder can.</summary>
    /// <returns>Also <c>not-subscribed</c>.</returns>
    public Task<Result<Guid>> UnsubscribeAsync(Guid id, Actor by, CancellationToken ct) => ActAsync(
        id,
        "subscriber-unsubscribed",
        by,
        async (db, row, token) =>
        {
            if (row.UnsubscribedAt is not null)
                return Error.Conflict("not-subscribed", "This address is unsubscribed already.");
            var now = clock.GetUtcNow();
            await db.Subscribers.Where(other => other.Id == id && other.UnsubscribedAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(other => other.UnsubscribedAt, now).SetProperty(other => other.UnsubscribedHow, UnsubscribedHow.Administrator), token);
            return null;
        },
        ct);

    /// <summary>Writes again to an address whose mail came back. Bounces of before do not count any more.</summary>
    /// <returns>Also <c>not-undeliverable</c>.</returns>
    public Task<Result<Guid>> TryAgainAsync(Guid id, Actor by, CancellationToken ct) => ActAsync(
        id,
        "subscriber-readmitted",
        by,
        async (db, row, token) =>
        {
            if (row.UndeliverableAt is null)
                return Error.Conflict("not-undeliverable", "Mail to this address arrives, as far as PortSafe knows.");
            var now = clock.GetUtcNow();
            await db.Subscribers.Where(other => other.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(other => other.UndeliverableAt, (DateTimeOffset?)null).SetProperty(other => other.DeliverableSince, now), token);
            return null;
        },
        ct);

    /// <summary>
    /// Wipes a subscriber: the address, its topics and the mail that asked to confirm it. It cannot be undone, and only its owner can
    /// bring the address back. An account with the same address is left as it is.
    /// </summary>
    public Task<Result<Guid>> WipeAsync(Guid id, Actor by, CancellationToken ct) => ActAsync(
        id,
        "subscriber-wiped",
        by,
        async (db, row, token) =>
        {
            await db.Outbox.Where(mail => mail.Recipient == row.Email && mail.Key.StartsWith(SignUp.MailKey)).ExecuteUpdateAsync(
                set => set
                    .SetProperty(mail => mail.State, mail => mail.State == OutboxState.Pending ? OutboxState.Failed : mail.State)
                    .SetProperty(mail => mail.Recipient, "")
                    .SetProperty(mail => mail.Body, "")
                    .SetProperty(mail => mail.Reply, (string?)null),
                token);
            await list.WipeAsync(db, row.Email, token);
            return null;
        },
        ct);

    /// <summary>Adds an address whose owner asked an administrator for the newsletter. One that is subscribed stays as it is.</summary>
    /// <param name="source">How the address came here; 1 to 100 characters.</param>
    /// <returns>Also what <see cref="SubscriberList.AddAsync(string, SubscriptionBasis, string, IReadOnlyCollection{Topic}, CancellationToken)"/> answers.</returns>
    public async Task<Result<Guid>> AddAsync(string email, string source, IReadOnlyCollection<Topic> topics, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        if (!(await list.AddAsync(email, SubscriptionBasis.Consent, source, topics, ct)).Succeeded(out var id, out var error))
            return error;
        return await ActAsync(id, "subscriber-added", by, (_, _, _) => Task.FromResult<Error?>(null), ct);
    }

    /// <summary>Everything held on a subscriber as a JSON document. That it was asked for is noted in the audit log.</summary>
    public async Task<Result<SubscriberExport>> ExportAsync(Guid id, Actor by, CancellationToken ct)
    {
        if (!(await records.GetAsync(id, by, ct)).Succeeded(out var details, out var error))
            return error;
        var noted = await ActAsync(id, "subscriber-exported", by, (_, _, _) => Task.FromResult<Error?>(null), ct);
        return noted.Error is { } fault ? fault : new SubscriberExport(details, clock.GetUtcNow());
    }

    private async Task<Result<Guid>> ActAsync(Guid id, string action, Actor by, Func<PortSafeDb, SubscriberRow, CancellationToken, Task<Error?>> act, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        await list.PrepareAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.WipedAt == null, ct) is not { } found)
            return SubscriberRecords.NotFound;
        if (await act(db, found, ct) is { } error)
            return error;
        await audit.AppendAsync(db, by, action, SubscriberRecords.SubjectOf(id), "", ct);
        await transaction.CommitAsync(ct);
        return id;
    }
}
