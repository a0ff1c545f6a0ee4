using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>The first question, with whose answer an application begins.</summary>
public sealed class RoleModel(JoinDesk desk, JoinSession session) : JoinPage(desk, session)
{
    public static IReadOnlyList<Choice> Roles { get; } = [.. ApplicantRole.All.Select(role => new Choice(role.Code, role.IsBusiness ? "A business registered at Companies House" : role.Title))];

    [BindProperty(Name = "role")]
    public string? Role { get; set; }

    [BindProperty(Name = "change", SupportsGet = true)]
    public bool IsChange { get; set; }

    public string Back => IsChange ? Links.JoinCheck : Links.Join;

    public async Task<IActionResult> OnGetAsync()
    {
        var answers = await FindAsync();
        if (answers is not null && answers.State != ApplicationState.Draft && answers.IsProved)
            return LocalRedirect(PlaceOf(answers));
        Role = answers?.State == ApplicationState.Draft ? answers.Role?.Code : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ApplicantRole.TryParse(Role, null, out var role))
        {
            ModelState.AddModelError("role", "Select in what role you apply.");
            return Page();
        }
        // In a browser whose last application was sent, another one begins.
        if (await FindAsync() is not { } answers || answers.State != ApplicationState.Draft)
        {
            Keep(await Desk.StartAsync(role, Gone));
            return LocalRedirect(role.IsBusiness ? Links.JoinCompany : Links.JoinYou);
        }
        return GoOn(await Desk.SaveRoleAsync(Session, role, Gone));
    }
}
