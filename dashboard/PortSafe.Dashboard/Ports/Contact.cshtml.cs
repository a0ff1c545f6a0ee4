using Microsoft.AspNetCore.Mvc;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Ports;

/// <summary>Shows who can be reached at a port, for them to say that it is right.</summary>
public sealed class ContactModel(IGrains grains, People accounts, SchemeContacts contacts, TimeProvider clock) : RecordPage(grains)
{
    /// <summary>The reader, where they manage the port.</summary>
    public KnownPerson? Self { get; private set; }

    public SchemePeople People { get; private set; } = null!;

    /// <summary>When the details were last checked; null when never.</summary>
    public DateOnly? LastOn => Status.Score.Explain().FirstOrDefault(line => line.Fact.Code == ScoreLine.ContactVerified)?.Fact.On;

    public bool IsCheckedToday => LastOn == clock.Today();

    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync() =>
        await ReadAsync() ?? Finish(await Grain.VerifyContactAsync(new VerifyContact(clock.Today()), Actor, Gone), "Contact details checked. Thank you.");

    private async Task<IActionResult?> ReadAsync()
    {
        if (!(await contacts.ListAsync(Port, Actor, Gone)).Succeeded(out var people, out var error))
            return Refuse(error);
        People = people;
        Self = Actor.Manages(Port) && Actor.PersonId is { } id ? await accounts.FindAsync(id, Gone) : null;
        return null;
    }
}
