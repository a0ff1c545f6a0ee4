using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.People;

/// <summary>A page about the people of one port's scheme, for its managers and for JMSC.</summary>
public abstract class PeoplePage(SchemeContacts contacts, PortDirectory register) : DashboardPage
{
    /// <summary>What has just been done, for the next page to say.</summary>
    public const string DoneKey = "port-people-done";

    public Locode Port { get; private set; }

    public string PortName { get; private set; } = "";

    public SchemePeople People { get; private set; } = new([]);

    /// <summary>Whether the reader may name lead and deputy.</summary>
    public bool MayName => Actor.Manages(Port) || Actor.May(Permission.ManageSchemes);

    /// <summary>Whether the reader may ask for an account for somebody else; JMSC makes accounts under People.</summary>
    public bool MayAsk => Actor.Manages(Port);

    protected SchemeContacts Contacts => contacts;

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!Locode.TryParse((string?)RouteData.Values["locode"], null, out var port))
            return NotFound();
        if (!(await contacts.ListAsync(port, Actor, Gone)).Succeeded(out var people, out var error))
            return Refuse(error);
        if (await register.FindNameAsync(port, Gone) is not { } name)
            return NotFound();
        (Port, PortName, People) = (port, name, people);
        return null;
    }

    /// <summary>Back to the people of the port when it is done, or else the form again with what is wrong.</summary>
    protected IActionResult Finish<T>(Result<T> result, string done)
    {
        if (result.Error is { } error)
            return Explain(error);
        TempData[DoneKey] = done;
        return LocalRedirect(Links.PortPeople(Port));
    }
}
