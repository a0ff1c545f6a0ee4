using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Toolkit;

namespace PortSafe.Dashboard.Toolkit.Contacts;

/// <summary>Says anew whose a contact entry is.</summary>
public sealed class LabelModel(ContactEntries contacts) : EntryPage(contacts)
{
    [BindProperty(Name = "label")]
    public string? Label { get; set; }

    public Task<IActionResult> OnGetAsync(string id) => ShowAsync(id);

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if ((await Contacts.RelabelAsync(id, Label ?? "", Actor, Gone)).Succeeded(out var entry, out var error))
            return Finish($"{entry.Shown} is listed as “{entry.Label}”.");
        if (error.Field is null)
            return Refuse(error);
        ModelState.AddModelError(error.Field, error.Message);
        return await ShowAsync(id);
    }
}
