using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Schemes;

namespace PortSafe.Grains.Accounts;

/// <summary>The frame around every change of how somebody signs in: one transaction, one row in the audit log, one message to the person.</summary>
public sealed class WaysInChange(
    PortSafeDb db, UserManager<Person> accounts, IUserStore<Person> store, People people, Sessions sessions, Outbox outbox, AuditLog audit, Succession succession)
{
    private const string Subject = "How you sign in to PortSafe has changed";

    private const string Body = """
        How you sign in to PortSafe has just been changed.

        If you did this, there is nothing more to do. If you did not, tell a JMSC administrator at once.
        """;

    /// <summary>The one answer to a change that cannot be made: a wrong code, a passkey that is the last way in, or an account that changed meanwhile.</summary>
    public static Error Refused => Error.Invalid("way-in-refused", "This could not be changed. Check what you entered, or start again.", "code");

    internal AccountStore Store => (AccountStore)store;

    internal async Task<Person> FindAsync(Guid person, CancellationToken ct) => await db.Users.SingleAsync(row => row.Id == person, ct);

    /// <summary>Takes away every way in, makes the new one, and ends every session. Whoever was to take a scheme over leads it from then on.</summary>
    /// <param name="stamp">The person's <see cref="KnownPerson.Stamp"/> when the replacement was allowed.</param>
    internal async Task<Result<KnownPerson>> ReplaceAsync(Guid person, string stamp, string by, string origin, Func<Person, Task<bool>> set, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Users.SingleOrDefaultAsync(known => known.Id == person && known.RevokedAt == null && known.WipedAt == null, ct) is not { } row || row.SecurityStamp != stamp)
            return Undo();
        foreach (var passkey in await accounts.GetPasskeysAsync(row))
            await Store.RemovePasskeyAsync(row, passkey.CredentialId, ct);
        await db.UserLogins.Where(login => login.UserId == person).ExecuteDeleteAsync(ct);
        (row.PasswordHash, row.TwoFactorEnabled, row.AccessFailedCount, row.LockoutEnd, row.EmailConfirmed) = (null, false, 0, null, true);
        await Store.RemoveAuthenticatorKeyAsync(row, ct);
        await Store.ReplaceCodesAsync(row, [], ct);
        await db.AccountLinks.Where(link => link.PersonId == person).ExecuteDeleteAsync(ct);
        var actor = Actor.Person(person, Role.Parse(row.Role)) with { Origin = origin };
        if (!await set(row) || !await FinishAsync(row, actor, "ways-in-replaced", by, except: null, keepsOthers: false, ct))
            return Undo();
        await transaction.CommitAsync(ct);
        sessions.Forget(person);
        await succession.TakeOverAsync(person, ct);
        return (await people.FindAsync(person, ct))!;
    }

    /// <summary>
    /// Makes one change for somebody who is signed in, and ends the sessions of their other browsers. Who that is was read up to five
    /// seconds ago, so whether the session still lasts is asked here once more: an account that was reset or revoked takes no new way in.
    /// </summary>
    internal async Task<Result<KnownPerson>> ChangeAsync(Actor by, Guid session, string action, Func<Person, Task<bool>> set, CancellationToken ct, bool keepsOthers = false)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var row = await FindAsync(by.PersonId ?? throw new ArgumentException("Only people have ways in.", nameof(by)), ct);
        var lasts = row is { RevokedAt: null, WipedAt: null } && await db.Sessions.AnyAsync(known => known.Id == session && known.PersonId == row.Id && known.EndedAt == null, ct);
        if (!lasts || !await set(row) || !await FinishAsync(row, by, action, "", session, keepsOthers, ct))
            return Undo();
        await transaction.CommitAsync(ct);
        sessions.Forget(row.Id);
        return (await people.FindAsync(row.Id, ct))!;
    }

    private async Task<bool> FinishAsync(Person row, Actor actor, string action, string detail, Guid? except, bool keepsOthers, CancellationToken ct)
    {
        if (!(await accounts.UpdateSecurityStampAsync(row)).Succeeded)
            return false;
        if (!keepsOthers)
            await sessions.EndAllAsync(db, row.Id, except, actor, ct);
        await audit.AppendAsync(db, actor, action, KnownPerson.SubjectOf(row.Id), detail, ct);
        if (row.Email is { } address)
            await outbox.EnqueueAsync(db, $"ways-in-changed:{row.SecurityStamp}", address, Subject, Body, ct);
        return true;
    }

    private Error Undo()
    {
        db.ChangeTracker.Clear();
        return Refused;
    }
}
