using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers;

/// <summary>
/// Ends a subscription. Mail programs post here by themselves when their reader presses their own button (RFC 8058), and they have no
/// antiforgery token: the token in the address is the permission, and is too long to be guessed however often somebody tries. Opening the page does nothing, because mail scanners open every link.
/// </summary>
[IgnoreAntiforgeryToken]
[DisableRateLimiting]
public sealed class UnsubscribeModel(SubscriberList subscribers) : DashboardPage
{
    public bool IsDone { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostAsync(string token)
    {
        await subscribers.UnsubscribeAsync(token, Gone);
        IsDone = true;
    }
}
