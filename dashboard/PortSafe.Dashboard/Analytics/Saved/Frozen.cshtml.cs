using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Charts;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Analytics.Saved;

/// <summary>A view as it stood when somebody cited it.</summary>
public sealed class FrozenModel(FrozenViews frozen, PublicSite site) : DashboardPage
{
    public FrozenView Cited { get; private set; } = null!;

    /// <summary>Null once a release in it was withdrawn.</summary>
    public ChartFigure? Figure { get; private set; }

    /// <summary>The same view today; null where it can no longer be read.</summary>
    public SectorView? Today { get; private set; }

    public string Address => site.Page(Links.FrozenView(Cited.Id));

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!(await frozen.FindAsync((string?)RouteData.Values["id"] ?? "", Actor, Gone)).Succeeded(out var cited, out var error))
            return Refuse(error);
        (Cited, Figure, Today) = (cited, ChartFigure.Of(cited), SectorViewText.Parse(cited.Query).Read().Value);
        return null;
    }

    public void OnGet()
    {
    }
}
