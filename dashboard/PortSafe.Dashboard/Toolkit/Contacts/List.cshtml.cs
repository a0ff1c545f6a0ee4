using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Toolkit;

namespace PortSafe.Dashboard.Toolkit.Contacts;

/// <summary>Every contact entry.</summary>
public sealed class ListModel(ContactEntries contacts) : DashboardPage
{
    /// <summary>Names, within <c>TempData</c>, what was just done.</summary>
    internal const string DoneKey = "contacts:done";

    public IReadOnlyList<ContactEntry> Entries { get; private set; } = [];

    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await contacts.ListAsync(Actor, Gone)).Succeeded(out var entries, out var error))
            return Refuse(error);
        (Entries, Done) = (entries, (string?)TempData[DoneKey]);
        return Page();
    }
}
