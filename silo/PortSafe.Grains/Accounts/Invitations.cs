using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Grains.Accounts;

/// <summary>Invitations to set up how one signs in. To somebody who has ways in already, a new one is a way to replace them all.</summary>
public sealed class Invitations(PortSafeDb db, AccountLinks links, People people, AuditLog audit, SubscriberList subscribers, TimeProvider clock)
{
    /// <summary>Makes an invitation and voids the one before. Within the caller's transaction where there is one.</summary>
    /// <returns>The path of its page, to be sent to the person and nobody else; it works once, within 7 days.</returns>
    public async Task<string> IssueAsync(Guid person, CancellationToken ct)
    {
        var token = await links.IssueAsync(db, person, LinkPurpose.Invitation, ct);
        var now = (DateTimeOffset?)clock.GetUtcNow();
        await db.Users.Where(row => row.Id == person).ExecuteUpdateAsync(change => change.SetProperty(row => row.InvitedAt, now), ct);
        return LinkPurpose.Invitation.Path + token;
    }

    /// <summary>Who is invited. Spends nothing.</summary>
    /// <returns>The person; or <see cref="AccountLinks.CannotBeUsed"/>.</returns>
    public async Task<Result<KnownPerson>> PeekAsync(string token, CancellationToken ct) => await FindAsync(await links.PeekAsync(db, token, LinkPurpose.Invitation, ct), ct);

    /// <summary>
    /// Spends an invitation. What comes next is to set up how one signs in; nobody is signed in by it. A port manager joins the newsletter's
    /// list with it.
    /// </summary>
    /// <param name="origin">The id of an origin.</param>
    /// <returns>The person, whose address is proved; or <see cref="AccountLinks.CannotBeUsed"/>.</returns>
    public async Task<Result<KnownPerson>> AcceptAsync(string token, string origin, CancellationToken ct)
    {
        await subscribers.PrepareAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var accepted = await FindAsync(await links.UseAsync(db, token, LinkPurpose.Invitation, ct), ct);
        if (accepted.Value is { } person)
        {
            await db.Users.Where(row => row.Id == person.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.EmailConfirmed, true), ct);
            if (person.Role == Role.PortManager)
                await subscribers.JoinAsync(db, person.Email, ct);
            await audit.AppendAsync(db, person.Actor with { Origin = origin }, "invitation-accepted", person.Actor.Id, "", ct);
        }
        await transaction.CommitAsync(ct);
        return accepted;
    }

    private async Task<Result<KnownPerson>> FindAsync(Result<Guid> id, CancellationToken ct)
    {
        if (!id.Succeeded(out var person, out var error))
            return error;
        return await people.FindAsync(person, ct) is { } found ? found : AccountLinks.CannotBeUsed;
    }
}
