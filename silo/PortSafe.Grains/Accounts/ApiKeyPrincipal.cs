using System.Security.Claims;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>A key as claims, and back. Claims never outlive a request.</summary>
public static class ApiKeyPrincipal
{
    private const string KeyClaim = "portsafe:key";
    private const string ScopeClaim = "portsafe:scope";
    private const string OriginClaim = "portsafe:key-origin";

    /// <param name="scheme">The authentication scheme that vouches for it.</param>
    /// <exception cref="ArgumentException">The actor is no key.</exception>
    public static ClaimsPrincipal Of(Actor key, string scheme)
    {
        if (key.KeyId is not { } id)
            throw new ArgumentException("Only a key is authenticated as one.", nameof(key));
        List<Claim> claims = [new(KeyClaim, id.ToString("D")), .. key.Scopes.Select(scope => new Claim(ScopeClaim, scope.Code))];
        if (key.Origin is { } origin)
            claims.Add(new Claim(OriginClaim, origin));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>The key that asks; null when it is no key.</summary>
    internal static Actor? FindKey(this ClaimsPrincipal principal) => Guid.TryParseExact(principal.FindFirstValue(KeyClaim), "D", out var id)
        ? Actor.Key(id, [.. principal.FindAll(ScopeClaim).Select(claim => KeyScope.Parse(claim.Value))]) with { Origin = principal.FindFirstValue(OriginClaim) }
        : null;
}
