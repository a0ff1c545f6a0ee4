using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Analytics.Saved;

/// <summary>The views that the reader keeps.</summary>
public sealed class ListModel(SavedViews saved) : DashboardPage
{
    /// <summary>Names, within <c>TempData</c>, what was just done.</summary>
    internal const string DoneKey = "saved-views:done";

    public IReadOnlyList<SavedView> Views { get; private set; } = [];

    public string? Done { get; private set; }

    public async Task OnGetAsync() => (Views, Done) = (await saved.ListAsync(Actor, Gone), (string?)TempData[DoneKey]);

    /// <summary>Moves a view one place up.</summary>
    public async Task<IActionResult> OnPostRaiseAsync(Guid view) =>
        (await saved.RaiseAsync(view, Actor, Gone)).Error is { } error ? Refuse(error) : LocalRedirect(Links.SavedViews);

    /// <summary>Where a view is looked at: null where it can no longer be read.</summary>
    public static string? PathOf(SavedView view) => SectorViewText.Parse(view.Query).Read().Value is { } read ? Links.Explore(read) : null;
}
