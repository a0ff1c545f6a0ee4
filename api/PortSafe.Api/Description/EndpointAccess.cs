using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Api.Accounts;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;

namespace PortSafe.Api.Description;

/// <summary>Who may call an endpoint, found by asking its policies about each role and each scope: the same policies that ask about callers.</summary>
/// <param name="Roles">People, by role; ports are asked about later, one by one.</param>
/// <param name="Scopes">Keys, by scope.</param>
internal sealed record EndpointAccess(bool IsPublic, IReadOnlyList<Role> Roles, IReadOnlyList<KeyScope> Scopes)
{
    private static readonly Locode AnyPort = Locode.Parse("GBFXT");

    /// <param name="metadata">Of the endpoint.</param>
    public static async Task<EndpointAccess> OfAsync(IEnumerable<object> metadata, IServiceProvider services)
    {
        var all = metadata.ToList();
        if (all.OfType<IAllowAnonymous>().Any())
            return new EndpointAccess(true, Role.All, KeyScope.All);
        var policies = services.GetRequiredService<IAuthorizationPolicyProvider>();
        var policy = await AuthorizationPolicy.CombineAsync(policies, all.OfType<IAuthorizeData>()) ?? await policies.GetDefaultPolicyAsync();
        var authorization = services.GetRequiredService<IAuthorizationService>();
        async Task<bool> MayAsync(ClaimsPrincipal caller) => (await authorization.AuthorizeAsync(caller, null, policy)).Succeeded;

        var (roles, scopes) = (new List<Role>(), new List<KeyScope>());
        foreach (var role in Role.All)
        {
            if (await MayAsync(PersonIn(role)))
                roles.Add(role);
        }
        foreach (var scope in KeyScope.All)
        {
            if (await MayAsync(ApiKeyPrincipal.Of(Actor.Key(Guid.Empty, [scope]), ApiKeyAuthentication.Bearer)))
                scopes.Add(scope);
        }
        return new EndpointAccess(false, roles, scopes);
    }

    private static ClaimsPrincipal PersonIn(Role role)
    {
        var person = new KnownPerson(Guid.Empty, "", "", role, role == Role.PortManager ? [AnyPort] : [], IsSample: false, "", IsActive: true);
        return Principals.Of(new SignedIn(person, Guid.Empty, default), "");
    }
}
