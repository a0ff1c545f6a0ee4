using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Toolkit;
using PortSafe.Grains.Toolkit;

namespace PortSafe.Dashboard.Toolkit.Contacts;

/// <summary>Adds a contact entry.</summary>
public sealed class AddModel(ContactEntries contacts) : DashboardPage
{
    [BindProperty(Name = "kind")]
    public string? Kind { get; set; }

    [BindProperty(Name = "value")]
    public string? Value { get; set; }

    [BindProperty(Name = "label")]
    public string? Label { get; set; }

    public IReadOnlyList<Choice> Choices { get; } = [.. ContactKind.All.Select(kind => new Choice(kind.Code, kind.Title))];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ContactKind.TryParse(Kind, null, out var kind))
            ModelState.AddModelError("kind", "Choose what it is.");
        else if (kind.Read(Value ?? "").Error is { } fault)
            ModelState.AddModelError(fault.Field!, fault.Message);
        if (string.IsNullOrWhiteSpace(Label))
            ModelState.AddModelError("label", "Say whose it is.");
        if (!ModelState.IsValid)
            return Page();
        if (!(await contacts.AddAsync(kind!, Value ?? "", Label!, Actor, Gone)).Succeeded(out var entry, out var error))
            return Explain(error);
        TempData[ListModel.DoneKey] = $"{entry.Shown} is a contact entry now.";
        return LocalRedirect(Links.Contacts);
    }
}
