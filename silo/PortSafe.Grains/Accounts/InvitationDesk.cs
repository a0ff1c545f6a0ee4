using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Accounts;

/// <summary>An invitation that has been sent.</summary>
/// <param name="Link">The address that lets its holder set up how the person signs in, once. Show it to nobody but the person.</param>
public sealed record Invitation(Guid Person, string Email, string Link, DateTimeOffset ExpiresAt);

/// <summary>
/// How people come to sign in: an administrator invites them, and they follow a link that works once. The mail is written in the
/// transaction of what it is about.
/// </summary>
public sealed class InvitationDesk(
    PortSafeDb db, PersonActs acts, UserManager<Person> accounts, Invitations invitations, Outbox outbox, PublicSite site, AuditLog audit, TimeProvider clock)
{
    private const string Subject = "Your invitation to PortSafe";

    private const int MaxAttempts = 20;

    /// <summary>What is wrong with a name and an address, before anything is done; nothing when they can be invited.</summary>
    public async Task<IReadOnlyList<Error>> CheckAsync(string name, string email, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return [Authority.Refusal];
        var address = PersonRules.EmailFault(email) ?? await TakenAsync(email, ct);
        return [.. new[] { PersonRules.NameFault(name), address }.OfType<Error>()];
    }

    /// <summary>Gives somebody an account without a way in, and sends them an invitation.</summary>
    /// <returns>
    /// Or <c>not-allowed</c>, <c>name-invalid</c>, <c>email-invalid</c>, <c>ports-missing</c>, <c>ports-not-for-role</c>,
    /// <c>port-not-found</c>; <c>email-taken</c>; or <c>account-to-restore</c>: whoever lost an account comes back by having it restored.
    /// </returns>
    public async Task<Result<Invitation>> InviteAsync(NewPerson person, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        return await InviteApprovedAsync(person, by, ct);
    }

    /// <summary>Invites somebody whom JMSC has approved.</summary>
    /// <param name="by">The officer who approved them, or the job that finds that nobody was invited yet.</param>
    internal async Task<Result<Invitation>> InviteApprovedAsync(NewPerson person, Actor by, CancellationToken ct)
    {
        if (await PersonRules.FaultAsync(db, person, ct) is { } fault)
            return fault;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StoreAsync(person, by, ct);
            }
            catch (Exception exception) when (DatabaseErrors.IsLostRace(exception) && attempt < MaxAttempts)
            {
                // Whoever was first is seen by the next attempt.
            }
        }
    }

    /// <summary>Sends somebody who has not set up how they sign in another invitation. The one before works no longer.</summary>
    /// <returns>Also <c>not-allowed</c>, <c>person-not-found</c>, <c>person-wiped</c>, <c>person-revoked</c> or <c>person-active</c>.</returns>
    public Task<Result<Invitation>> InviteAgainAsync(Guid person, Actor by, CancellationToken ct) =>
        SendAsync(person, "person-reinvited", by, row => HasWayInAsync(row, ct), ct);

    /// <summary>
    /// Signs a person out everywhere, takes away all that they sign in with, and invites them to set it up anew. One's own account
    /// can be reset with the command line alone, which is how the only administrator gets back in.
    /// </summary>
    /// <returns>Also <c>not-allowed</c>, <c>person-not-found</c>, <c>person-wiped</c>, <c>person-revoked</c>, <c>own-account</c> or <c>last-administrator</c>.</returns>
    public Task<Result<Invitation>> ResetAsync(Guid person, Actor by, CancellationToken ct) =>
        SendAsync(person, "person-reset", by, row => ClearAsync(row, by, ct), ct);

    private async Task<Result<Invitation>> SendAsync(Guid id, string action, Actor by, Func<Person, Task<Error?>> prepare, CancellationToken ct)
    {
        Invitation? sent = null;
        var done = await acts.AdministerAsync(
            id,
            action,
            by,
            async person =>
            {
                if (person.RevokedAt is not null)
                    return PersonActs.Revoked;
                if (await prepare(person) is { } error)
                    return error;
                sent = await MailAsync(person, ct);
                return "";
            },
            ct);
        return done.Succeeded(out _, out var fault) ? sent! : fault;
    }

    private async Task<Error?> HasWayInAsync(Person person, CancellationToken ct) =>
        await db.Users.Where(row => row.Id == person.Id).WithWayIn(db).AnyAsync(ct)
            ? Error.Conflict("person-active", "They can sign in already. To let them begin anew, reset how they sign in.")
            : null;

    private async Task<Error?> ClearAsync(Person person, Actor by, CancellationToken ct)
    {
        if (by.Origin != Actor.CommandLine)
        {
            if (by.PersonId == person.Id)
                return PersonActs.OwnAccount;
            if (await acts.LastAdministratorAsync(person, ct) is { } last)
                return last;
        }
        await acts.CutOffAsync(person, ct);
        await acts.ClearWaysInAsync(person, ct);
        return null;
    }

    private async Task<Result<Invitation>> StoreAsync(NewPerson person, Actor by, CancellationToken ct)
    {
        await using var turn = await acts.BeginAsync(ct);
        if (!await acts.StillHoldsAsync(by, ct))
            return Authority.Refusal;
        if (await TakenAsync(person.Email, ct) is { } taken)
            return taken;
        var row = new Person
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Name = person.Name.Trim(),
            Role = person.Role.Code,
            UserName = person.Email,
            Email = person.Email,
        };
        if (await accounts.CreateAsync(row) is { Succeeded: false })
            return Taken;
        await PortsInCare.ReplaceAsync(db, row.Id, person.Ports, person.Facilities, ct);
        var invitation = await MailAsync(row, ct);
        await audit.AppendAsync(db, by, "person-invited", KnownPerson.SubjectOf(row.Id), PersonRules.Scope(person), ct);
        await db.Database.CommitTransactionAsync(ct);
        return invitation;
    }

    private async Task<Error?> TakenAsync(string email, CancellationToken ct)
    {
        var normalized = accounts.NormalizeEmail(email);
        var revoked = await db.Users.Where(row => row.NormalizedUserName == normalized).Select(row => row.RevokedAt != null).ToListAsync(ct);
        return revoked switch
        {
            [] => null,
            [true] => Error.Conflict("account-to-restore", "Somebody with this email address had their account taken away. Find them under People and give it back.", "email"),
            _ => Taken,
        };
    }

    private async Task<Invitation> MailAsync(Person person, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var (now, link) = (clock.GetUtcNow(), site.Page(await invitations.IssueAsync(person.Id, ct)));
        var expires = now + LinkPurpose.Invitation.Life;
        await outbox.EnqueueAsync(db, $"invitation:{Guid.CreateVersion7(now):D}", person.Email!, Subject, Body(person, link, expires), ct);
        return new Invitation(person.Id, person.Email!, link, expires);
    }

    private static Error Taken => Error.Conflict("email-taken", "Somebody with this email address has an account already.", "email");

    private static string Body(Person person, string link, DateTimeOffset expires) => $"""
        Hello {MarkdownText.Escape(person.Name)}. You are invited to PortSafe, the scheme that helps ports to notice crime and to report it safely. Your part in it: {Role.Parse(person.Role).Title}.

        [Set up how you sign in]({link})

        The link works once, until {UkDate.Of(expires):d MMMM yyyy}. After that, ask for another.

        If you did not expect this message, ignore it: without the link nobody can use the account. Never pass it on.
        """;
}
