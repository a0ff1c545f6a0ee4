using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.People;

/// <summary>Hands the lead over: to somebody who manages the port, at once, or to somebody for whom JMSC is asked first.</summary>
public sealed class HandOverModel(SchemeContacts contacts, PortDirectory register) : PeoplePage(contacts, register)
{
    private const string SomebodyNew = "new";
    private const string Yes = "yes";

    [BindProperty(Name = "person", SupportsGet = true)]
    public string? Person { get; set; }

    [BindProperty(Name = "leave")]
    public List<string> Leave { get; } = [];

    /// <summary>Who was chosen; null while nobody is.</summary>
    public SchemePerson? Heir { get; private set; }

    public bool LeadIsReader => People.Lead is { } lead && lead.Id == Actor.PersonId;

    public IReadOnlyList<Choice> Choices =>
    [
        .. People.Managers.Where(person => person.Part != SchemePart.Lead).Select(person => new Choice($"{person.Id:D}", person.Name, person.Part?.Title)),
        .. MayAsk ? [new Choice(SomebodyNew, "Somebody who has no account here yet", "You give their name and address, and JMSC decides.")] : Array.Empty<Choice>(),
    ];

    public IReadOnlyList<Choice> Leaving =>
    [
        LeadIsReader
            ? new Choice(Yes, "I stop managing this port at once", "If it is your only port, your account ends with it and you are signed out.")
            : new Choice(Yes, "They stop managing this port at once", "If it is their only port, their account ends with it."),
    ];

    public IActionResult OnGet()
    {
        if (!MayName)
            return Refuse(Authority.Refusal);
        if (Person == SomebodyNew && MayAsk)
            return LocalRedirect(Links.PortPeople(Port, "ask?successor=true"));
        Heir = FindHeir();
        if (Person is not null && Heir is null)
            ModelState.AddModelError("person", "Select who leads the scheme from now on.");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayName)
            return Refuse(Authority.Refusal);
        Heir = FindHeir();
        if (Heir is null)
        {
            ModelState.AddModelError("person", "Select who leads the scheme from now on.");
            return Page();
        }
        var leaves = Leave.Contains(Yes);
        var done = await Contacts.HandOverAsync(Port, Heir.Id, leaves, Actor, Gone);
        // Whoever hands over and leaves may not open the page of the port any more.
        return done.Error is null && leaves && LeadIsReader ? LocalRedirect(Links.Overview) : Finish(done, $"{Heir.Name} leads the scheme.");
    }

    private SchemePerson? FindHeir() => Guid.TryParseExact(Person, "D", out var id) ? People.Managers.FirstOrDefault(person => person.Id == id && person.Part != SchemePart.Lead) : null;
}
