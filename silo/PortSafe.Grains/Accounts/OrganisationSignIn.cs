using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace PortSafe.Grains.Accounts;

/// <summary>OpenID Connect with the organisation's provider: the code flow with PKCE, for the subject alone.</summary>
public static class OrganisationSignIn
{
    /// <summary>The authentication scheme; there is one only where a provider is configured.</summary>
    public const string Scheme = "organisation";

    /// <summary>The page that sends people to the provider.</summary>
    public const string Path = "/sign-in/organisation";

    /// <summary>Where those are sent whom the provider, or this platform, did not accept.</summary>
    public const string RefusedPath = $"{SessionCookie.SignInPath}?refused={Scheme}";

    /// <summary>The item of the protected state that says that the person sets up how they sign in.</summary>
    public const string SetUpItem = "portsafe:set-up";

    private const string CallbackPath = $"{Path}/callback";

    /// <summary>How a provider may sign: with a key of its own, of which it publishes the other half.</summary>
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    internal static void AddOrganisation(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(OrganisationOptions.Section);
        services.AddOptions<OrganisationOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OrganisationOptions>, OrganisationOptionsValidator>());
        if (section.Get<OrganisationOptions>() is not { IsConfigured: true })
            return;
        services.AddScoped<OrganisationAccounts>();
        services.AddAuthentication().AddOpenIdConnect(Scheme, _ => { });
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<OrganisationOptions>, PublicSite>((connect, organisation, site) => Configure(connect, organisation.Value, site));
    }

    private static void Configure(OpenIdConnectOptions options, OrganisationOptions organisation, PublicSite site)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (organisation.Authority, organisation.ClientId, organisation.ClientSecret);
        // Only an address of this machine may go without TLS; the validator sees to that.
        options.RequireHttpsMetadata = organisation.Authority.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
        (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (options.MapInboundClaims, options.SaveTokens, options.DisableTelemetry) = (false, false, true);
        options.CallbackPath = CallbackPath;
        // By the first of these anyone could sign people out; nothing here sends anyone to the second.
        (options.RemoteSignOutPath, options.SignedOutCallbackPath) = (PathString.Empty, PathString.Empty);
        // Whoever comes back has proved themselves now, not some time ago.
        options.Prompt = OpenIdConnectPrompt.Login;
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        options.Scope.Clear();
        options.Scope.Add(OpenIdConnectScope.OpenId);
        foreach (var cookie in new[] { options.NonceCookie, options.CorrelationCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = site.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        }
        options.Events.OnTicketReceived = TakeAsync;
        options.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect(RefusedPath);
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static async Task TakeAsync(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        context.HandleResponse();
        var accounts = http.RequestServices.GetRequiredService<OrganisationAccounts>();
        if (context.Principal is null || !(await accounts.SignInAsync(http, context.Principal, context.Properties?.Items.ContainsKey(SetUpItem) == true, http.RequestAborted)).Succeeded(out var person, out _))
        {
            http.Response.Redirect(RefusedPath);
            return;
        }
        http.RequestServices.GetRequiredService<Steps>().Forget(http);
        // This runs before the request's own cookie is read, and the session that it may name is to end.
        http.User = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal ?? http.User;
        await SessionCookie.SignInAsync(http, person, SignInMethod.Organisation);
        http.Response.Redirect(context.ReturnUri ?? "/");
    }
}
