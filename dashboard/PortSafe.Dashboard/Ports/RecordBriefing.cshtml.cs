using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using KnownAudience = PortSafe.Domain.Awareness.Audience;

namespace PortSafe.Dashboard.Ports;

/// <summary>Records one briefing of a port's staff.</summary>
public sealed class RecordBriefingModel(IGrains grains) : RecordAwarenessPage(grains)
{
    private const string AlreadyRecorded = "already-recorded";

    [BindProperty(Name = "date")]
    public DateFields Date { get; set; } = new();

    [BindProperty(Name = "audience")]
    public string? Audience { get; set; }

    [BindProperty(Name = "headcount")]
    public string? HeadCount { get; set; }

    /// <summary>Whether it is another briefing just like one that is recorded.</summary>
    [BindProperty(Name = "another")]
    public bool IsAnother { get; set; }

    /// <summary>Whether to ask if it is another one.</summary>
    public bool AsksWhetherAnother { get; private set; }

    public void OnGet() => FacilityChoice ??= FirstChoice;

    public async Task<IActionResult> OnPostAsync()
    {
        var facility = ReadFacility();
        if (!Date.Read("date").Succeeded(out var date, out var error))
            ModelState.AddModelError("date", error.Message);
        if (!KnownAudience.TryParse(Audience, null, out var audience))
            ModelState.AddModelError("audience", "Choose who the briefing was for.");
        AsksWhetherAnother = IsAnother;
        if (Number(HeadCount, "headcount", "how many attended") is not { } heads || audience is null || !ModelState.IsValid)
            return Page();
        var result = await Grain.RecordBriefingAsync(new RecordBriefing(date, audience, heads, facility, IsAnother), Actor, Gone);
        if (result.Error is { Code: AlreadyRecorded })
        {
            AsksWhetherAnother = true;
            ModelState.AddModelError("another", "A briefing like this is recorded for that day. Say whether this is another one.");
            return Page();
        }
        return Finish(result, $"Briefing of {heads:N0} recorded.");
    }
}
