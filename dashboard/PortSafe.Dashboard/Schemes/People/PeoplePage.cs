using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
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

    /// <summary>Every request, GET or POST, is first asked whose port it is about.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!Locode.TryParse((string?)RouteData.Values["locode"], null, out var port))
            context.Result = NotFound();
        else if (!(await contacts.ListAsync(port, Actor, Gone)).Succeeded(out var people, out var error))
            context.Result = Refuse(error);
        else if (!(await register.NamesAsync(Gone)).TryGetValue(port, out var name))
            context.Result = NotFound();
        else
        {
            (Port, PortName, People) = (port, name, people);
            await next();
        }
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
