using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Asks for a link that proves one's address. Its answer, and its time, are the same for every address.</summary>
public sealed class RecoverModel(RecoveryRequests requests, Origins origins) : DashboardPage
{
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    public bool IsSent { get; private set; }

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
        var request = new RecoveryRequest(address.ToString(), await origins.FindAsync(HttpContext, Gone));
        // Answering is more work for an address that somebody has, and must not slow the page down.
        Response.OnCompleted(() =>
        {
            requests.Leave(request);
            return Task.CompletedTask;
        });
        IsSent = true;
        return Page();
    }
}
