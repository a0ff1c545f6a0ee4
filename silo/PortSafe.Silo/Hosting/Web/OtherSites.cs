using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace PortSafe.Silo.Hosting.Web;

/// <summary>
/// Refuses what another site has a browser send here, beside the tokens of forms: browsers say where a request comes from in
/// <c>Sec-Fetch-Site</c>, which no page can forge. Programs do not send it.
/// </summary>
internal static class OtherSites
{
    public static Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        if (IsSafe(context.Request.Method) || IsOwn(context.Request) || IsForOthers(context) || context.IsErrorPage())
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Whether the request is being answered again, to say what went wrong with it.</summary>
    public static bool IsErrorPage(this HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>What asks for no form's token, such as unsubscribing by one click, is meant to be sent from elsewhere.</summary>
    private static bool IsForOthers(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IgnoreAntiforgeryTokenAttribute>() is not null;

    private static bool IsOwn(HttpRequest request) => (string?)request.Headers["Sec-Fetch-Site"] is null or "same-origin" or "none";
}
