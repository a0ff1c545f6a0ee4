using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>The two ceremonies of WebAuthn: making a passkey, and signing in with one. A challenge is good for one answer.</summary>
public sealed class Passkeys(
    IPasskeyHandler<Person> handler, UserManager<Person> accounts, PortSafeDb db, People people, Steps steps, UsedCodes used, AuditLog audit)
{
    public static Error Refused => Error.Invalid("passkey-refused", "This passkey could not be used. Try again, or sign in another way.");

    /// <summary>What the browser is asked to make, as the JSON of WebAuthn.</summary>
    public async Task<string> MakeCreationOptionsAsync(HttpContext http, KnownPerson person)
    {
        var entity = new PasskeyUserEntity { Id = person.Id.ToString("D"), Name = person.Email, DisplayName = person.Name };
        var options = await handler.MakeCreationOptionsAsync(entity, http);
        steps.KeepCeremony(http, options.AttestationState ?? "");
        return options.CreationOptionsJson;
    }

    /// <summary>Takes what the browser has made.</summary>
    /// <param name="name">How its owner calls it, 1 to 60 characters.</param>
    public async Task<Result<UserPasskeyInfo>> TakeCreatedAsync(HttpContext http, KnownPerson person, string? credential, string name)
    {
        if (credential is not { Length: > 0 } || steps.TakeCeremony(http) is not { } state)
            return Refused;
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { CredentialJson = credential, AttestationState = state, HttpContext = http });
        if (!result.Succeeded || result.UserEntity.Id != person.Id.ToString("D") || !result.Passkey.IsUserVerified)
            return Refused;
        result.Passkey.Name = name;
        return result.Passkey;
    }

    /// <summary>What the browser is asked to sign, as the JSON of WebAuthn. It names nobody, so that the passkey itself says who it is.</summary>
    public async Task<string> MakeRequestOptionsAsync(HttpContext http)
    {
        var options = await handler.MakeRequestOptionsAsync(null, http);
        steps.KeepCeremony(http, options.AssertionState ?? "");
        return options.RequestOptionsJson;
    }

    /// <summary>Takes what the browser has signed.</summary>
    /// <param name="origin">The id of an origin.</param>
    /// <returns>Who it is; or <see cref="Refused"/>, whatever the reason.</returns>
    public async Task<Result<KnownPerson>> TakeSignedAsync(HttpContext http, string? credential, string origin, CancellationToken ct)
    {
        var state = steps.TakeCeremony(http);
        var result = credential is { Length: > 0 } && state is not null
            ? await handler.PerformAssertionAsync(new PasskeyAssertionContext { CredentialJson = credential, AssertionState = state, HttpContext = http })
            : null;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // A copy of the browser's cookie and of its answer, sent again, has been spent.
        var isTaken = result is { Succeeded: true } && result.User is { RevokedAt: null, WipedAt: null } && result.Passkey.IsUserVerified &&
            await used.SpendAsync(result.User.Id, state!, ct) && (await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded;
        if (!isTaken)
        {
            db.ChangeTracker.Clear();
            var subject = result?.User is { } known ? KnownPerson.SubjectOf(known.Id) : "unknown";
            await audit.AppendAsync(db, Actor.Job("sign-in") with { Origin = origin }, "sign-in-refused", subject, "passkey", ct, AuditOutcome.Refused);
        }
        await transaction.CommitAsync(ct);
        return isTaken ? (await people.FindAsync(result!.User!.Id, ct))! : Refused;
    }
}
