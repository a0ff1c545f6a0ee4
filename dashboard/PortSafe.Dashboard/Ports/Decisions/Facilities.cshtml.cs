using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>A port's facilities, and one more.</summary>
public sealed class FacilitiesModel(IGrains grains, People people, TimeProvider clock) : PortPage(grains, people, clock)
{
    [BindProperty(Name = "facility")]
    public string? Number { get; set; }

    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "since")]
    public DateFields Since { get; set; } = new();

    [TempData(Key = PortModel.DoneKey)]
    public string? Done { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!FacilityNumber.TryParse(Number?.Trim(), null, out var number))
            ModelState.AddModelError("facility", "Enter the facility’s number of four digits, such as 0001.");
        if (string.IsNullOrWhiteSpace(Name))
            ModelState.AddModelError("name", "Enter the facility’s name.");
        if (!ReadSince().Succeeded(out var since, out var fault))
            ModelState.AddModelError("since", fault.Message);
        if (!ModelState.IsValid)
            return Page();
        var result = await Grain.AddFacilityAsync(new AddFacility(since, number, Name!), Actor, Gone);
        if (result.Error is { } error)
            return Explain(error);
        Done = $"Facility {number.At(Status.Locode)} added.";
        return LocalRedirect(Links.Facilities(Status.Locode));
    }

    /// <summary>For as long as the port where no date is given, so that what was done there before today can be recorded.</summary>
    private Result<DateOnly> ReadSince() => Since == new DateFields()
        ? Entries.Where(entry => entry.Event is PortAdded).Select(entry => entry.Event.At).DefaultIfEmpty(Today).Min()
        : Since.Read("since");
}
