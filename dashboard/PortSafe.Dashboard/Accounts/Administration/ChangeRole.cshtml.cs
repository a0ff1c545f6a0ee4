using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Gives somebody another role, other ports, or both.</summary>
public sealed class ChangeRoleModel(PersonRecords records, PeopleDesk desk, PortDirectory register) : PersonPage(records)
{
    [BindProperty(Name = "role")]
    public string? RoleCode { get; set; }

    [BindProperty(Name = "ports")]
    public string? Ports { get; set; }

    public RoleJourneyStep Step { get; private set; }

    public Role? Role => Role.TryParse(RoleCode, null, out var role) ? role : null;

    /// <summary>The ports that were typed, as the register knows them.</summary>
    public IReadOnlyList<PersonPort> Found { get; private set; } = [];

    public void OnGet() => (RoleCode, Ports) = (Person.Role.Code, string.Join('\n', Person.Ports.Select(port => port.Code)));

    public IActionResult OnPostRole()
    {
        if (Role is null)
            ModelState.AddModelError("role", "Choose what they do.");
        else
            Step = Role == Role.PortManager ? RoleJourneyStep.Ports : RoleJourneyStep.CheckAnswers;
        return Page();
    }

    public async Task<IActionResult> OnPostPortsAsync()
    {
        if (Role != Role.PortManager)
            return OnPostRole();
        Step = await ReadPortsAsync() ? RoleJourneyStep.CheckAnswers : RoleJourneyStep.Ports;
        return Page();
    }

    public void OnPostChange() => Step = RoleJourneyStep.Role;

    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (Role is not { } role)
            return OnPostRole();
        Step = RoleJourneyStep.Ports;
        if (role == Role.PortManager && !await ReadPortsAsync())
            return Page();
        if ((await desk.ChangeRoleAsync(Person.Id, role, Found.Whole(), Found.Facilities(), Actor, Gone)).Error is not { } error)
            return Return("Role and ports changed.");
        Step = error.Field == "ports" ? RoleJourneyStep.Ports : RoleJourneyStep.CheckAnswers;
        return Explain(error);
    }

    private async Task<bool> ReadPortsAsync()
    {
        if (PortsAnswer.Read(Ports, await register.NamesAsync(Gone), await register.FacilitiesAsync(Gone)).Succeeded(out var found, out var error))
        {
            Found = found;
            return true;
        }
        ModelState.AddModelError("ports", error.Message);
        return false;
    }
}
