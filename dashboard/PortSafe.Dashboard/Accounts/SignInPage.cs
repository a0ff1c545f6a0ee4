using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>A page on the way in, which remembers where its reader wanted to go.</summary>
public abstract class SignInPage(Steps steps, Origins origins) : DashboardPage
{
    /// <summary>Where to go on, as the address says; null for the start.</summary>
    [BindProperty(Name = SessionCookie.ReturnParameter, SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The same, where it is a page of this site.</summary>
    public string? LocalFrom => Url.IsLocalUrl(From) ? From : null;

    protected Steps Steps => steps;

    protected ValueTask<string> OriginAsync() => origins.FindAsync(HttpContext, Gone);

    /// <summary>The address of another page on the way in, which remembers as well.</summary>
    /// <param name="handler">Which of the page's handlers; null for the usual one.</param>
    public string PathTo(string path, string? handler = null)
    {
        string?[] query = [handler is null ? null : $"handler={handler}", LocalFrom is { } from ? $"{SessionCookie.ReturnParameter}={Uri.EscapeDataString(from)}" : null];
        return query.OfType<string>().ToList() is { Count: > 0 } parts ? $"{path}?{string.Join('&', parts)}" : path;
    }

    protected async Task<IActionResult> FinishAsync(KnownPerson person, SignInMethod method)
    {
        steps.Forget(HttpContext);
        await SessionCookie.SignInAsync(HttpContext, person, method);
        return LocalRedirect(LocalFrom ?? Navigation.HomeOf(person.Actor));
    }
}
