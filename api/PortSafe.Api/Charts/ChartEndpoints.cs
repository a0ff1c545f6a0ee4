using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Ports;

namespace PortSafe.Api.Charts;

/// <summary>Charts as files, drawn from the same data by the same code as on the pages.</summary>
internal static class ChartEndpoints
{
    private const string Svg = "svg";

    /// <summary>In seconds: no longer, because a release can be withdrawn.</summary>
    private const int FiveMinutes = 5 * 60;

    /// <summary>Of what may be kept, but only for as long as it is asked for again each time.</summary>
    internal const string AskAgain = "private, no-cache";

    public static void MapCharts(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/charts/{id}.{kind}", SectorAsync)
            .RequireAuthorization(AccessPolicies.For(Permission.ReadSector))
            .Drawn("text/csv", ChartXlsx.MediaType, "image/svg+xml", "image/png")
            .WithName("sector-chart")
            .WithSummary("A chart of the sector as csv, xlsx, svg or png");
        v1.MapGet("/newsletters/charts/{id}.svg", PublishedAsync)
            .AllowAnonymous()
            .Drawn("image/svg+xml")
            .WithName("newsletter-chart")
            .WithSummary("A chart of a published newsletter as svg");
        v1.MapGet("/ports/{locode}/charts/{id}.{kind}", PortAsync)
            .RequireAuthorization(AccessPolicies.Ports)
            .Drawn("text/csv", ChartXlsx.MediaType, "image/svg+xml", "image/png")
            .WithName("port-chart")
            .WithSummary("A chart of one port as csv, xlsx, svg or png");
    }

    private static RouteHandlerBuilder Drawn(this RouteHandlerBuilder chart, string type, params string[] others) =>
        chart.Produces<Stream>(StatusCodes.Status200OK, type, others).Produces(StatusCodes.Status304NotModified).WithTags("Charts");

    /// <summary>A newsletter is for everyone, its charts with it: but only charts of quarters that some published issue has told of.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PublishedAsync(
        string id, string? quarter, [AsParameters] ChartLook look, SectorCharts charts, IssueArchive archive, ChartFiles files, HttpContext http, CancellationToken ct)
    {
        if (!look.ReadPublished().Succeeded(out var size, out var error))
            return ApiErrors.Of(error);
        if (!Quarter.TryParse(quarter, null, out var parsed) || (await archive.ListAsync(ct)).All(issue => !(issue.Key.Quarter >= parsed)))
            return ApiErrors.NotFound();
        return await FindAsync(await charts.FindAsync(id, parsed, ct), parsed.ToString(), Svg, size, look, files, http, ct);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> SectorAsync(
        string id, string kind, string? quarter, [AsParameters] ChartLook look, SectorCharts charts, ChartFiles files, HttpContext http, CancellationToken ct)
    {
        if (!Quarter.TryParse(quarter, null, out var parsed))
            return ApiErrors.Of(Error.Invalid("quarter-invalid", "Give a quarter such as 2026Q3.", "quarter"));
        if (!look.Read().Succeeded(out var size, out var error))
            return ApiErrors.Of(error);
        return await FindAsync(await charts.FindAsync(id, parsed, ct), parsed.ToString(), kind, size, look, files, http, ct);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PortAsync(
        string locode, string id, string kind, [AsParameters] ChartLook look, PortCharts charts, ChartFiles files, HttpContext http, CancellationToken ct)
    {
        if (!Locode.TryParse(locode, null, out var port))
            return ApiErrors.NotFound();
        if (!http.User.Actor().MayRead(port))
            return ApiErrors.Of(Authority.Refusal);
        if (!look.Read().Succeeded(out var size, out var error))
            return ApiErrors.Of(error);
        return await FindAsync(await charts.FindAsync(id, port, http.User.Actor(), ct), port.ToString(), kind, size, look, files, http, ct);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FindAsync(
        Chart? chart, string subject, string kind, ChartSize size, ChartLook look, ChartFiles files, HttpContext http, CancellationToken ct)
    {
        if (chart is null || !ChartFiles.Kinds.Contains(kind))
            return ApiErrors.NotFound();
        return await FileAsync(chart, subject, kind, size, look, files, http, ct);
    }

    /// <param name="subject">What the chart is of, in the file's name.</param>
    /// <param name="kind">One of <see cref="ChartFiles.Kinds"/>.</param>
    internal static async Task<FileContentHttpResult> FileAsync(
        Chart chart, string subject, string kind, ChartSize size, ChartLook look, ChartFiles files, HttpContext http, CancellationToken ct)
    {
        // What a page links to by its version can be kept; whoever asks without one is told to ask again each time.
        http.Response.Headers.CacheControl = look.V == ChartVersion.Of(chart) ? $"private, max-age={FiveMinutes}" : AskAgain;
        var tag = new EntityTagHeaderValue($"\"{ChartFiles.TagOf(chart, kind, size)}\"");
        var file = await files.GetAsync(chart, kind, size, ct);
        return TypedResults.File(file.Bytes, file.MediaType, size.Framed is false ? null : $"portsafe-{subject}-{chart.Id}.{kind}", entityTag: tag);
    }
}
