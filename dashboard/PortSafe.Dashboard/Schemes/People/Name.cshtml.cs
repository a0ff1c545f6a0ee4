using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.People;

/// <summary>Names the lead or the deputy among those who manage the port.</summary>
public sealed class NameModel(SchemeContacts contacts, PortDirectory register) : PeoplePage(contacts, register)
{
    [BindProperty(Name = "part", SupportsGet = true)]
    public string? PartCode { get; set; }

    [BindProperty(Name = "person")]
    public string? Person { get; set; }

    public SchemePart Part => SchemePart.TryParse(PartCode, null, out var part) ? part : SchemePart.Lead;

    public IReadOnlyList<Choice> Choices =>
    [
        .. People.Managers
            .Where(person => person.Part != Part && person.Part != SchemePart.Lead)
            .Select(person => new Choice($"{person.Id:D}", person.Name, person.Part is null ? null : "Deputy now; the deputy’s place is then empty")),
    ];

    public IActionResult OnGet() => MayName ? Page() : Refuse(Authority.Refusal);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayName)
            return Refuse(Authority.Refusal);
        if (!Guid.TryParseExact(Person, "D", out var person))
        {
            ModelState.AddModelError("person", Part == SchemePart.Lead ? "Select who leads the scheme." : "Select who deputises.");
            return Page();
        }
        var name = People.Managers.FirstOrDefault(known => known.Id == person)?.Name;
        return Finish(await Contacts.NameAsync(Port, Part, person, Actor, Gone), Part == SchemePart.Lead ? $"{name} leads the scheme." : $"{name} is the deputy.");
    }
}
