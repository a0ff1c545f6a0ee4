using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using KnownAudience = PortSafe.Domain.Awareness.Audience;

namespace PortSafe.Dashboard.Ports;

/// <summary>Records one briefing of a port's staff.</summary>
public sealed class RecordBriefingModel(IGrains grains) : RecordPage(grains)
{
    [BindProperty(Name = "date")]
    public DateFields Date { get; set; } = new();

    [BindProperty(Name = "audience")]
    public string? Audience { get; set; }

    [BindProperty(Name = "headcount")]
    public string? HeadCount { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Date.Read("date").Succeeded(out var date, out var error))
            ModelState.AddModelError("date", error.Message);
        if (!KnownAudience.TryParse(Audience, null, out var audience))
            ModelState.AddModelError("audience", "Choose who the briefing was for.");
        if (Number(HeadCount, "headcount", "how many attended") is not { } heads || audience is null || !ModelState.IsValid)
            return Page();
        var command = new RecordBriefing(date, audience, heads);
        return Finish(await Grain.RecordBriefingAsync(command, Actor, Gone), $"Briefing of {heads:N0} recorded.");
    }
}
