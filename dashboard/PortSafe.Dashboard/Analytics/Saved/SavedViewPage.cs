using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Analytics.Saved;

/// <summary>A page about one view that the reader keeps.</summary>
public abstract class SavedViewPage(SavedViews saved) : DashboardPage
{
    protected SavedViews Saved { get; } = saved;

    public SavedView Kept { get; private set; } = null!;

    /// <summary>What it asks; null where it can no longer be read.</summary>
    public SectorView? View { get; private set; }

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!Guid.TryParseExact((string?)RouteData.Values["id"], "D", out var id))
            return NotFound();
        if (!(await Saved.FindAsync(id, Actor, Gone)).Succeeded(out var kept, out var error))
            return Refuse(error);
        (Kept, View) = (kept, SectorViewText.Parse(kept.Query).Read().Value);
        return null;
    }

    protected IActionResult Finish(string done)
    {
        TempData[ListModel.DoneKey] = done;
        return LocalRedirect(Links.SavedViews);
    }
}
