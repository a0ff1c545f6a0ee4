using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Signs in whoever the organisation's provider vouches for. An account there is bound to a person by the provider's own id of it,
/// never by an address, and only while that person sets up how they sign in.
/// </summary>
public sealed class OrganisationAccounts(
    PortSafeDb db, People people, WaysIn waysIn, Steps steps, Origins origins, AuditLog audit, IOptions<OrganisationOptions> options)
{
    public static Error Refused =>
        Error.Forbidden("organisation-refused", "You could not be signed in with that account. Sign in another way, or ask a JMSC administrator for an invitation.");

    /// <param name="vouched">The claims of an identity token that has been checked.</param>
    /// <param name="setsUp">Whether the person went there to set up how they sign in, and not to sign in.</param>
    /// <returns>The person; or <see cref="Refused"/>, whatever the reason.</returns>
    public async Task<Result<KnownPerson>> SignInAsync(HttpContext http, ClaimsPrincipal vouched, bool setsUp, CancellationToken ct)
    {
        var origin = await origins.FindAsync(http, ct);
        if (vouched.FindFirst("sub") is not { Value.Length: > 0 } subject)
            return await RefuseAsync("no subject", origin, ct);
        if (subject.Issuer.TrimEnd('/') != options.Value.Authority.TrimEnd('/'))
            return await RefuseAsync("another issuer", origin, ct);
        if (!vouched.HasClaim(options.Value.SecondFactorClaim, options.Value.SecondFactorValue))
            return await RefuseAsync("no second factor", origin, ct);
        if (setsUp)
        {
            if (steps.Find(http, StepKind.SetUp) is not { } step)
                return await RefuseAsync("not set up", origin, ct);
            var replaced = await waysIn.ReplaceByOrganisationAsync(step.Person, step.Stamp, subject.Issuer, subject.Value, options.Value.Name, origin, ct);
            return replaced.Error is null ? replaced : await RefuseAsync("not set up", origin, ct);
        }
        var id = await db.UserLogins.Where(login => login.LoginProvider == subject.Issuer && login.ProviderKey == subject.Value)
            .Select(login => (Guid?)login.UserId).SingleOrDefaultAsync(ct);
        return id is { } known && await people.FindAsync(known, ct) is { IsActive: true } person ? person : await RefuseAsync("not known", origin, ct);
    }

    private async Task<Error> RefuseAsync(string reason, string origin, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await audit.AppendAsync(db, Actor.Job("sign-in") with { Origin = origin }, "sign-in-refused", "unknown", $"organisation account, {reason}", ct, AuditOutcome.Refused);
        await transaction.CommitAsync(ct);
        return Refused;
    }
}
