using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Grains.Analytics;

namespace PortSafe.Dashboard.Analytics.Jmsc;

/// <summary>The engagement measures by region as the ports' records have them now, before any release freezes them.</summary>
public sealed class EngagementModel(LiveEngagement engagement) : DashboardPage
{
    public LiveEngagementView View { get; private set; } = null!;

    /// <param name="quarter">The latest closed one when left out.</param>
    public async Task<IActionResult> OnGetAsync(string? quarter)
    {
        Quarter? asked = Quarter.TryParse(quarter, null, out var parsed) ? parsed : null;
        if (!(await engagement.ReadAsync(asked, Actor, Gone)).Succeeded(out var view, out var error))
            return Refuse(error);
        if (!string.IsNullOrEmpty(quarter) && view.Quarter != asked)
            return NotFound();
        View = view;
        return Page();
    }
}
