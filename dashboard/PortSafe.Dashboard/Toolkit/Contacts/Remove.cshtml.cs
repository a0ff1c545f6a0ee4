using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Grains.Toolkit;

namespace PortSafe.Dashboard.Toolkit.Contacts;

/// <summary>Takes a contact entry away, once somebody has said that they mean it.</summary>
public sealed class RemoveModel(ContactEntries contacts) : EntryPage(contacts)
{
    /// <summary>The subjects of published issues that name it.</summary>
    public IReadOnlyList<string> Uses { get; private set; } = [];

    public IReadOnlyList<Choice> Choices { get; } = [new("true", "Remove it all the same")];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        var shown = await ShowAsync(id);
        if (Entry is not null)
            Uses = (await Contacts.UsesAsync(Entry, Actor, Gone)).Value ?? [];
        return shown;
    }

    /// <param name="sure">Whether the box was ticked, which is there when published issues name the entry.</param>
    public async Task<IActionResult> OnPostAsync(string id, bool sure)
    {
        var shown = await OnGetAsync(id);
        if (Entry is null)
            return shown;
        if (Uses.Count > 0 && !sure)
        {
            ModelState.AddModelError("sure", "Confirm that the entry is to be removed.");
            return shown;
        }
        return (await Contacts.RemoveAsync(id, Actor, Gone)).Error is { } error ? Refuse(error) : Finish($"{Entry.Shown} is no longer a contact entry.");
    }
}
