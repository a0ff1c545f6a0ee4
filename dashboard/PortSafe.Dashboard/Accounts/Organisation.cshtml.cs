using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Sends people to the organisation's own sign-in, where there is one. It only begins there, so an address that is merely opened changes nothing.</summary>
public sealed class OrganisationModel(IOptions<OrganisationOptions> options) : DashboardPage
{
    [BindProperty(Name = SessionCookie.ReturnParameter, SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>Whether the person comes from the page on which they choose how to sign in.</summary>
    [BindProperty(Name = "set-up", SupportsGet = true)]
    public bool SetsUp { get; set; }

    public IActionResult OnGet()
    {
        if (!options.Value.IsConfigured)
            return NotFound();
        var properties = new AuthenticationProperties { RedirectUri = Url.IsLocalUrl(From) ? From : Links.Overview };
        if (SetsUp)
            properties.Items[OrganisationSignIn.SetUpItem] = "";
        return Challenge(properties, OrganisationSignIn.Scheme);
    }
}
