using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace PortSafe.Api;

/// <summary>
/// Writes every problem of the API, whoever found it, and whatever the caller says that it accepts: with a code, and with nothing of
/// the request or of the fault.
/// </summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    private const string MediaType = "application/problem+json";

    public bool CanWrite(ProblemDetailsContext context) => ApiRegistration.IsApi(context.HttpContext.Request.Path);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (response, problem) = (context.HttpContext.Response, context.ProblemDetails);
        problem.Status ??= response.StatusCode;
        response.StatusCode = problem.Status.Value;
        // Where a fault is explained by the framework, its words are about programs; the code tells ours.
        if (!problem.Extensions.ContainsKey(ApiErrors.Code))
            Explain(problem);
        problem.Type = null;
        problem.Instance = null;
        problem.Extensions.Remove("traceId");
        problem.Extensions.Remove("exception");
        if (problem.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = Accounts.ApiKeyAuthentication.Bearer;
        response.Headers.CacheControl = "no-store";
        response.Headers.Remove(HeaderNames.ETag);
        await response.WriteAsJsonAsync(problem, options: null, MediaType, context.HttpContext.RequestAborted);
    }

    private static void Explain(ProblemDetails problem)
    {
        var known = HttpProblem.Of(problem.Status!.Value);
        (problem.Title, problem.Detail) = (known.Title, known.Detail);
        problem.Extensions[ApiErrors.Code] = known.Code;
    }
}
