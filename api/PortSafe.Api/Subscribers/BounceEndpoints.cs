using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Subscribers;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Subscribers.Bounces;

namespace PortSafe.Api.Subscribers;

/// <summary>Newsletters that came back, and complaints about them.</summary>
/// <param name="Bounces">1 to 500.</param>
internal sealed record BouncesCommand(IReadOnlyList<BounceItem> Bounces);

/// <summary>One newsletter that came back, or that its reader complained about.</summary>
/// <param name="Kind">Whether it was refused for good, refused for now, or complained about.</param>
/// <param name="At">When it happened, with its distance from UTC.</param>
/// <param name="MessageId">Of the newsletter, with its angle brackets. Give it where it is known.</param>
/// <param name="Recipient">The address; used where the Message-ID is missing or not ours.</param>
/// <param name="Status">The enhanced status code of RFC 3463, such as 5.1.1.</param>
internal sealed record BounceItem(BounceKind Kind, DateTimeOffset At, string? MessageId = null, string? Recipient = null, string? Status = null);

/// <summary>How many entries were taken in. Never which of them are about somebody on the list.</summary>
internal sealed record BouncesAnswer(int Received);

/// <summary>What a mail provider's own program reports about newsletters.</summary>
internal static class BounceEndpoints
{
    private const int MostItems = 500;
    private const int LongestText = 320;
    private const int LongestStatus = 11;

    public static void MapBounces(this IEndpointRouteBuilder v1) => v1.MapPost("/bounces", TakeAsync)
        .RequireAuthorization(AccessPolicies.For(Permission.RecordBounces))
        .WithMetadata(new RequestSizeLimitAttribute(512 * 1024))
        .Accepts<BouncesCommand>("application/json")
        .Produces<BodyProblem>(StatusCodes.Status400BadRequest, ApiProblem.MediaType)
        .WithTags("Subscribers")
        .WithName("record-bounces")
        .WithSummary("Records newsletters that came back, and complaints")
        .WithDescription("The same entries again change nothing: one counts once for a subscriber, issue, kind and day in UTC. An entry about nobody on the list is left out, and the answer does not say so.");

    private static async Task<Results<Ok<BouncesAnswer>, ProblemHttpResult>> TakeAsync(BounceIntake intake, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var (command, problem) = await JsonBody.ReadAsync<BouncesCommand>(http.Request, ct);
        if (command is null)
            return problem!;
        if (Fault(command.Bounces, clock.GetUtcNow()) is { } fault)
            return ApiErrors.Of(fault);
        var reports = command.Bounces.Select(item => new BounceReport(item.MessageId, item.Recipient, item.Kind, item.Kind == BounceKind.Complaint ? null : item.Status, item.At)).ToList();
        return (await intake.RecordAsync(reports, BounceSource.Api, http.User.Actor(), ct)).Succeeded(out _, out var error)
            ? TypedResults.Ok(new BouncesAnswer(reports.Count))
            : ApiErrors.Of(error);
    }

    private static Error? Fault(IReadOnlyList<BounceItem> items, DateTimeOffset now)
    {
        if (items.Count is 0 or > MostItems)
            return Error.Invalid("bounces-number", $"Give 1 to {MostItems} entries.", "bounces");
        for (var index = 0; index < items.Count; index++)
        {
            var item = items[index];
            if (item is { MessageId: null, Recipient: null })
                return Error.Invalid("bounce-unaddressed", "Give a messageId, a recipient, or both.", $"bounces[{index}]");
            if (item.MessageId?.Length > LongestText || item.Recipient?.Length > LongestText)
                return Error.Invalid("bounce-too-long", $"A messageId and a recipient have at most {LongestText} characters.", $"bounces[{index}]");
            if (item.Status is { } status && !IsStatus(status))
                return Error.Invalid("status-invalid", "Give a status such as 5.1.1, or leave it out.", $"bounces[{index}].status");
            if (item.At > now.AddDays(1))
                return Error.Invalid("bounce-in-future", "Give the moment at which it happened; this one lies in the future.", $"bounces[{index}].at");
        }
        return null;
    }

    private static bool IsStatus(string text) =>
        text.Length <= LongestStatus && text.Split('.') is [{ Length: 1 }, { Length: >= 1 and <= 3 }, { Length: >= 1 and <= 3 }] && text.All(character => character == '.' || char.IsAsciiDigit(character));
}
