using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using RenameCommand = PortSafe.Domain.Ports.RenamePort;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>Gives a port another name.</summary>
public sealed class RenamePortModel(IGrains grains, People people, TimeProvider clock) : PortPage(grains, people, clock)
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    public void OnGet() => Name = Status.Name;

    public async Task<IActionResult> OnPostAsync()
    {
        var result = await Grain.RenameAsync(new RenameCommand(Today, Name ?? ""), Actor, Gone);
        if (result.Error is { } error)
            return Explain(error);
        TempData[PortModel.DoneKey] = "The port has a new name.";
        return LocalRedirect(Links.Port(Status.Locode));
    }
}
