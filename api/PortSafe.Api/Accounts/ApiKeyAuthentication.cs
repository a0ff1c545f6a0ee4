using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PortSafe.Grains.Accounts;

namespace PortSafe.Api.Accounts;

/// <summary>
/// Programs that authenticate with <c>Authorization: Bearer</c>. Where the header is present nothing else is looked at: a request is
/// made by a key or by a browser, never by both. A key that is unknown, expired, revoked or stopped gets one and the same answer.
/// </summary>
internal sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeysInUse keys, Origins origins)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme, and what a request without a sound key is asked for.</summary>
    public const string Bearer = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header])
            return AuthenticateResult.NoResult();
        var parts = header.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts is not [var scheme, var text] || !scheme.Equals(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (await keys.FindAsync(text, Context.RequestAborted) is not { } key)
            return AuthenticateResult.Fail("The key opens nothing.");
        var actor = key with { Origin = await origins.FindAsync(Context, Context.RequestAborted) };
        return AuthenticateResult.Success(new AuthenticationTicket(ApiKeyPrincipal.Of(actor, Scheme.Name), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}

/// <summary>Registration of programs' way in.</summary>
internal static class ApiKeyAuthenticationRegistration
{
    public static IServiceCollection AddApiKeyAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Bearer, null);
        services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie => cookie.ForwardDefaultSelector = SchemeOf);
        return services;
    }

    /// <summary>Null leaves a request to the cookie.</summary>
    private static string? SchemeOf(HttpContext http) =>
        http.Request.Path.StartsWithSegments(ApiRegistration.VersionPath) && http.Request.Headers.ContainsKey(HeaderNames.Authorization) ? ApiKeyAuthentication.Bearer : null;
}
