using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>The name of a port that the search did not find.</summary>
public sealed class PortNameModel(JoinDesk desk, JoinSession session) : QuestionPage(desk, session)
{
    [BindProperty(Name = "port-name")]
    public string? Name { get; set; }

    protected override string Before => Links.JoinPort;

    public void OnGet() => Name = Answers.UnlistedPort;

    public async Task<IActionResult> OnPostAsync()
    {
        var name = Checked(ApplicationRules.PortName(Name));
        return ModelState.IsValid ? GoOn(await Desk.SaveUnlistedPortAsync(Session, name!, Gone)) : Page();
    }
}
