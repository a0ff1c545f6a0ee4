using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>One address that always leads to the latest issue; to the archive where there is none.</summary>
internal static class LatestIssue
{
    public static void MapLatestIssue(this IEndpointRouteBuilder app) =>
        app.MapMethods(Links.LatestNewsletter, [HttpMethods.Get, HttpMethods.Head], RedirectAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<RedirectHttpResult> RedirectAsync(IssueArchive archive, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache";
        var edition = await archive.ReadAsync(http.RequestAborted);
        return TypedResults.LocalRedirect(edition.Latest is { } latest ? Links.Issue(latest.Key) : Links.Newsletters);
    }
}
