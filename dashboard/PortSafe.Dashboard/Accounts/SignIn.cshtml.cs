using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Asks for a link by email. Its answer is the same for every address.</summary>
public sealed class SignInModel(SignInRequests requests, IOptions<AccountOptions> options) : DashboardPage
{
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    public bool IsSent { get; private set; }

    public int Minutes => options.Value.SignInLinkMinutes;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!EmailAddress.TryParse(Email?.Trim(), null, out var address))
        {
            ModelState.AddModelError("email", "Enter an email address such as name@example.org.");
            return Page();
        }
        await requests.RequestAsync(address.ToString(), Gone);
        IsSent = true;
        return Page();
    }
}
