using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>A page about one person's account.</summary>
public abstract class PersonPage(PersonRecords records) : DashboardPage
{
    /// <summary>What has just been done, for the next page to say.</summary>
    public const string DoneKey = "people-done";

    public PersonDetails Person { get; private set; } = null!;

    /// <summary>How many lines of history the page shows.</summary>
    protected virtual int HistoryLines => 0;

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!Guid.TryParseExact((string?)RouteData.Values["id"], "D", out var id))
            return NotFound();
        if (!(await records.GetAsync(id, Actor, HistoryLines, Gone)).Succeeded(out var person, out var error))
            return Refuse(error);
        Person = person;
        return null;
    }

    /// <summary>Back to the person's page, with what was done.</summary>
    protected IActionResult Return(string done)
    {
        TempData[DoneKey] = done;
        return LocalRedirect(Links.Person(Person.Id));
    }
}
