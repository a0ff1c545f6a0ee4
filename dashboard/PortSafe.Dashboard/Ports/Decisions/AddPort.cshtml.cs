using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Data;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Ports;
using AddCommand = PortSafe.Domain.Ports.AddPort;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>Enters a port in the register.</summary>
public sealed class AddPortModel(IGrains grains, TimeProvider clock) : DashboardPage
{
    [BindProperty(Name = "locode")]
    public string? Code { get; set; }

    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "region")]
    public string? RegionName { get; set; }

    [BindProperty(Name = "size")]
    public string? SizeCode { get; set; }

    [BindProperty(Name = "latitude")]
    public string? Latitude { get; set; }

    [BindProperty(Name = "longitude")]
    public string? Longitude { get; set; }

    public IReadOnlyList<Choice> Regions => [new("", "Choose a region"), .. PublicationPlan.Current.Regions.Select(region => new Choice(region.ToString(), region.ToString()))];

    public IReadOnlyList<Choice> Sizes => [.. PortSize.All.Select(size => new Choice(size.Code, size.Title, size == PortSize.Major ? "Its managers see their own report figure every quarter." : "Its managers see their own report figure once a year."))];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Locode.TryParse(Code?.Trim().ToUpperInvariant(), null, out var locode))
            ModelState.AddModelError("locode", "Enter a LOCODE of five letters or digits, such as GBFXT.");
        if (string.IsNullOrWhiteSpace(Name))
            ModelState.AddModelError("name", "Enter the port’s name.");
        if (!Region.TryParse(RegionName, null, out var region))
            ModelState.AddModelError("region", "Choose a region.");
        if (!PortSize.TryParse(SizeCode, null, out var size))
            ModelState.AddModelError("size", "Choose a size.");
        var (north, east) = (Degrees(Latitude, "latitude", 90, "51.95"), Degrees(Longitude, "longitude", 180, "-2.1"));
        if (!ModelState.IsValid || size is null)
            return Page();
        var result = await grains.Get<IPortGrain>(locode.ToString()).AddAsync(new AddCommand(clock.Today(), Name!, region, size, north, east), Actor, Gone);
        if (result.Error is { } error)
            return Explain(error);
        TempData[PortModel.DoneKey] = "The port is in the register.";
        return LocalRedirect(Links.Port(locode));
    }

    private double Degrees(string? text, string field, double most, string example)
    {
        if (double.TryParse(text?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
            return degrees;
        ModelState.AddModelError(field, $"Enter the {field} in degrees between -{most} and {most}, such as {example}.");
        return 0;
    }
}
