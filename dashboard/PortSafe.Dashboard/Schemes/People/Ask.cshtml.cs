using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.People;

/// <summary>Asks JMSC for an account for somebody at the port, who may be to lead the scheme.</summary>
public sealed class AskModel(SchemeContacts contacts, PortDirectory register, ColleagueDesk desk) : PeoplePage(contacts, register)
{
    private const string Yes = "yes";

    public static IReadOnlyList<Choice> Leaving { get; } = [new Choice(Yes, "I stop managing this port when they accept", "If it is your only port, your account ends with it.")];

    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    [BindProperty(Name = "note")]
    public string? Note { get; set; }

    [BindProperty(Name = "successor", SupportsGet = true)]
    public bool IsSuccessor { get; set; }

    [BindProperty(Name = "leave")]
    public List<string> Leave { get; } = [];

    public IActionResult OnGet() => MayAsk ? Page() : Refuse(Authority.Refusal);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayAsk)
            return Refuse(Authority.Refusal);
        var colleague = new Colleague(Name, Email, Note, IsSuccessor, Leave.Contains(Yes));
        foreach (var error in ColleagueDesk.Check(colleague))
            ModelState.AddModelError(error.Field ?? "", error.Message);
        return ModelState.IsValid ? Finish(await desk.AskAsync(Port, colleague, Actor, Gone), $"JMSC has your request for {Name?.Trim()}. They write to you when they decide.") : Page();
    }
}
