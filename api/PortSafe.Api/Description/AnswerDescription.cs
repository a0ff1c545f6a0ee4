using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace PortSafe.Api.Description;

/// <summary>What the description says of answers.</summary>
internal static class AnswerDescription
{
    public static void Describe(OpenApiResponse response, int status, string operation)
    {
        response.Description = status switch
        {
            StatusCodes.Status200OK when operation.StartsWith("import-", StringComparison.Ordinal) => "The same bytes were taken in before. Nothing has changed.",
            StatusCodes.Status200OK when operation.EndsWith("chart", StringComparison.Ordinal) => "The file.",
            StatusCodes.Status200OK when operation.StartsWith("record-", StringComparison.Ordinal) => "Recorded; the port as it now stands.",
            StatusCodes.Status200OK => "What was asked for.",
            StatusCodes.Status201Created => "The file was taken in.",
            StatusCodes.Status304NotModified => "What the header If-None-Match names is still so.",
            StatusCodes.Status400BadRequest => "Something in the request breaks a rule; the member field says what.",
            StatusCodes.Status409Conflict when operation.StartsWith("import-", StringComparison.Ordinal) => "A person has to confirm what changes; nothing has changed.",
            StatusCodes.Status409Conflict => "What is recorded already does not allow it.",
            StatusCodes.Status422UnprocessableEntity => "The file is wrong; each error names its line. Nothing has changed.",
            _ => HttpProblem.Of(status).Title,
        };
        foreach (var (type, media) in response.Content ?? new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal))
        {
            media.Example = type == ApiProblem.MediaType ? ProblemOf(status, operation) : ApiExamples.AnswerOf(operation, status);
        }
    }

    private static JsonNode ProblemOf(int status, string operation)
    {
        if (ApiExamples.AnswerOf(operation, status) is { } known)
            return known;
        var problem = HttpProblem.Of(status);
        return new JsonObject { ["title"] = problem.Title, ["status"] = status, ["detail"] = problem.Detail, [ApiErrors.Code] = problem.Code };
    }
}
