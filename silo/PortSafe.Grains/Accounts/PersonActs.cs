using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Acts upon a person's account, each in a transaction that no other act overlaps on any node, and each with its row in the audit
/// log: so what one act finds, such as another administrator who can sign in, still holds when it is committed.
/// </summary>
public sealed class PersonActs(PortSafeDb db, AuditLog audit, Sessions sessions, DatabaseLocation location, TimeProvider clock)
{
    /// <summary>A reason is kept as a text of its own, which can be wiped; the audit log holds its id after this.</summary>
    public const string ReasonMark = "reason text:";

    public const int MaxReasonLength = 500;

    private const int LockSpace = 0x50454F50;

    private const int MaxAttempts = 20;

    public static Error NotFound => Error.NotFound("person-not-found", "There is nobody with this account.");

    internal static Error OwnAccount => Error.Conflict("own-account", "You cannot do this to your own account. Ask another administrator.");

    internal static Error Revoked => Error.Conflict("person-revoked", "This account has been taken away. Give it back first.");

    private static Error Wiped => Error.Conflict("person-wiped", "This person’s name and address have been wiped, so nothing about the account can change.");

    /// <summary>An administrator's act.</summary>
    /// <param name="act">Changes the person, and gives the further facts for the audit log. It may run again.</param>
    internal async Task<Result<Guid>> AdministerAsync(Guid person, string action, Actor by, Func<Person, Task<Result<string>>> act, CancellationToken ct) =>
        by.May(Permission.Administer) ? await RunAsync(person, action, by, act, ct) : Authority.Refusal;

    /// <summary>What somebody does to their own account, where any role may.</summary>
    internal async Task<Result<Guid>> OwnAsync(string action, Actor by, Func<Person, Task<Result<string>>> act, CancellationToken ct) =>
        by.PersonId is { } person ? await RunAsync(person, action, by, act, ct) : Authority.Refusal;

    /// <summary>What one of the platform's jobs does by itself.</summary>
    internal Task<Result<Guid>> ByJobAsync(Guid person, string action, Actor job, Func<Person, Task<Result<string>>> act, CancellationToken ct) =>
        RunAsync(person, action, job, act, ct);

    /// <summary>Begins the transaction, and waits until it is the only one of its kind.</summary>
    internal async Task<IAsyncDisposable> BeginAsync(CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var transaction = await db.Database.BeginTransactionAsync(ct);
        if (location.IsPostgres)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockSpace}, 0)", ct);
        return transaction;
    }

    /// <summary>Whether the actor, who was read up to five seconds ago, is still who they were.</summary>
    internal async Task<bool> StillHoldsAsync(Actor by, CancellationToken ct) =>
        by.PersonId is not { } id || by.Role?.Code is not { } role || await db.Users.AnyAsync(person => person.Id == id && person.Role == role && person.RevokedAt == null, ct);

    /// <summary>
    /// Why an administrator cannot lose the role or the way in: nobody else could sign in to administer. Null when somebody can, or
    /// when this one could not either.
    /// </summary>
    internal async Task<Error?> LastAdministratorAsync(Person person, CancellationToken ct)
    {
        var admin = Role.JmscAdmin.Code;
        var able = await db.Users.Where(row => row.Role == admin && row.RevokedAt == null).WithWayIn(db).Select(row => row.Id).ToListAsync(ct);
        return able is [var only] && only == person.Id
            ? Error.Conflict("last-administrator", "This is the only administrator who can sign in. Wait until another one has set up how they sign in.")
            : null;
    }

    /// <summary>Keeps a reason where it can be wiped.</summary>
    /// <returns>What the audit log holds of it; or <c>reason-invalid</c>.</returns>
    internal Result<string> Keep(string? reason, Actor by)
    {
        if (reason?.Trim() is not { Length: >= 1 and <= MaxReasonLength } text)
            return Error.Invalid("reason-invalid", $"Give a reason in 1 to {MaxReasonLength} characters.", "reason");
        var row = new TextRow { Id = Guid.CreateVersion7(clock.GetUtcNow()), By = by.Id, Text = text, WrittenAt = clock.GetUtcNow() };
        db.Texts.Add(row);
        return $"{ReasonMark}{row.Id:D}";
    }

    /// <summary>Ends a person's sessions, so that whoever is signed in is out within five seconds.</summary>
    internal async Task SignOutAsync(Person person, CancellationToken ct)
    {
        person.SecurityStamp = Guid.CreateVersion7().ToString();
        DateTimeOffset? now = clock.GetUtcNow();
        await db.Sessions.Where(row => row.PersonId == person.Id && row.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), ct);
    }

    /// <summary>Ends every session and takes back every link.</summary>
    internal async Task CutOffAsync(Person person, CancellationToken ct)
    {
        await SignOutAsync(person, ct);
        await db.AccountLinks.Where(row => row.PersonId == person.Id).ExecuteDeleteAsync(ct);
    }

    /// <summary>Takes away everything that the person signs in with.</summary>
    internal async Task ClearWaysInAsync(Person person, CancellationToken ct)
    {
        (person.PasswordHash, person.TwoFactorEnabled, person.LockoutEnd, person.AccessFailedCount) = (null, false, null, 0);
        await db.UserPasskeys.Where(row => row.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.UserLogins.Where(row => row.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.UserTokens.Where(row => row.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.UsedCodes.Where(row => row.PersonId == person.Id).ExecuteDeleteAsync(ct);
    }

    private async Task<Result<Guid>> RunAsync(Guid id, string action, Actor by, Func<Person, Task<Result<string>>> act, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(id, action, by, act, ct);
            }
            catch (Exception exception) when (DatabaseErrors.IsLostRace(exception) && attempt < MaxAttempts)
            {
                // A sign-in changed the same row in between; the next attempt sees what it wrote.
            }
        }
    }

    private async Task<Result<Guid>> OnceAsync(Guid id, string action, Actor by, Func<Person, Task<Result<string>>> act, CancellationToken ct)
    {
        await using var turn = await BeginAsync(ct);
        if (!await StillHoldsAsync(by, ct))
            return Authority.Refusal;
        if (await db.Users.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } person)
            return NotFound;
        if (person.WipedAt is not null)
            return Wiped;
        if (!(await act(person)).Succeeded(out var detail, out var error))
        {
            // What was half changed must not be saved by whoever uses this context next.
            db.ChangeTracker.Clear();
            return error;
        }
        person.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        await audit.AppendAsync(db, by, action, KnownPerson.SubjectOf(id), detail, ct);
        await db.Database.CommitTransactionAsync(ct);
        sessions.Forget(id);
        return id;
    }
}
