using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Applications;

/// <summary>A page about one application.</summary>
public abstract class ApplicationPage(ApplicationQueue queue) : DashboardPage
{
    /// <summary>What has just been done, for the next page to say.</summary>
    public const string DoneKey = "applications-done";

    public ApplicationDetails Application { get; private set; } = null!;

    /// <summary>The revision that the reader decides on.</summary>
    [BindProperty(Name = "revision")]
    public int? Revision { get; set; }

    /// <summary>Every request is first asked which application it is about.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!ApplicationReference.TryParse((string?)RouteData.Values["reference"], null, out var reference))
            context.Result = NotFound();
        else if (!(await queue.GetAsync(reference, Actor, Gone)).Succeeded(out var application, out var error))
            context.Result = Refuse(error);
        else
        {
            Application = application;
            await next();
        }
    }

    /// <summary>Back to the application when it is done; the form again with what is wrong; or the application, which somebody else has changed.</summary>
    protected IActionResult Finish(Result<ApplicationReference> result, string done)
    {
        if (result.Error is { } error && error.Code != ApplicationDesk.Changed.Code && error.Code != ApplicationDesk.Decided.Code)
            return Explain(error);
        TempData[DoneKey] = result.Error?.Message ?? done;
        return LocalRedirect(Links.Application(Application.Reference));
    }
}
