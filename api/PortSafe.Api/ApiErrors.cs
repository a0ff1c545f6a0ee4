using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortSafe.Domain;

namespace PortSafe.Api;

/// <summary>Errors as problem details (RFC 9457): those that the domain expects, those of HTTP itself, and those that nobody expected.</summary>
internal sealed class ApiErrors : IStartupFilter
{
    /// <summary>The domain's error as an answer. Its code and field are members of their own, for programs.</summary>
    public static ProblemHttpResult Of(Error error)
    {
        var (status, title) = error.Kind switch
        {
            ErrorKind.Invalid => (StatusCodes.Status400BadRequest, "The request breaks a rule."),
            ErrorKind.NotFound => (StatusCodes.Status404NotFound, "There is no such thing."),
            ErrorKind.Forbidden => (StatusCodes.Status403Forbidden, "You may not do this."),
            _ => (StatusCodes.Status409Conflict, "This cannot be done now."),
        };
        var members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = error.Code };
        if (error.Field is { } field)
            members["field"] = field;
        return TypedResults.Problem(error.Message, null, status, title, null, members);
    }

    /// <summary>The answer to a name in the address that cannot be one: as if it named nothing.</summary>
    public static ProblemHttpResult NotFound() => Of(Error.NotFound("not-found", "Nothing is at this address. Check what it names."));

    /// <summary>Before routing, so that what authorization refuses is explained too.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(ApiRegistration.Path), api => api.UseExceptionHandler().UseStatusCodePages());
        next(app);
    };
}
