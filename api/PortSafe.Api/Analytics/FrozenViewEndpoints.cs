using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortSafe.Api.Charts;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Grains.Charts;

namespace PortSafe.Api.Analytics;

/// <summary>The files of views that were frozen to be cited.</summary>
internal static class FrozenViewEndpoints
{
    /// <summary>The name of the operation, by which its parameters are described.</summary>
    public const string Name = "frozen-view-chart";

    public static void MapFrozenViews(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/views/{id}.{kind}", FileAsync)
            .RequireAuthorization(AccessPolicies.For(Permission.ReadSector))
            .Produces<Stream>(StatusCodes.Status200OK, "text/csv", ChartXlsx.MediaType, "image/svg+xml", "image/png")
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Measures")
            .WithName(Name)
            .WithSummary("A view that was frozen to be cited, as csv, xlsx, svg or png");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(
        string id, string kind, [AsParameters] ChartLook look, FrozenViews views, ChartFiles files, HttpContext http, CancellationToken ct)
    {
        if (!ChartFiles.Kinds.Contains(kind))
            return ApiErrors.NotFound();
        if (!look.Read().Succeeded(out var size, out var error) || !(await views.FindAsync(id, http.User.Actor(), ct)).Succeeded(out var cited, out error))
            return ApiErrors.Of(error);
        if (cited.Chart is not { } chart)
            return ApiErrors.Of(Error.NotFound("frozen-view-withdrawn", "A release in this view was withdrawn, so its figures are not published any more."));
        return await ChartEndpoints.FileAsync(chart, cited.Id, kind, size, look, files, http, ct);
    }
}
