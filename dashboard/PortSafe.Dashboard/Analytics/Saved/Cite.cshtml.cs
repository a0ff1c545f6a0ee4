using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Analytics.Saved;

/// <summary>Freezes a view, so that it can be cited.</summary>
public sealed class CiteModel(FrozenViews frozen, SectorViews views) : DashboardPage
{
    public SectorView View { get; private set; } = null!;

    /// <summary>What the chart says; null where there is nothing to cite.</summary>
    public string? Finding { get; private set; }

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!SectorViewText.Parse(Request.QueryString.Value ?? "").Read().Succeeded(out var view, out _))
            return LocalRedirect(Links.Explore());
        (View, Finding) = (view, (await views.ChartAsync(view, Gone))?.Title);
        return null;
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        return (await frozen.FreezeAsync(View, Actor, Gone)).Succeeded(out var id, out var error) ? LocalRedirect(Links.FrozenView(id)) : Explain(error);
    }
}
