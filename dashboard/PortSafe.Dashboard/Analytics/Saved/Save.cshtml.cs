using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Analytics.Saved;

/// <summary>Keeps a view.</summary>
public sealed class SaveModel(SavedViews saved, SectorViews views) : DashboardPage
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "title")]
    public string? Title { get; set; }

    public SectorView View { get; private set; } = null!;

    /// <summary>What the view finds now; null while nothing is published.</summary>
    public string? Finding { get; private set; }

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!SectorViewText.Parse(Request.QueryString.Value ?? "").Read().Succeeded(out var view, out _))
            return LocalRedirect(Links.Explore());
        (View, Finding) = (view, (await views.ChartAsync(view, Gone))?.Title);
        return null;
    }

    public void OnGet() => Name = View.Measure.Title;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!(await saved.SaveAsync(View, Name, Title, Actor, Gone)).Succeeded(out var kept, out var error))
            return Explain(error);
        TempData[ListModel.DoneKey] = $"“{kept.Name}” is saved.";
        return LocalRedirect(Links.SavedViews);
    }
}
