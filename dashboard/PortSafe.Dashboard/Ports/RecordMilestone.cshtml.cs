using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using KnownMilestone = PortSafe.Domain.Schemes.Milestone;

namespace PortSafe.Dashboard.Ports;

/// <summary>Records that a port has done one of the things that make its scheme work.</summary>
public sealed class RecordMilestoneModel(IGrains grains) : RecordPage(grains)
{
    [BindProperty(Name = "milestone", SupportsGet = true)]
    public string? Milestone { get; set; }

    [BindProperty(Name = "date")]
    public DateFields Date { get; set; } = new();

    [BindProperty(Name = "note")]
    public string? Note { get; set; }

    /// <summary>Where the evidence is kept.</summary>
    [BindProperty(Name = "reference")]
    public string? Reference { get; set; }

    /// <summary>What is still open, and the self-check, which is done again each year.</summary>
    public IReadOnlyList<Choice> Choices =>
    [
        .. Status.Milestones
            .Where(item => item.Milestone != KnownMilestone.HalfBriefed && (!item.Holds || item.Milestone == KnownMilestone.AnnualSelfCheck))
            .Select(item => new Choice(item.Milestone.Code, item.Milestone.Title, item.Milestone.Tier.ToString())),
    ];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Date.Read("date").Succeeded(out var date, out var error))
            ModelState.AddModelError("date", error.Message);
        if (!KnownMilestone.TryParse(Milestone, null, out var milestone))
            ModelState.AddModelError("milestone", "Choose what has been done.");
        if (milestone is null || !ModelState.IsValid)
            return Page();
        var command = new RecordMilestone(date, milestone, string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(), string.IsNullOrWhiteSpace(Reference) ? null : Reference.Trim());
        return Finish(await Grain.RecordMilestoneAsync(command, Actor, Gone), $"“{milestone.Title}” recorded.");
    }
}
