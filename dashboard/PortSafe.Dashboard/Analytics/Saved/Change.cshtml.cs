using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Analytics.Saved;

/// <summary>Renames a saved view, titles its chart, and has it sent or no longer sent.</summary>
public sealed class ChangeModel(SavedViews saved) : SavedViewPage(saved)
{
    private const string Yes = "true";

    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "title")]
    public string? Title { get; set; }

    [BindProperty(Name = "mailed")]
    public string? Mailed { get; set; }

    public IReadOnlyList<Choice> Choices { get; } = [new(Yes, "Send it to my address after each quarter’s release")];

    public IReadOnlyList<string> Chosen => Mailed == Yes ? [Yes] : [];

    public void OnGet() => (Name, Title, Mailed) = (Kept.Name, Kept.Title, Kept.IsMailed ? Yes : null);

    public async Task<IActionResult> OnPostAsync() =>
        (await Saved.ChangeAsync(Kept.Id, Name, Title, Mailed == Yes, Actor, Gone)).Succeeded(out var kept, out var error)
            ? Finish(kept.IsMailed && !Kept.IsMailed ? $"“{kept.Name}” is sent to you from the next release on." : $"“{kept.Name}” is changed.")
            : Explain(error);
}
