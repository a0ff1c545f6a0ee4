using Microsoft.AspNetCore.Http;
using PortSafe.Grains;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>The cookie of somebody who applies. It holds the token of the application's session and is gone when the browser closes.</summary>
public sealed class JoinSession(PublicSite site)
{
    private string Name => site.CookieName("portsafe-join");

    public string? Find(HttpContext http) => http.Request.Cookies[Name];

    public void Keep(HttpContext http, string token) => http.Response.Cookies.Append(
        Name, token, new CookieOptions { HttpOnly = true, Secure = site.IsSecure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true });
}
