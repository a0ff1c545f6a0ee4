using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Imports;

namespace PortSafe.Api.Imports;

/// <summary>CSV files, taken in whole or not at all. The body is the file itself.</summary>
internal static class ImportEndpoints
{
    public const string MediaType = "text/csv";

    public static void MapImports(this IEndpointRouteBuilder v1)
    {
        Import(v1, ImportKind.Reports, Permission.ImportReports, "Imports one source’s statement of whole months");
        Import(v1, ImportKind.Awareness, Permission.ImportAwareness, "Imports quarters’ awareness figures");
        Import(v1, ImportKind.Schemes, Permission.ManageSchemes, "Imports what happened in the ports’ schemes");
        Import(v1, ImportKind.Ports, Permission.ManageSchemes, "Imports the register of ports");
    }

    /// <summary>
    /// No page of another site reaches these with somebody's cookie: the cookie is SameSite=Lax, so it stays off a POST from elsewhere;
    /// a form can send no text/csv, and a script may send it only after asking, which is never allowed; a body without a type is
    /// refused; and a browser that says that the request is another site's is turned away at the door.
    /// </summary>
    private static void Import(IEndpointRouteBuilder v1, ImportKind kind, Permission permission, string summary)
    {
        var name = kind.ToString().ToLowerInvariant();
        var route = kind == ImportKind.Reports
            ? v1.MapPost($"/imports/{name}", (string? source, string? confirm, ImportFiles files, HttpContext http, CancellationToken ct) => TakeAsync(kind, source, confirm, files, http, ct))
            : v1.MapPost($"/imports/{name}", (ImportFiles files, HttpContext http, CancellationToken ct) => TakeAsync(kind, null, null, files, http, ct));
        route
            .RequireAuthorization(AccessPolicies.For(permission))
            .WithMetadata(new RequestSizeLimitAttribute(ImportLimits.Web.MaxBytes))
            .WithMetadata(new ImportedKind(kind))
            .Accepts<string>(MediaType)
            .Produces<ImportAnswer>(StatusCodes.Status200OK)
            .Produces<ImportAnswer>(StatusCodes.Status201Created)
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest, ApiProblem.MediaType)
            .Produces<RefusedFile>(StatusCodes.Status422UnprocessableEntity, ApiProblem.MediaType)
            .WithTags("Imports")
            .WithName($"import-{name}")
            .WithSummary(summary);
        if (kind == ImportKind.Reports)
            route.Produces<UnconfirmedChange>(StatusCodes.Status409Conflict, ApiProblem.MediaType);
    }

    private static async Task<IResult> TakeAsync(ImportKind kind, string? source, string? confirm, ImportFiles files, HttpContext http, CancellationToken ct)
    {
        if (!IsCsv(http.Request))
            return ApiErrors.Of(StatusCodes.Status415UnsupportedMediaType);
        if (confirm is not (null or "true" or "false"))
            return ApiErrors.Of(Error.Invalid("confirm-invalid", "Give confirm as true, or leave it out.", "confirm"));
        var by = http.User.Actor();
        var request = new ImportRequest(kind, () => http.Request.Body, ImportLimits.Web, source, confirm == "true");
        try
        {
            return ImportAnswers.Of(kind, await files.ImportAsync(request, by, null, ct), by);
        }
        catch (BadHttpRequestException exception)
        {
            return ApiErrors.Of(exception.StatusCode);
        }
    }

    /// <summary>A file in another charset or compressed would be refused as unreadable only after it had all been sent.</summary>
    private static bool IsCsv(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.AsSpan().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;
}

/// <summary>Which file an endpoint takes, for its description.</summary>
internal sealed record ImportedKind(ImportKind Kind);
