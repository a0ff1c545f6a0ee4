using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Where a sign-in link leads. Opening it spends nothing, because mail scanners open every link; the button does.</summary>
public sealed class UseLinkModel(SignInLinks links) : DashboardPage
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!(await links.UseAsync(token, Gone)).Succeeded(out var person, out var error))
        {
            ModelState.AddModelError("", error.Message);
            return Page();
        }
        await SessionCookie.SignInAsync(HttpContext, person);
        return LocalRedirect(Navigation.HomeOf(person.Actor));
    }
}
