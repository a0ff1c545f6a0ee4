using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// The cookie that keeps a browser signed in. It holds nothing but the token of a session, which the database knows by its hash;
/// who that is and what they may do is read with each request. SameSite=Lax keeps it off requests that another site makes with POST.
/// </summary>
public static class SessionCookie
{
    public const string SignInPath = "/sign-in";

    /// <summary>The parameter of the sign-in page that says where to go on.</summary>
    public const string ReturnParameter = "from";

    private const string Name = "portsafe";
    private const string TokenClaim = "portsafe:token";
    private const string ApiPath = "/api";

    /// <summary>Starts a session in this browser, in place of the one that it may have.</summary>
    public static async Task SignInAsync(HttpContext http, KnownPerson person, SignInMethod method)
    {
        await EndCurrentAsync(http);
        var origin = await http.RequestServices.GetRequiredService<Origins>().FindAsync(http, http.RequestAborted);
        var token = await http.RequestServices.GetRequiredService<Sessions>().StartAsync(person, method, origin, http.RequestAborted);
        var identity = new ClaimsIdentity([new Claim(TokenClaim, token)], IdentityConstants.ApplicationScheme);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Ends the session itself, so that a copy of its cookie is dead as well.</summary>
    public static async Task SignOutAsync(HttpContext http)
    {
        await EndCurrentAsync(http);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    internal static void Configure(CookieAuthenticationOptions options, AccountOptions accounts, PublicSite site)
    {
        options.Cookie.Name = site.CookieName(Name);
        options.Cookie.HttpOnly = true;
        options.Cookie.Path = "/";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = site.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        options.Cookie.IsEssential = true;
        // The server's own record of the session decides, and is stricter.
        options.ExpireTimeSpan = TimeSpan.FromHours(Math.Max(accounts.AbsoluteHours, accounts.JmscAbsoluteHours));
        options.SlidingExpiration = false;
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = ReturnParameter;
        options.Events.OnValidatePrincipal = RefreshAsync;
        options.Events.OnRedirectToLogin = context => RedirectOrStatus(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Status(context.Response, StatusCodes.Status403Forbidden);
        // Where to go on is for the page to say, which knows a local address from another.
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
    }

    private static async Task EndCurrentAsync(HttpContext http)
    {
        if (http.User.FindActor() is { PersonId: { } person } actor && http.User.FindSession() is { } session)
            await http.RequestServices.GetRequiredService<Sessions>().EndAsync(person, session, actor, http.RequestAborted);
    }

    private static async Task RefreshAsync(CookieValidatePrincipalContext context)
    {
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        if (context.Principal?.FindFirstValue(TokenClaim) is { } token &&
            await services.GetRequiredService<Sessions>().FindAsync(token, http.RequestAborted) is { } signedIn)
        {
            context.ReplacePrincipal(Principals.Of(signedIn, await services.GetRequiredService<Origins>().FindAsync(http, http.RequestAborted)));
            return;
        }
        context.RejectPrincipal();
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static Task RedirectOrStatus(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments(ApiPath))
            return Status(context.Response, status);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task Status(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
