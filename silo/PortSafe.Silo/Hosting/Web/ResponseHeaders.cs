using Microsoft.Extensions.Options;
using PortSafe.Grains;

namespace PortSafe.Silo.Hosting.Web;

/// <summary>
/// What every response tells the browser to refuse. Pages carry no script or style of their own, so nothing inline is allowed; no
/// address that somebody was reading is passed on to another site, the reporting form least of all.
/// </summary>
internal sealed class ResponseHeaders(PublicSite site, IOptions<WebOptions> options)
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string PermissionsPolicy =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), " +
        "midi=(), payment=(), picture-in-picture=(), publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), usb=()";

    private const string TwoYears = "max-age=63072000";
    private const string NoStore = "no-store";

    private readonly string? _transport = !site.IsSecure ? null : options.Value.HstsSubdomains ? $"{TwoYears}; includeSubDomains" : TwoYears;

    public Task AddAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        if (_transport is not null)
            headers.StrictTransportSecurity = _transport;
        if (IsPrivate(context))
            headers.CacheControl = NoStore;
    }

    /// <summary>
    /// A page names the person who reads it; no cache may keep it for the next one at the same machine. The same holds for what the API
    /// answers, unless an endpoint says for itself how long its answer keeps.
    /// </summary>
    private static bool IsPrivate(HttpContext context) =>
        context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true ||
        ((context.Request.Path.StartsWithSegments("/api") || context.User.Identity?.IsAuthenticated == true) && context.Response.Headers.CacheControl.Count == 0);
}
