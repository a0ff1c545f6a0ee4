using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PortSafe.Dashboard;

/// <summary>
/// What every response tells the browser to refuse. Pages carry no script or style of their own, so nothing inline is allowed; no
/// address that somebody was reading is passed on to another site, the reporting form least of all.
/// </summary>
internal static class PageHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UsePageHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state => Set((HttpResponse)state), context.Response);
        return next(context);
    });

    private static Task Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // A page names the person who reads it; no cache may keep it for the next one at the same machine.
        if (response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
