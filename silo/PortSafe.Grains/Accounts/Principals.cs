using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>People as claims, and back. Claims never outlive a request: each one builds them afresh from the database.</summary>
public static class Principals
{
    private const string PortClaim = "portsafe:port";
    private const string FacilityClaim = "portsafe:facility";
    private const string SessionClaim = "portsafe:session";
    private const string StartedClaim = "portsafe:started";
    private const string OriginClaim = "portsafe:origin";

    /// <param name="origin">The id of the origin of this request.</param>
    public static ClaimsPrincipal Of(SignedIn signedIn, string origin)
    {
        var person = signedIn.Person;
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id.ToString("D")),
            new(ClaimTypes.Name, person.Name),
            new(ClaimTypes.Role, person.Role.Code),
            new(SessionClaim, signedIn.Session.ToString("D")),
            new(StartedClaim, signedIn.StartedAt.UtcTicks.ToString(CultureInfo.InvariantCulture)),
            new(OriginClaim, origin),
            .. person.Ports.Select(port => new Claim(PortClaim, port.ToString())),
            .. person.Facilities.Select(facility => new Claim(FacilityClaim, facility.ToString())),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }

    /// <summary>The person, or a program's key, as pages and grains ask what they may do; null when nobody is signed in.</summary>
    public static Actor? FindActor(this ClaimsPrincipal principal) =>
        principal.FindPersonId() is { } id && Role.TryParse(principal.FindFirstValue(ClaimTypes.Role), null, out var role)
            ? Domain.Accounts.Actor.Person(id, role, [.. principal.FindAll(PortClaim).Select(claim => Locode.Parse(claim.Value))]) with
            {
                Facilities = [.. principal.FindAll(FacilityClaim).Select(claim => PortFacility.Parse(claim.Value))],
                Origin = principal.FindFirstValue(OriginClaim),
            }
            : principal.FindKey();

    /// <summary>As <see cref="FindActor"/>, for code behind a policy.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint has no policy.</exception>
    public static Actor Actor(this ClaimsPrincipal principal) =>
        principal.FindActor() ?? throw new InvalidOperationException("Nobody is signed in, so this page or endpoint lacks a policy.");

    /// <summary>The session of this browser; null when nobody is signed in.</summary>
    public static Guid? FindSession(this ClaimsPrincipal principal) => IdIn(principal, SessionClaim);

    /// <summary>When the person last proved who they are; null when nobody is signed in.</summary>
    public static DateTimeOffset? FindSignedInAt(this ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(StartedClaim), CultureInfo.InvariantCulture, out var ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    internal static Guid? FindPersonId(this ClaimsPrincipal principal) => IdIn(principal, ClaimTypes.NameIdentifier);

    private static Guid? IdIn(ClaimsPrincipal principal, string claim) => Guid.TryParseExact(principal.FindFirstValue(claim), "D", out var id) ? id : null;
}
