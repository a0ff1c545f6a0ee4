using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Where a sample person's link leads; there is no such page outside Development. Opening it spends nothing, the button does.</summary>
public sealed class SampleSignInModel(SampleSignIn samples) : DashboardPage
{
    public IActionResult OnGet() => samples.IsAllowed ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!samples.IsAllowed)
            return NotFound();
        if (!(await samples.UseAsync(token, Gone)).Succeeded(out var person, out var error))
        {
            ModelState.AddModelError("", error.Message);
            return Page();
        }
        await SessionCookie.SignInAsync(HttpContext, person, SignInMethod.SampleLink);
        return LocalRedirect(Navigation.HomeOf(person.Actor));
    }
}
