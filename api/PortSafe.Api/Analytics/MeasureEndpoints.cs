using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using PortSafe.Api.Charts;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;

namespace PortSafe.Api.Analytics;

/// <summary>The catalogue of measures, and views of them: as JSON and as the files that the pages offer.</summary>
internal static class MeasureEndpoints
{
    public static void MapMeasures(this IEndpointRouteBuilder v1)
    {
        var measures = v1.MapGroup("/measures").RequireAuthorization(AccessPolicies.For(Permission.ReadSector)).WithTags("Measures");
        measures.MapGet("/", () => TypedResults.Ok<IReadOnlyList<MeasureAnswer>>([.. Measure.All.Select(MeasureAnswer.Of)]))
            .WithName("measures")
            .WithSummary("What is measured, from which figures, and by what it can be asked");
        measures.MapGet("/{measure}", NegotiateAsync)
            .Produces<ViewAnswer>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status406NotAcceptable)
            .WithName("measure")
            .WithSummary("A measure’s released figures; by the header Accept as JSON, csv, xlsx, svg or png");
        measures.MapGet("/{measure}.{kind}", FileAsync)
            .Produces<Stream>(StatusCodes.Status200OK, "text/csv", ChartXlsx.MediaType, "image/svg+xml", "image/png")
            .Produces(StatusCodes.Status304NotModified)
            .WithName("measure-chart")
            .WithSummary("A measure’s released figures as a file: csv, xlsx, svg or png");
    }

    private static Task<IResult> NegotiateAsync(
        string measure, [AsParameters] ViewParameters view, [AsParameters] ChartLook look, SectorViews views, ChartFiles files, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.Vary = HeaderNames.Accept;
        return ViewForm.Wanted(http.Request) is { } kind
            ? AnswerAsync(measure, kind, view, look, views, files, http, ct)
            : Task.FromResult<IResult>(ApiErrors.Of(StatusCodes.Status406NotAcceptable));
    }

    private static Task<IResult> FileAsync(
        string measure, string kind, [AsParameters] ViewParameters view, [AsParameters] ChartLook look, SectorViews views, ChartFiles files, HttpContext http, CancellationToken ct) =>
        ViewForm.Kinds.Contains(kind) ? AnswerAsync(measure, kind, view, look, views, files, http, ct) : Task.FromResult<IResult>(ApiErrors.NotFound());

    private static async Task<IResult> AnswerAsync(
        string measure, string kind, ViewParameters parameters, ChartLook look, SectorViews views, ChartFiles files, HttpContext http, CancellationToken ct)
    {
        if (Measure.Find(measure) is null)
            return ApiErrors.NotFound();
        if (!parameters.Of(measure).Read().Succeeded(out var view, out var error) || !look.Read().Succeeded(out var size, out error))
            return ApiErrors.Of(error);
        if (await views.ChartAsync(view, ct) is not { } chart)
            return ApiErrors.Of(Error.NotFound("nothing-published", "No release is frozen yet, so there are no figures."));
        return kind == ViewForm.Json ? JsonOf(view, chart, http) : await ChartEndpoints.FileAsync(chart, SubjectOf(view), kind, size, look, files, http, ct);
    }

    /// <summary>Named by what is in it: who has it is not sent it again.</summary>
    private static IResult JsonOf(SectorView view, Chart chart, HttpContext http)
    {
        var tag = new EntityTagHeaderValue($"\"{ChartVersion.Of(chart)}-{ViewForm.Json}\"");
        (http.Response.Headers.CacheControl, http.Response.GetTypedHeaders().ETag) = (ChartEndpoints.AskAgain, tag);
        var known = http.Request.GetTypedHeaders().IfNoneMatch;
        return known.Any(other => other.Compare(tag, useStrongComparison: false) || other.Equals(EntityTagHeaderValue.Any))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ViewAnswer.Of(view, chart));
    }

    /// <summary>What the file's name says that it is of.</summary>
    private static string SubjectOf(SectorView view) => view.Region is { } region ? RegionSlug.Of(region) : view.Size?.Code ?? "sector";
}
