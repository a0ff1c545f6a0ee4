using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Invites somebody: who and which role, for a port manager which ports, then all of it once more.</summary>
public sealed class InviteModel(InvitationDesk desk, PeopleDirectory directory, PortDirectory register) : DashboardPage
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    [BindProperty(Name = "role")]
    public string? RoleCode { get; set; }

    [BindProperty(Name = "ports")]
    public string? Ports { get; set; }

    public RoleJourneyStep Step { get; private set; }

    public Role? Role => Role.TryParse(RoleCode, null, out var role) ? role : null;

    /// <summary>The ports that were typed, as the register knows them.</summary>
    public IReadOnlyList<PersonPort> Found { get; private set; } = [];

    /// <summary>Who had this address and lost the account; null when nobody did.</summary>
    public Guid? RevokedPerson { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostRoleAsync()
    {
        foreach (var fault in await desk.CheckAsync(Name ?? "", Email?.Trim() ?? "", Actor, Gone))
            await AddAsync(fault);
        if (Role is null)
            ModelState.AddModelError("role", "Choose what they do.");
        if (ModelState.IsValid)
            Step = Role == Role.PortManager ? RoleJourneyStep.Ports : RoleJourneyStep.CheckAnswers;
        return Page();
    }

    public async Task<IActionResult> OnPostPortsAsync()
    {
        if (Role != Role.PortManager)
            return await OnPostRoleAsync();
        Step = await ReadPortsAsync() ? RoleJourneyStep.CheckAnswers : RoleJourneyStep.Ports;
        return Page();
    }

    public void OnPostChange() => Step = RoleJourneyStep.Role;

    public async Task<IActionResult> OnPostSendAsync()
    {
        if (Role is not { } role)
            return await OnPostRoleAsync();
        Step = RoleJourneyStep.Ports;
        if (role == Role.PortManager && !await ReadPortsAsync())
            return Page();
        var person = new NewPerson(Name ?? "", Email?.Trim() ?? "", role, Found.Whole()) { Facilities = Found.Facilities() };
        if ((await desk.InviteAsync(person, Actor, Gone)).Succeeded(out var invitation, out var error))
            return LocalRedirect(Links.Person(invitation.Person, "invited"));
        if (error.Kind == ErrorKind.Forbidden)
            return Refuse(error);
        Step = error.Field == "ports" ? RoleJourneyStep.Ports : RoleJourneyStep.Role;
        await AddAsync(error);
        return Page();
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

    private async Task AddAsync(Error error)
    {
        ModelState.AddModelError(error.Field ?? "", error.Message);
        if (error.Code == "account-to-restore" && (await directory.FindIdAsync(Email ?? "", Actor, Gone)).Succeeded(out var id, out _))
            RevokedPerson = id;
    }
}
