using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>People as claims, and back. Claims never outlive a request: each one builds them afresh from the database.</summary>
public static class Principals
{
    internal const string StampClaim = "portsafe:stamp";
    private const string PortClaim = "portsafe:port";

    public static ClaimsPrincipal Of(KnownPerson person)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id.ToString("D")),
            new(ClaimTypes.Name, person.Name),
            new(ClaimTypes.Role, person.Role.Code),
            new(StampClaim, person.Stamp),
            .. person.Ports.Select(port => new Claim(PortClaim, port.ToString())),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }

    /// <summary>The person as pages and grains ask what they may do; null when nobody is signed in.</summary>
    public static Actor? FindActor(this ClaimsPrincipal principal) =>
        principal.FindPersonId() is { } id && Role.TryParse(principal.FindFirstValue(ClaimTypes.Role), null, out var role)
            ? Domain.Accounts.Actor.Person(id, role, [.. principal.FindAll(PortClaim).Select(claim => Locode.Parse(claim.Value))])
            : null;

    /// <summary>As <see cref="FindActor"/>, for code behind a policy.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint has no policy.</exception>
    public static Actor Actor(this ClaimsPrincipal principal) =>
        principal.FindActor() ?? throw new InvalidOperationException("Nobody is signed in, so this page or endpoint lacks a policy.");

    internal static Guid? FindPersonId(this ClaimsPrincipal principal) =>
        Guid.TryParseExact(principal.FindFirstValue(ClaimTypes.NameIdentifier), "D", out var id) ? id : null;
}
