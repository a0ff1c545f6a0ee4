using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Applications;

/// <summary>Says which port of the register an application is for.</summary>
public sealed class ChoosePortModel(ApplicationQueue queue, ApplicationDesk desk, OpenPorts ports) : ApplicationPage(queue)
{
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = "port")]
    public string? Port { get; set; }

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public bool AreMore { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Application.State.IsWaiting)
            return LocalRedirect(Links.Application(Application.Reference));
        Search ??= Application.UnlistedPort;
        await FindAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FindAsync();
        if (!Locode.TryParse(Port, null, out var port))
        {
            ModelState.AddModelError(Choices.Count > 0 ? "port" : "q", "Select the port.");
            return Page();
        }
        return Finish(await desk.ChoosePortAsync(Application.Reference, Revision ?? -1, port, Actor, Gone), "The port is chosen.");
    }

    private async Task FindAsync()
    {
        var (found, areMore) = await ports.FindAsync(Search ?? "", Gone);
        (AreMore, Choices) = (areMore, [.. found.Select(port => new Choice(port.Locode.ToString(), port.Name, $"{port.Locode}, {port.Region}"))]);
    }
}
