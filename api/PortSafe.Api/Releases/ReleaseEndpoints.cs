using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Releases;

namespace PortSafe.Api.Releases;

/// <summary>Releases: for everyone once frozen, before that for those who prepare them.</summary>
internal static class ReleaseEndpoints
{
    public static void MapReleases(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/releases/{release}", GetAsync)
            .RequireAuthorization(AccessPolicies.For(Permission.ReadSector))
            .WithTags("Releases")
            .WithName("release")
            .WithSummary("A release, with the cells that you may read");

    private static async Task<Results<Ok<ReleaseAnswer>, ProblemHttpResult>> GetAsync(string release, IGrains grains, HttpContext http, CancellationToken ct)
    {
        if (!ReleaseId.TryParse(release, null, out var parsed))
            return ApiErrors.NotFound();
        var result = await grains.Get<IReleaseGrain>(parsed.ToString()).GetAsync(http.User.Actor(), ct);
        return result.Succeeded(out var found, out var error) ? TypedResults.Ok(ReleaseAnswer.Of(found)) : ApiErrors.Of(error);
    }
}
