using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using RenameCommand = PortSafe.Domain.Ports.RenameFacility;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>Gives a facility another name.</summary>
public sealed class RenameFacilityModel(IGrains grains, People people, TimeProvider clock) : FacilityPage(grains, people, clock)
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    public IActionResult OnGet(string facility)
    {
        if (Find(facility) is { } refused)
            return refused;
        Name = Facility.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string facility) => Find(facility) ??
        Finish(await Grain.RenameFacilityAsync(new RenameCommand(Today, Facility.Number, Name ?? ""), Actor, Gone), "The facility has a new name.");
}
