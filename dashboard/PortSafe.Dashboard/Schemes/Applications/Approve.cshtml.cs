using Microsoft.AspNetCore.Mvc;
using PortSafe.Data;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Applications;

/// <summary>What approving does, once more before it is done.</summary>
public sealed class ApproveModel(ApplicationQueue queue, ApplicationDesk desk, TimeProvider clock) : ApplicationPage(queue)
{
    [BindProperty(Name = "version")]
    public string? Version { get; set; }

    public bool AsksForPack => Application.Kind == ApplicationKind.Join && Application.IsPackDue;

    /// <summary>A version as it is written, of this month.</summary>
    public string Example => $"{clock.Today():yyyy-MM}";

    public IReadOnlyList<string> Consequences =>
    [
        .. Application.Kind == ApplicationKind.Join && Application.Stage?.IsMember != true ? [$"{Application.PortTitle} joins PortSafe."] : Array.Empty<string>(),
        .. AsksForPack ? ["The port gets the pack."] : Array.Empty<string>(),
        ApplicationWords.Of(Application.Account),
        .. Application.Kind == ApplicationKind.Successor ? ["Once they accept, they lead the scheme."] : Array.Empty<string>(),
        "Whoever accepts an invitation receives the newsletter as a member, and can unsubscribe.",
    ];

    public IActionResult OnGet() => Application.State.IsWaiting && Application.Port is not null ? Page() : LocalRedirect(Links.Application(Application.Reference));

    public async Task<IActionResult> OnPostAsync() => Finish(
        await desk.ApproveAsync(Application.Reference, Revision ?? -1, Version ?? "", Actor, Gone), $"Approved. We have written to {Application.AskedBy ?? Application.Name}.");
}
