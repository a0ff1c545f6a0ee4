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

    public IActionResult OnGet() => options.Value.IsConfigured
        ? Challenge(new AuthenticationProperties { RedirectUri = Url.IsLocalUrl(From) ? From : Links.Overview }, OrganisationSignIn.Scheme)
        : NotFound();
}
