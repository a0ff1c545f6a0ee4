using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;

namespace PortSafe.Api.Ports;

/// <summary>Ports and their schemes: what holds, and what is recorded of them.</summary>
internal static class PortEndpoints
{
    public static void MapPorts(this IEndpointRouteBuilder v1)
    {
        var ports = v1.MapGroup("/ports").RequireAuthorization(AccessPolicies.Ports).WithTags("Ports");
        ports.MapGet("", ListAsync).WithName("ports").WithSummary("The ports that you may read")
            .WithDescription("Every filter that is given must hold. All ports come at once, unless a page is asked for; the header X-Total-Count tells how many there are on all pages together.");
        ports.MapGet("/{locode}", GetAsync).WithName("port").WithSummary("One port and its scheme");
        Command<RecordBriefing>(ports, "briefings", "Records a briefing", (grain, command, by, ct) => grain.RecordBriefingAsync(command, by, ct));
        Command<RecordMilestone>(ports, "milestones", "Records a milestone", (grain, command, by, ct) => grain.RecordMilestoneAsync(command, by, ct));
        Command<RecordQuarterFigures>(ports, "quarter-figures", "Gives or corrects a quarter's figures", (grain, command, by, ct) => grain.RecordQuarterFiguresAsync(command, by, ct));
    }

    private delegate Task<Result<PortStatus>> Record<in TCommand>(IPortGrain grain, TCommand command, Actor by, CancellationToken ct);

    private static async Task<Results<Ok<IReadOnlyList<PortSummary>>, ProblemHttpResult>> ListAsync([AsParameters] PortListParameters parameters, PortDirectory directory, HttpContext http, CancellationToken ct)
    {
        if (!parameters.Read().Succeeded(out var query, out var error) || !(await directory.FindAsync(query, http.User.Actor(), ct)).Succeeded(out var page, out error))
            return ApiErrors.Of(error);
        http.Response.Headers[PortListParameters.TotalHeader] = page.Found.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok(page.Ports);
    }

    private static async Task<Results<Ok<PortAnswer>, ProblemHttpResult>> GetAsync(string locode, IGrains grains, HttpContext http, CancellationToken ct)
    {
        if (!Locode.TryParse(locode, null, out var port))
            return ApiErrors.NotFound();
        return Answer(await grains.Get<IPortGrain>(port.ToString()).GetStatusAsync(null, http.User.Actor(), ct));
    }

    private static void Command<TCommand>(RouteGroupBuilder ports, string name, string summary, Record<TCommand> record) where TCommand : class =>
        ports.MapPost($"/{{locode}}/{name}", async Task<Results<Ok<PortAnswer>, ProblemHttpResult>> (string locode, IGrains grains, HttpContext http, CancellationToken ct) =>
        {
            if (!Locode.TryParse(locode, null, out var port))
                return ApiErrors.NotFound();
            // Before its body is read, so that nobody learns what is wrong with a command that they may not give.
            if (!http.User.Actor().MayRecordFor(port))
                return ApiErrors.Of(Authority.Refusal);
            var (command, problem) = await JsonBody.ReadAsync<TCommand>(http.Request, ct);
            return command is null ? problem! : Answer(await record(grains.Get<IPortGrain>(port.ToString()), command, http.User.Actor(), ct));
        })
        .RequireAuthorization(AccessPolicies.PortRecords)
        .Accepts<TCommand>("application/json")
        .Produces<BodyProblem>(StatusCodes.Status400BadRequest, ApiProblem.MediaType)
        .Produces<ApiProblem>(StatusCodes.Status409Conflict, ApiProblem.MediaType)
        .WithName($"record-{name}")
        .WithSummary(summary);

    private static Results<Ok<PortAnswer>, ProblemHttpResult> Answer(Result<PortStatus> result) =>
        result.Succeeded(out var status, out var error) ? TypedResults.Ok(PortAnswer.Of(status)) : ApiErrors.Of(error);
}
