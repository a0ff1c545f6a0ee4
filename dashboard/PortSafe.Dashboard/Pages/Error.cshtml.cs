using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PortSafe.Dashboard.Pages;

/// <summary>Says what went wrong and what to do. It repeats nothing of the request and nothing of the fault.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public string Title { get; private set; } = "";

    public IReadOnlyList<string> Paragraphs { get; private set; } = [];

    public void OnGet() => Describe();

    public void OnPost() => Describe();

    /// <summary>Nothing is bound: what was wrong may be the form itself, which would be read again.</summary>
    private void Describe()
    {
        var status = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
            ? bad.StatusCode
            : int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        Response.StatusCode = status;
        (Title, Paragraphs) = Explain(status);
    }

    private static Explanation Explain(int status) => status switch
    {
        StatusCodes.Status403Forbidden => new("You cannot open this page",
        [
            "Your account does not allow it, or the page is about a port that is not yours.",
            "If you think that it should, ask a JMSC administrator.",
        ]),
        StatusCodes.Status404NotFound => new("Page not found", ["If you typed the address, check that it is correct. If you pasted it, check that you copied all of it."]),
        StatusCodes.Status400BadRequest => new("Something was missing from your request", ["The form may have been open for too long. Go back, load the page again, and send it once more."]),
        StatusCodes.Status429TooManyRequests => new("You have tried too often", ["Wait a minute, then go back and try again. Nothing is lost."]),
        StatusCodes.Status413PayloadTooLarge => new("What you sent is too large", ["Go back, and send less at a time."]),
        < StatusCodes.Status500InternalServerError => new("This cannot be done", ["Go back and try again."]),
        _ => new("Sorry, something went wrong", ["Try again in a few minutes. What you saved before is safe."]),
    };

    private sealed record Explanation(string Title, IReadOnlyList<string> Paragraphs);
}
