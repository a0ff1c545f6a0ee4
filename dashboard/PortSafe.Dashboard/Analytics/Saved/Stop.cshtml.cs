using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Analytics.Saved;

/// <summary>
/// Stops the messages of a saved view for whoever has the link, as a newsletter's link ends a subscription: mail programs post here by
/// themselves (RFC 8058), so that the token in the address is the permission. Opening the page does nothing.
/// </summary>
[IgnoreAntiforgeryToken]
[DisableRateLimiting]
public sealed class StopModel(SavedViewMails mails) : DashboardPage
{
    public bool IsDone { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostAsync(string id, string token)
    {
        await mails.StopAsync(id, token, Gone);
        IsDone = true;
    }
}
