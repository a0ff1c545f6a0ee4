using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using IssueCommand = PortSafe.Domain.Ports.IssuePack;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>Issues the pack to a port that has joined, or a later version of it.</summary>
public sealed class IssuePackModel(IGrains grains, People people, TimeProvider clock) : PortPage(grains, people, clock)
{
    [BindProperty(Name = "version")]
    public string? Version { get; set; }

    /// <summary>The latest pack; null when none was issued.</summary>
    public PackIssued? Issued => Entries.Select(entry => entry.Event).OfType<PackIssued>().FirstOrDefault();

    public IActionResult OnGet() => Status.Stage?.IsMember == true ? Page() : LocalRedirect(Links.Port(Status.Locode));

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await Grain.IssuePackAsync(new IssueCommand(Today, Version?.Trim() ?? ""), Actor, Gone)).Error is { } error)
            return Explain(error);
        TempData[PortModel.DoneKey] = "The pack is issued.";
        return LocalRedirect(Links.Port(Status.Locode));
    }
}
