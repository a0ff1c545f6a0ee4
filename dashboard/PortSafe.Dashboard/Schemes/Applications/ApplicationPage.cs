using Microsoft.AspNetCore.Mvc;
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

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!ApplicationReference.TryParse((string?)RouteData.Values["reference"], null, out var reference))
            return NotFound();
        if (!(await queue.GetAsync(reference, Actor, Gone)).Succeeded(out var application, out var error))
            return Refuse(error);
        Application = application;
        return null;
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
