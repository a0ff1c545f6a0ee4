using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// The way in by password and code. For an address that nobody has, the same work is done as for one that somebody has: one look-up,
/// one derivation of a key, one transaction with the same statements and one row in the audit log; so neither the answer nor its time
/// says which it was.
/// </summary>
public sealed class PasswordSignIn(
    PortSafeDb db, UserManager<Person> accounts, People people, OneTimeCodes codes, Lockout lockout, DecoyPerson decoy, AuditLog audit)
{
    /// <summary>The one answer to a wrong password, an address that nobody has, an account that is revoked and one that is locked.</summary>
    public static Error WrongPassword => Error.Invalid(
        "sign-in-refused", "The email address or password is wrong. After 10 wrong tries you have to wait 15 minutes, or use a passkey.", "password");

    /// <summary>The one answer to a code that is wrong, used, too old, or given while the account is locked.</summary>
    public static Error WrongCode => Error.Invalid("code-refused", "This code is wrong or has been used. Wait for the next one and enter that.", "code");

    /// <summary>As <see cref="WrongCode"/>, for recovery codes.</summary>
    public static Error WrongRecoveryCode => Error.Invalid("code-refused", "This recovery code is wrong or has been used. Try another one.", "code");

    /// <summary>Takes a password. The person is not signed in yet: a code comes next.</summary>
    /// <param name="origin">The id of an origin.</param>
    public async Task<Result<KnownPerson>> CheckPasswordAsync(string email, string? password, string origin, CancellationToken ct)
    {
        var normalized = accounts.NormalizeName(email);
        var row = await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.NormalizedUserName == normalized, ct);
        var isRight = decoy.Verify(row, PasswordRules.Hashable(password) ?? "") && row is { RevokedAt: null, WipedAt: null, TwoFactorEnabled: true };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (row is not null && isRight && await lockout.IsOpenAsync(db, row.Id, ct))
        {
            await transaction.CommitAsync(ct);
            return (await people.FindAsync(row.Id, ct))!;
        }
        await RefuseAsync(row?.Id, "password", origin, ct);
        await transaction.CommitAsync(ct);
        return WrongPassword;
    }

    /// <summary>Takes a code of the person's authenticator app.</summary>
    /// <param name="stamp">The person's <see cref="KnownPerson.Stamp"/> when the password was taken.</param>
    public Task<Result<KnownPerson>> CheckCodeAsync(Guid person, string stamp, string? code, string origin, CancellationToken ct) =>
        CheckAsync(person, stamp, origin, "code", row => codes.AcceptAsync(row, code, ct), WrongCode, ct);

    /// <summary>Takes one of the person's recovery codes, which is spent.</summary>
    public Task<Result<KnownPerson>> CheckRecoveryCodeAsync(Guid person, string stamp, string? code, string origin, CancellationToken ct) =>
        CheckAsync(person, stamp, origin, "recovery code", row => RedeemAsync(row, code), WrongRecoveryCode, ct);

    /// <summary>Takes either kind of code, from somebody who has proved their address and means to replace how they sign in.</summary>
    public Task<Result<KnownPerson>> CheckEitherCodeAsync(Guid person, string stamp, string? code, string origin, CancellationToken ct) => CheckAsync(
        person, stamp, origin, "code for recovery",
        async row => RecoveryCodes.Plain(code) is null ? await codes.AcceptAsync(row, code, ct) : await RedeemAsync(row, code),
        Error.Invalid("code-refused", "This code is wrong or has been used. Enter another one.", "code"), ct);

    private async Task<bool> RedeemAsync(Person row, string? code) =>
        RecoveryCodes.Plain(code) is { } plain && (await accounts.RedeemTwoFactorRecoveryCodeAsync(row, plain)).Succeeded;

    private async Task<Result<KnownPerson>> CheckAsync(
        Guid person, string stamp, string origin, string what, Func<Person, Task<bool>> accept, Error refusal, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var isOpen = await lockout.IsOpenAsync(db, person, ct);
        var row = await db.Users.SingleOrDefaultAsync(known => known.Id == person, ct);
        if (isOpen && row is { RevokedAt: null, WipedAt: null } && row.SecurityStamp == stamp && await accept(row))
        {
            await lockout.ClearAsync(db, person, ct);
            await audit.AppendAsync(db, SignInActor(origin), ActionOf(what), KnownPerson.SubjectOf(person), "", ct);
            await transaction.CommitAsync(ct);
            return (await people.FindAsync(person, ct))!;
        }
        db.ChangeTracker.Clear();
        await RefuseAsync(person, what, origin, ct);
        await transaction.CommitAsync(ct);
        return refusal;
    }

    private async Task RefuseAsync(Guid? person, string what, string origin, CancellationToken ct)
    {
        var isShut = await lockout.CountAsync(db, person ?? decoy.Id, ct);
        await audit.AppendAsync(
            db, SignInActor(origin), isShut ? "locked-out" : "sign-in-refused", person is { } known ? KnownPerson.SubjectOf(known) : "unknown", what, ct, AuditOutcome.Refused);
    }

    private static string ActionOf(string accepted) => accepted switch
    {
        "code" => "code-accepted",
        "recovery code" => "recovery-code-accepted",
        _ => "code-for-recovery-accepted",
    };

    private static Actor SignInActor(string origin) => Actor.Job("sign-in") with { Origin = origin };
}
