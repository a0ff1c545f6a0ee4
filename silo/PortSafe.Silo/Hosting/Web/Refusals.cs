using PortSafe.Data.Audit;
using PortSafe.Grains.Accounts;

namespace PortSafe.Silo.Hosting.Web;

/// <summary>
/// Writes to the audit log what somebody who is signed in, or a program with a key, was refused. It names the route and never the
/// address, which may hold a token.
/// </summary>
internal sealed class Refusals(AuditRefusals log)
{
    public const string Action = "request-refused";

    private const string NoRoute = "no route";

    public async Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        // The endpoint, and who asks, may be others once an error page has been made of the answer.
        var (actor, endpoint) = (context.User.FindActor(), context.GetEndpoint() as RouteEndpoint);
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status403Forbidden || actor is null || context.IsErrorPage())
            return;
        var route = endpoint is null ? NoRoute : $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}";
        await log.RecordAsync(actor, Action, $"{MethodOf(context.Request)} {route}", "", CancellationToken.None);
    }

    /// <summary>Whoever asks can make up a method; only known ones are repeated.</summary>
    private static string MethodOf(HttpRequest request) =>
        HttpMethods.GetCanonicalizedValue(request.Method) is var method && IsKnown(method) ? method : "OTHER";

    private static bool IsKnown(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS";
}
