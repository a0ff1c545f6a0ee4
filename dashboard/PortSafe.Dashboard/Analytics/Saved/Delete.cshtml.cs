using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Analytics.Saved;

/// <summary>Deletes a saved view, once somebody has said that they mean it.</summary>
public sealed class DeleteModel(SavedViews saved) : SavedViewPage(saved)
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync() =>
        (await Saved.DeleteAsync(Kept.Id, Actor, Gone)).Error is { } error ? Refuse(error) : Finish($"“{Kept.Name}” is deleted.");
}
