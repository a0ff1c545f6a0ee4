using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using CloseCommand = PortSafe.Domain.Ports.CloseFacility;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>Closes a facility. What was recorded of it stays.</summary>
public sealed class CloseFacilityModel(IGrains grains, People people, TimeProvider clock) : FacilityPage(grains, people, clock)
{
    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    public IActionResult OnGet(string facility) => Find(facility) ?? Page();

    public async Task<IActionResult> OnPostAsync(string facility) => Find(facility) ??
        Finish(await Grain.CloseFacilityAsync(new CloseCommand(Today, Facility.Number, Reason ?? ""), Actor, Gone), "The facility is closed.");
}
