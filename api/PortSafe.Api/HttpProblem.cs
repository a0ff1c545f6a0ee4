using Microsoft.AspNetCore.Http;
using PortSafe.Domain.Accounts;

namespace PortSafe.Api;

/// <summary>What a status of HTTP's own means here.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Detail">What to do.</param>
internal sealed record HttpProblem(int Status, string Code, string Title, string Detail)
{
    private static readonly HttpProblem Fault = new(
        StatusCodes.Status500InternalServerError, "fault", "Something went wrong.", "Try again in a few minutes. If it stays so, tell a JMSC administrator when it happened.");

    /// <summary>Every status with an explanation of its own.</summary>
    public static IReadOnlyList<HttpProblem> All { get; } =
    [
        new(StatusCodes.Status400BadRequest, "unreadable", "The request cannot be read.", "Check its address, its headers and its body."),
        new(StatusCodes.Status401Unauthorized, "not-signed-in", "Say who asks.", "Send a key that is in force as “Authorization: Bearer KEY”, or sign in on the site."),
        new(StatusCodes.Status403Forbidden, Authority.Refusal.Code, "You may not do this.", "Neither your account nor your key allows this. Ask a JMSC administrator."),
        new(StatusCodes.Status404NotFound, "not-found", "There is no such thing.", "Nothing is at this address. Check what it names."),
        new(StatusCodes.Status405MethodNotAllowed, "method-not-allowed", "This address does not take this method.", "The header Allow lists the methods that it takes."),
        new(StatusCodes.Status406NotAcceptable, "not-acceptable", "The answer has no such form.", "Ask for a media type that the description of the API lists for this address."),
        new(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large.", "Send less at once. The description of the API says how much each address takes."),
        new(StatusCodes.Status415UnsupportedMediaType, "media-type", "The body is of another type.", "Send the media type that the description of the API names, in UTF-8 and not compressed."),
        new(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests.", "Wait as many seconds as the header Retry-After says, then try again."),
        Fault,
    ];

    /// <summary>The status's own explanation, or that of its class.</summary>
    public static HttpProblem Of(int status) =>
        All.FirstOrDefault(problem => problem.Status == status)
        ?? (status >= StatusCodes.Status500InternalServerError ? Fault with { Status = status } : All[0] with { Status = status });
}
