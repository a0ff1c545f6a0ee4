using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Accounts;

/// <summary>Mails a sign-in link to whoever asks for one, where the address is that of a person with an account.</summary>
public sealed class SignInRequests(
    PortSafeDb db, People people, SignInLinks links, Outbox outbox, PublicSite site, IOptions<AccountOptions> options, TimeProvider clock)
{
    /// <summary>How many links a person can have waiting: whoever fills in somebody else's address cannot fill their mailbox.</summary>
    public const int MaxWaiting = 3;

    private const string Subject = "Your link to sign in to PortSafe";

    /// <summary>Tells the caller nothing about whether the address is known.</summary>
    public async Task RequestAsync(string email, CancellationToken ct)
    {
        if (await people.FindAsync(email, ct) is not { } person)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        if (await db.AccountLinks.CountAsync(link => link.PersonId == person.Id && link.UsedAt == null && link.ExpiresAt > now, ct) >= MaxWaiting)
            return;
        var token = await links.IssueAsync(person.Id, ct);
        await outbox.EnqueueAsync(db, $"sign-in:{Guid.CreateVersion7():D}", person.Email, Subject, Body(token), ct);
        await transaction.CommitAsync(ct);
    }

    private string Body(string token) => $"""
        Use this link to sign in to PortSafe. It works once, within {options.Value.SignInLinkMinutes} minutes.

        [Sign in]({site.Page(SignInLinks.Path + token)})

        If you did not ask for it, ignore this message: nobody can sign in without the link. Never pass it on.
        """;
}
