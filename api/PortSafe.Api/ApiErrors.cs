using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortSafe.Domain;

namespace PortSafe.Api;

/// <summary>What the domain expects to go wrong, as problem details (RFC 9457).</summary>
internal static class ApiErrors
{
    public const string Code = "code";
    public const string Field = "field";

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
        return Of(status, title, error.Code, error.Message, error.Field);
    }

    /// <param name="field">The member, parameter or column at fault; null for none.</param>
    /// <param name="members">Further members.</param>
    public static ProblemHttpResult Of(int status, string title, string code, string detail, string? field = null, params IEnumerable<KeyValuePair<string, object?>> members)
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal) { [Code] = code };
        if (field is not null)
            all[Field] = field;
        foreach (var (name, value) in members)
            all[name] = value;
        return TypedResults.Problem(detail, null, status, title, null, all);
    }

    /// <summary>The answer with a status of HTTP's own, explained as everywhere.</summary>
    public static ProblemHttpResult Of(int status)
    {
        var known = HttpProblem.Of(status);
        return Of(status, known.Title, known.Code, known.Detail);
    }

    /// <summary>The answer to a name in the address that cannot be one: as if it named nothing.</summary>
    public static ProblemHttpResult NotFound() => Of(StatusCodes.Status404NotFound);
}
