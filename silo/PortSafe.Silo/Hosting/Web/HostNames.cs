using PortSafe.Grains;

namespace PortSafe.Silo.Hosting.Web;

/// <summary>Answers to the public address alone, so that no request can put another name into a link or a redirect.</summary>
internal sealed class HostNames(PublicSite site)
{
    public const string HealthPath = "/health";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options];

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsKnown(context.Request))
            return AnswerAsync(context, StatusCodes.Status400BadRequest, "This server does not answer to the host name of the request.");
        // Pages take some of their own methods for handlers of HTTP methods that do not exist.
        return Methods.Contains(context.Request.Method, StringComparer.Ordinal)
            ? next(context)
            : AnswerAsync(context, StatusCodes.Status405MethodNotAllowed, "This server does not answer to the method of the request.");
    }

    /// <summary>Sends readers who came without TLS to the same page with it. What they sent that way is not taken in.</summary>
    public Task SecureAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!site.IsSecure || request.IsHttps || request.Path.StartsWithSegments(HealthPath))
            return next(context);
        if ((!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) || request.Path.StartsWithSegments("/api"))
            return AnswerAsync(context, StatusCodes.Status400BadRequest, $"Use {site}. What is sent without TLS can be read on the way.");
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = site.Page(request.Path.ToUriComponent() + request.QueryString.ToUriComponent());
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private bool IsKnown(HttpRequest request)
    {
        var host = request.Host.Host;
        return host.Equals(site.Host, StringComparison.OrdinalIgnoreCase) ||
            (LoopbackNames.Contain(host) && (site.IsLoopback || request.Path.StartsWithSegments(HealthPath)));
    }
}
