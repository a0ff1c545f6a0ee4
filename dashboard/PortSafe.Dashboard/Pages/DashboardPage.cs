using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Pages;

/// <summary>What every page behind a sign-in shares.</summary>
public abstract class DashboardPage : PageModel
{
    /// <summary>The person who asks. Only on pages whose policy demands one.</summary>
    protected Actor Actor => User.Actor();

    /// <summary>Ends when the reader goes away.</summary>
    protected CancellationToken Gone => HttpContext.RequestAborted;

    public sealed override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await OpenAsync() is { } answer)
            context.Result = answer;
        else
            await next();
    }

    /// <summary>Finds what the page is about, before any of its handlers and whatever the method.</summary>
    /// <returns>What to answer instead of the handler; null to go on.</returns>
    protected virtual Task<IActionResult?> OpenAsync() => Task.FromResult<IActionResult?>(null);

    /// <summary>The answer to an error that the reader cannot mend on this page.</summary>
    protected IActionResult Refuse(Error error) => StatusCode(error.Kind switch
    {
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    });

    /// <summary>Shows the error at its field and at the head of the page. An error about what a reader may not see or do is refused instead.</summary>
    protected IActionResult Explain(Error error)
    {
        if (error.Kind is ErrorKind.NotFound || error is { Kind: ErrorKind.Forbidden, Code: var code } && code == Authority.Refusal.Code)
            return Refuse(error);
        ModelState.AddModelError(error.Field ?? "", error.Message);
        return Page();
    }
}
