using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// The cookie that keeps a browser signed in. It says who somebody was when they signed in; who they are now is read with each
/// request. SameSite=Lax keeps it off requests that another site makes with POST.
/// </summary>
public static class SessionCookie
{
    public const string SignInPath = "/sign-in";

    private const string Name = "portsafe-session";
    private const string ApiPath = "/api";

    public static Task SignInAsync(HttpContext http, KnownPerson person) => http.SignInAsync(IdentityConstants.ApplicationScheme, Principals.Of(person));

    public static Task SignOutAsync(HttpContext http) => http.SignOutAsync(IdentityConstants.ApplicationScheme);

    internal static void Configure(CookieAuthenticationOptions options, AccountOptions accounts)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(accounts.IdleMinutes);
        options.SlidingExpiration = true;
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = "from";
        options.Events.OnValidatePrincipal = RefreshAsync;
        options.Events.OnRedirectToLogin = context => RedirectOrStatus(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Status(context.Response, StatusCodes.Status403Forbidden);
    }

    private static async Task RefreshAsync(CookieValidatePrincipalContext context)
    {
        var now = context.Principal?.FindPersonId() is { } id
            ? await context.HttpContext.RequestServices.GetRequiredService<SignedInPeople>().FindAsync(id, context.HttpContext.RequestAborted)
            : null;
        if (now is not null && now.Stamp == context.Principal?.FindFirstValue(Principals.StampClaim))
        {
            context.ReplacePrincipal(Principals.Of(now));
            return;
        }
        context.RejectPrincipal();
        await SignOutAsync(context.HttpContext);
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
