using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>Decides on a port whose application came from a file. Where somebody applied here, that application is decided on.</summary>
public sealed class DecidePortModel(IGrains grains, People people, ApplicationQueue queue, TimeProvider clock) : PortPage(grains, people, clock)
{
    private const string Approve = "approve";
    private const string Reject = "reject";

    public static IReadOnlyList<Choice> Choices { get; } = [new(Approve, "Approve it", "The port joins, and gets the pack."), new(Reject, "Do not accept it")];

    [BindProperty(Name = "decision")]
    public string? Decision { get; set; }

    [BindProperty(Name = "version")]
    public string? Version { get; set; }

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    /// <summary>Applications for this port that were sent here and wait for a decision.</summary>
    public IReadOnlyList<ApplicationReference> Waiting { get; private set; } = [];

    public DateOnly? AppliedOn => Entries.FirstOrDefault(entry => entry.Event is SchemeApplied)?.Event.At;

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } elsewhere)
            return elsewhere;
        if (Waiting.Count > 0)
            return Page();
        if (Decision is not (Approve or Reject))
            ModelState.AddModelError("decision", "Choose what you decide.");
        if (!ModelState.IsValid)
            return Page();
        var result = Decision == Approve ? await ApproveAsync() : await Grain.RejectAsync(new Domain.Ports.Reject(Today, Reason ?? ""), Actor, Gone);
        if (result.Error is { } error)
            return Explain(error);
        TempData[PortModel.DoneKey] = Decision == Approve ? "The port has joined." : "The application is not accepted.";
        return LocalRedirect(Links.Port(Status.Locode));
    }

    /// <summary>Nothing waits for a port at any other stage.</summary>
    private async Task<IActionResult?> FindAsync()
    {
        if (Status.Stage != Stage.Applied)
            return LocalRedirect(Links.Port(Status.Locode));
        if (!(await queue.WaitingForAsync(Status.Locode, Actor, Gone)).Succeeded(out var waiting, out var error))
            return Refuse(error);
        Waiting = waiting;
        return null;
    }

    private async Task<Result<PortStatus>> ApproveAsync()
    {
        var issue = new IssuePack(Today, Version?.Trim() ?? "");
        if (PortDecisions.Fault(issue) is { } fault)
            return fault;
        var approved = await Grain.ApproveAsync(new Domain.Ports.Approve(Today), Actor, Gone);
        return approved.Error is null ? await Grain.IssuePackAsync(issue, Actor, Gone) : approved;
    }
}
