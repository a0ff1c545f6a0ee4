using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Analytics;

namespace PortSafe.Dashboard.Analytics.Notes;

/// <summary>Removes a note, once somebody has said that they mean it.</summary>
public sealed class RemoveModel(TimelineNotes notes) : DashboardPage
{
    public TimelineNote Note { get; private set; } = null!;

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!Guid.TryParseExact((string?)RouteData.Values["id"], "D", out var id) || (await notes.AllAsync(Gone)).FirstOrDefault(note => note.Id == id) is not { } note)
            return NotFound();
        Note = note;
        return null;
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await notes.RemoveAsync(Note.Id, Actor, Gone)).Error is { } error)
            return Refuse(error);
        TempData[ListModel.DoneKey] = $"“{Note.Text}” is no longer marked.";
        return LocalRedirect(Links.TimelineNotes);
    }
}
