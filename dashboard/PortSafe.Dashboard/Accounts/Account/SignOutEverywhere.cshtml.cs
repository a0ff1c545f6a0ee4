using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Account;

/// <summary>Ends every session of the reader, this one too.</summary>
public sealed class SignOutEverywhereModel(Sessions sessions) : DashboardPage
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.EndAllAsync(Actor.PersonId!.Value, null, Actor, Gone);
        await SessionCookie.SignOutAsync(HttpContext);
        return LocalRedirect(Links.SignIn);
    }
}
