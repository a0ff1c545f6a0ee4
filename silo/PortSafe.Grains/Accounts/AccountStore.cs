using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Keeps what people sign in with so that a copy of the database does not sign anyone in: authenticator keys are encrypted, recovery
/// codes are hashed. An update writes what has changed and nothing else, so that it cannot undo what another did meanwhile.
/// </summary>
internal sealed class AccountStore(PortSafeDb db, IDataProtectionProvider protection) : UserOnlyStore<Person, PortSafeDb, Guid>(db)
{
    private const string Provider = "portsafe";
    private const string CodesName = "recovery-codes";

    private readonly IDataProtector _keys = protection.CreateProtector("PortSafe.Accounts.AuthenticatorKey");

    public override async Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Guid.CreateVersion7().ToString("D");
        try
        {
            await SaveChanges(cancellationToken);
            return IdentityResult.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }
    }

    public override Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _keys.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { Length: > 0 } kept ? _keys.Unprotect(kept) : null;

    /// <summary>Forgets the authenticator key, when the person leaves the password way.</summary>
    public async Task RemoveAuthenticatorKeyAsync(Person user, CancellationToken ct)
    {
        if (await base.GetAuthenticatorKeyAsync(user, ct) is not null)
            await base.SetAuthenticatorKeyAsync(user, "", ct);
    }

    public override Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, CodesName, RecoveryCodeHashes.Of(recoveryCodes).ToString(), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken)
    {
        if ((await HashesAsync(user, cancellationToken)).Without(code) is not { } rest)
            return false;
        // The update of the person that follows fails for all but the first of those who spend the same code at once.
        await SetTokenAsync(user, Provider, CodesName, rest.ToString(), cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(Person user, CancellationToken cancellationToken) => (await HashesAsync(user, cancellationToken)).Count;

    private async Task<RecoveryCodeHashes> HashesAsync(Person user, CancellationToken ct) =>
        RecoveryCodeHashes.Parse(await GetTokenAsync(user, Provider, CodesName, ct) ?? "");
}
