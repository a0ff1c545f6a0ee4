using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Subscribers;

/// <summary>What a link in a confirmation mail leads to.</summary>
/// <param name="Email">Masked.</param>
public sealed record OpenSignUp(string Email, IReadOnlyList<Topic> Topics);

/// <summary>
/// Double opt-in: whoever asks for the newsletter gets a link at the address they gave, and is subscribed when they press the button
/// behind it. The same mail goes to every address, known here or not.
/// </summary>
public sealed class SignUp(IDbContextFactory<PortSafeDb> contexts, SubscriberList list, AddressHashes hashes, Outbox outbox, PublicSite site, TimeProvider clock)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Asking again sooner changes nothing and sends nothing.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromHours(1);

    /// <summary>How many links of one address can be open at a time.</summary>
    public const int MaxOpen = 3;

    /// <summary>How an address that came by the form is recorded.</summary>
    public const string Source = "sign-up";

    internal const string MailKey = "sign-up:";

    private const string Subject = "Confirm that you want PortSafe’s newsletter";

    /// <summary>A link that ran out, was used by somebody who has left since, or never was.</summary>
    public static Error LinkEnded { get; } = Error.NotFound("link-ended", "This link does not work any more. Ask for another.");

    /// <summary>Sends a link, unless one was sent in the last hour or three are open. What was asked before stays as it is.</summary>
    public async Task AnswerAsync(SignUpRequest request, CancellationToken ct)
    {
        var (email, now) = (request.Email.Trim().ToLowerInvariant(), clock.GetUtcNow());
        await hashes.PrepareAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var open = await db.SubscriptionRequests.Where(row => row.Email == email && row.ExpiresAt > now).Select(row => row.AskedAt).ToListAsync(ct);
        if (open.Count >= MaxOpen || open.Any(asked => asked > now - BetweenMails))
            return;
        var token = SecretToken.New();
        // Of two nodes that are asked at once, one writes.
        var key = $"{MailKey}{(await hashes.ReadyAsync(db, ct)).HashOf(email)}:{now.UtcDateTime:yyyyMMddHH}";
        if (!await outbox.EnqueueAsync(db, key, email, Subject, Body(token, request.Topics), ct))
            return;
        db.SubscriptionRequests.Add(new SubscriptionRequestRow
        {
            TokenHash = SecretToken.HashOf(token),
            Email = email,
            Topics = SubscriberTopics.Write(request.Topics),
            AskedAt = now,
            ExpiresAt = now + Life,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>What a link would do. Changes nothing, since scanners follow links.</summary>
    /// <returns>Or <see cref="LinkEnded"/>.</returns>
    public async Task<Result<OpenSignUp>> PeekAsync(string token, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, token, ct) is { } found
            ? new OpenSignUp(Domain.Subscribers.AddressMask.Of(found.Email), SubscriberTopics.Read(found.Topics))
            : LinkEnded;
    }

    /// <summary>Subscribes whoever holds the link. Again, it changes nothing.</summary>
    /// <returns>The token by which they change their mind; or <see cref="LinkEnded"/>.</returns>
    public async Task<Result<string>> ConfirmAsync(string token, CancellationToken ct)
    {
        await hashes.PrepareAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await FindAsync(db, token, ct) is not { } found)
            return LinkEnded;
        var (hash, now) = (found.TokenHash, clock.GetUtcNow());
        // The update itself decides who was first.
        var confirmed = await db.SubscriptionRequests
            .Where(row => row.TokenHash == hash && row.ConfirmedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConfirmedAt, now), ct);
        if (confirmed == 0)
        {
            var held = await db.Subscribers.Where(row => row.Email == found.Email && row.UnsubscribedAt == null).Select(row => row.Token).SingleOrDefaultAsync(ct);
            return held is null ? LinkEnded : held;
        }
        var own = await list.ConfirmAsync(db, found.Email, Source, SubscriberTopics.Read(found.Topics), ct);
        await transaction.CommitAsync(ct);
        return own;
    }

    private async Task<SubscriptionRequestRow?> FindAsync(PortSafeDb db, string token, CancellationToken ct)
    {
        if (token.Length != SecretToken.Length)
            return null;
        var (hash, now) = (SecretToken.HashOf(token), clock.GetUtcNow());
        return await db.SubscriptionRequests.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash && row.ExpiresAt > now, ct);
    }

    private string Body(string token, IReadOnlyList<Topic> topics) => $"""
        Somebody asked PortSafe to write to this address. If it was you, confirm it and you will receive:

        {string.Join('\n', topics.Select(topic => $"- {topic.Title}"))}

        [Confirm]({site.Page(SubscriberPages.Confirm(token))})

        The link works for 24 hours. If you did not ask for this, do nothing: without your confirmation nothing more is sent to you.
        """;
}
