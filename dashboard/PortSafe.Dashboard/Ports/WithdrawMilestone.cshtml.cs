using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Ports;
using KnownMilestone = PortSafe.Domain.Schemes.Milestone;

namespace PortSafe.Dashboard.Ports;

/// <summary>Records that a milestone holds no longer, from a day on.</summary>
public sealed class WithdrawMilestoneModel(IGrains grains) : RecordPage(grains)
{
    [BindProperty(Name = "date")]
    public DateFields Date { get; set; } = new();

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    /// <summary>The milestone, which is recorded.</summary>
    public MilestoneStatus Held { get; private set; } = null!;

    public IActionResult OnGet() => Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Find())
            return NotFound();
        if (!Date.Read("date").Succeeded(out var date, out var error))
            ModelState.AddModelError("date", error.Message);
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError("reason", "Enter why it no longer holds.");
        if (!ModelState.IsValid)
            return Page();
        var result = await Grain.WithdrawMilestoneAsync(new WithdrawMilestone(date, Held.Milestone, Reason!), Actor, Gone);
        return Finish(result, $"Recorded: “{Held.Milestone.Title}” no longer holds since {date:d MMMM yyyy}.");
    }

    private bool Find()
    {
        var held = KnownMilestone.TryParse((string?)RouteData.Values["milestone"], null, out var milestone)
            ? Status.Milestones.FirstOrDefault(item => item.Milestone == milestone && item.MayWithdraw())
            : null;
        Held = held!;
        return held is not null;
    }
}
