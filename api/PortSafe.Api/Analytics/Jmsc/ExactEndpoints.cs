using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortSafe.Api.Ports;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Analytics;

namespace PortSafe.Api.Analytics.Jmsc;

/// <summary>The exact reports of the sector, for people of JMSC. Each read is in the audit log before it is answered.</summary>
internal static class ExactEndpoints
{
    public const string Json = "exact-reports";
    public const string Csv = "exact-reports-file";

    public static void MapExact(this IEndpointRouteBuilder v1)
    {
        var exact = v1.MapGroup("/exact").RequireAuthorization(AccessPolicies.For(Permission.ReadRawCounts)).WithTags("Exact figures");
        exact.MapGet("/reports", GetAsync).WithName(Json).WithSummary("Exact numbers of reports: official, not for release")
            .WithDescription("Broken down, filtered and summed over all sources, as stated now. Every read is written to the audit log. Keys may not read this; people of JMSC may, signed in. The header X-Total-Count tells how many rows there are on all pages together.");
        exact.MapGet("/reports.csv", FileAsync).WithName(Csv).WithSummary("The same as a CSV file")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static async Task<Results<Ok<ExactAnswer>, ProblemHttpResult>> GetAsync([AsParameters] ExactParameters parameters, ExactSector sector, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (!(await ReadAsync(parameters, sector, clock, http, ct)).Succeeded(out var pivot, out var error))
            return ApiErrors.Of(error);
        return TypedResults.Ok(ExactAnswer.Of(pivot));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync([AsParameters] ExactParameters parameters, ExactSector sector, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (!(await ReadAsync(parameters, sector, clock, http, ct)).Succeeded(out var pivot, out var error))
            return ApiErrors.Of(error);
        return TypedResults.File(ExactCsv.Write(pivot, clock.GetUtcNow()), "text/csv; charset=utf-8", $"portsafe-official-not-for-release-{clock.Today():yyyy-MM-dd}.csv");
    }

    private static async Task<Result<ExactPivot>> ReadAsync(ExactParameters parameters, ExactSector sector, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (!parameters.Text().ReadStrictly(clock.Today()).Succeeded(out var query, out var error) || !(await sector.ReadAsync(query, http.User.Actor(), ct)).Succeeded(out var pivot, out error))
            return error;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers[PortListParameters.TotalHeader] = pivot.Found.ToString(CultureInfo.InvariantCulture);
        return pivot;
    }
}

/// <summary>What exact reports may be asked for, as the address has it.</summary>
internal sealed record ExactParameters(
    string? By, string? Split, string? Columns, string? Region, string? Size, string? Port, string? Group, string? Category, string? From, string? To, string? Page, string? Rows)
{
    public ExactQueryText Text() => new(By, Split, Columns, Region, Size, Port, Group, Category, From, To, Page, Rows);
}
