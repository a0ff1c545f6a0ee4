using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>Suspends, withdraws, closes or reinstates: why, then once more with what will follow.</summary>
public sealed class StandingModel(IGrains grains, People people, TimeProvider clock) : PortPage(grains, people, clock)
{
    private const int MaxReason = 500;

    public StandingAct Act { get; private set; } = null!;

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    [BindProperty(Name = "checked")]
    public bool IsConfirmed { get; set; }

    /// <summary>Whether the reason is given and what will follow is shown.</summary>
    public bool IsChecked { get; private set; }

    public IActionResult OnGet(string act) => Find(act) ?? Page();

    public async Task<IActionResult> OnPostAsync(string act)
    {
        if (Find(act) is { } refused)
            return refused;
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError("reason", "Enter a reason.");
        else if (Reason.Length > MaxReason)
            ModelState.AddModelError("reason", $"Enter a reason of at most {MaxReason} characters.");
        if (!ModelState.IsValid)
            return Page();
        if (!IsConfirmed)
        {
            IsChecked = true;
            return Page();
        }
        var result = await Act.DecideAsync(Grain, Today, Reason!, Actor, Gone);
        if (result.Error is { } error)
            return Explain(error);
        TempData[PortModel.DoneKey] = Act.Done;
        return LocalRedirect(Links.Port(Status.Locode));
    }

    /// <summary>What is not a decision is not found; one that has nothing to decide leads back to the port.</summary>
    private IActionResult? Find(string code)
    {
        if (StandingAct.Find(code) is not { } act)
            return NotFound();
        Act = act;
        return StandingAct.For(Status).Contains(act) ? null : LocalRedirect(Links.Port(Status.Locode));
    }
}
