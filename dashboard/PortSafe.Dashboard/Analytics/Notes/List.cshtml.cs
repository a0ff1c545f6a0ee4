using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Grains.Analytics;

namespace PortSafe.Dashboard.Analytics.Notes;

/// <summary>The notes that charts over time mark, and one more.</summary>
public sealed class ListModel(TimelineNotes notes) : DashboardPage
{
    /// <summary>Names, within <c>TempData</c>, what was just done.</summary>
    internal const string DoneKey = "timeline-notes:done";

    public IReadOnlyList<TimelineNote> Notes { get; private set; } = [];

    [BindProperty(Name = "on")]
    public DateFields On { get; set; } = new();

    [BindProperty(Name = "text")]
    public string? Text { get; set; }

    public string? Done { get; private set; }

    protected override async Task<IActionResult?> OpenAsync()
    {
        Notes = await notes.AllAsync(Gone);
        return null;
    }

    public void OnGet() => Done = (string?)TempData[DoneKey];

    public async Task<IActionResult> OnPostAsync()
    {
        if (!On.Read("on").Succeeded(out var on, out var error))
            return Explain(error);
        if (!(await notes.AddAsync(on, Text, Actor, Gone)).Succeeded(out var note, out error))
            return Explain(error);
        TempData[DoneKey] = $"“{note.Text}” is marked on charts over time.";
        return LocalRedirect(Links.TimelineNotes);
    }
}
