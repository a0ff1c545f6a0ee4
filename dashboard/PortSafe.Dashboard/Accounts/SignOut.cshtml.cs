using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Ends the session of this browser.</summary>
public sealed class SignOutModel : DashboardPage
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await SessionCookie.SignOutAsync(HttpContext);
        return LocalRedirect(Links.SignIn);
    }
}
