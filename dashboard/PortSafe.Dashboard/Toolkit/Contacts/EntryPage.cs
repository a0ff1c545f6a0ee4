using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Grains.Toolkit;

namespace PortSafe.Dashboard.Toolkit.Contacts;

/// <summary>What the pages about one contact entry share.</summary>
public abstract class EntryPage(ContactEntries contacts) : DashboardPage
{
    public ContactEntry Entry { get; private set; } = null!;

    protected ContactEntries Contacts { get; } = contacts;

    /// <summary>Shows the page of an entry that can be changed.</summary>
    protected async Task<IActionResult> ShowAsync(string id)
    {
        if (!(await Contacts.FindAsync(id, Actor, Gone)).Succeeded(out var entry, out var error))
            return Refuse(error);
        if (entry.IsLocked)
            return Refuse(Error.NotFound("contact-locked", "The reporting line cannot be changed here."));
        Entry = entry;
        return Page();
    }

    protected IActionResult Finish(string done)
    {
        TempData[ListModel.DoneKey] = done;
        return LocalRedirect(Links.Contacts);
    }
}
