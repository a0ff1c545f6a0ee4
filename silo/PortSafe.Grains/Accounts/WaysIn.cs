using Microsoft.AspNetCore.Identity;
using PortSafe.Data.Accounts;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>How somebody can sign in.</summary>
/// <param name="HasPassword">A password and an authenticator app; there is never one without the other.</param>
/// <param name="HasOrganisation">An account of the organisation's identity provider.</param>
/// <param name="RecoveryCodes">How many are left.</param>
public sealed record WaysInView(bool HasPassword, int Passkeys, bool HasOrganisation, int RecoveryCodes)
{
    public bool HasAny => HasPassword || HasOrganisation || Passkeys > 0;
}

/// <summary>
/// How people sign in, and every change of it. A change is in the audit log, is told to the person by mail, and voids whatever was
/// begun with the old ways. Replacing them all ends every session; another change ends those of other browsers.
/// </summary>
public sealed class WaysIn(UserManager<Person> accounts, OneTimeCodes codes, WaysInChange change)
{
    public const int MaxPasskeys = 20;

    public const int MaxPasskeyName = 60;

    public async Task<WaysInView> ListAsync(Guid person, CancellationToken ct)
    {
        var row = await change.FindAsync(person, ct);
        return new WaysInView(
            row.TwoFactorEnabled,
            (await accounts.GetPasskeysAsync(row)).Count,
            (await accounts.GetLoginsAsync(row)).Count > 0,
            await accounts.CountRecoveryCodesAsync(row));
    }

    /// <summary>Replaces every way in by one passkey.</summary>
    public Task<Result<KnownPerson>> ReplaceByPasskeyAsync(Guid person, string stamp, UserPasskeyInfo passkey, string origin, CancellationToken ct) =>
        change.ReplaceAsync(person, stamp, "passkey", origin, async row => (await accounts.AddOrUpdatePasskeyAsync(row, passkey)).Succeeded, ct);

    /// <summary>Replaces every way in by a password and an authenticator app, once a code shows that the app has the key.</summary>
    /// <param name="passwordHash">Of <see cref="HashPassword"/>.</param>
    public Task<Result<KnownPerson>> ReplaceByPasswordAsync(
        Guid person, string stamp, string passwordHash, string key, string? code, string origin, CancellationToken ct) => change.ReplaceAsync(
        person, stamp, "password and authenticator", origin,
        async row =>
        {
            (row.PasswordHash, row.TwoFactorEnabled) = (passwordHash, true);
            return await AcceptNewKeyAsync(row, key, code, ct);
        },
        ct);

    /// <summary>Replaces every way in by an account of the organisation's identity provider. One account is one person's.</summary>
    /// <param name="issuer">The provider's issuer address.</param>
    /// <param name="subject">The provider's own id of the account.</param>
    /// <param name="name">How people know the provider.</param>
    public Task<Result<KnownPerson>> ReplaceByOrganisationAsync(Guid person, string stamp, string issuer, string subject, string name, string origin, CancellationToken ct) => change.ReplaceAsync(
        person, stamp, "organisation account", origin,
        async row => (await accounts.AddLoginAsync(row, new UserLoginInfo(issuer, subject, name))).Succeeded, ct);

    public Task<Result<KnownPerson>> AddPasskeyAsync(Actor by, Guid session, UserPasskeyInfo passkey, CancellationToken ct) => change.ChangeAsync(
        by, session, "passkey-added",
        async row => (await accounts.GetPasskeysAsync(row)).Count < MaxPasskeys && (await accounts.AddOrUpdatePasskeyAsync(row, passkey)).Succeeded, ct);

    /// <summary>Changes the password of somebody who has one.</summary>
    public Task<Result<KnownPerson>> ChangePasswordAsync(Actor by, Guid session, string passwordHash, CancellationToken ct) => change.ChangeAsync(
        by, session, "password-changed",
        row =>
        {
            row.PasswordHash = passwordHash;
            return Task.FromResult(row.TwoFactorEnabled);
        },
        ct);

    /// <summary>Replaces the authenticator app, or gives somebody who has passkeys alone a password and an app.</summary>
    /// <param name="passwordHash">Null to keep the password.</param>
    public Task<Result<KnownPerson>> SetAuthenticatorAsync(Actor by, Guid session, string? passwordHash, string key, string? code, CancellationToken ct) => change.ChangeAsync(
        by, session, passwordHash is null ? "authenticator-replaced" : "password-and-authenticator-added",
        async row =>
        {
            (row.PasswordHash, row.TwoFactorEnabled) = (passwordHash ?? row.PasswordHash, true);
            return row.PasswordHash is not null && await AcceptNewKeyAsync(row, key, code, ct);
        },
        ct);

    /// <summary>Gives somebody ten new recovery codes, which are shown now and never again; the old ones are void.</summary>
    public async Task<Result<IReadOnlyList<string>>> NewRecoveryCodesAsync(Actor by, Guid session, CancellationToken ct)
    {
        IReadOnlyList<string> made = [];
        var changed = await change.ChangeAsync(
            by, session, "recovery-codes-made",
            async row =>
            {
                made = [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(row, RecoveryCodes.Count) ?? []];
                return made.Count == RecoveryCodes.Count;
            },
            ct, keepsOthers: true);
        return changed.Error is { } error ? error : new Result<IReadOnlyList<string>>(made, null);
    }

    /// <summary>A password as it is kept: PBKDF2 with a salt of its own. It must have passed <see cref="PasswordRules"/>.</summary>
    public string HashPassword(string password) =>
        accounts.PasswordHasher.HashPassword(new Person { Name = "", Role = "" }, PasswordRules.Hashable(password) ?? throw new ArgumentException("The password breaks the rules.", nameof(password)));

    private async Task<bool> AcceptNewKeyAsync(Person row, string key, string? code, CancellationToken ct)
    {
        await change.Store.SetAuthenticatorKeyAsync(row, key, ct);
        return await codes.AcceptAsync(row, code, ct);
    }
}
