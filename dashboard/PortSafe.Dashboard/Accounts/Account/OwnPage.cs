using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Account;

/// <summary>A page about the reader's own account.</summary>
public abstract class OwnPage(PersonRecords records) : DashboardPage
{
    /// <summary>What has just been done, for the next page to say.</summary>
    protected const string DoneKey = "account-done";

    public PersonDetails Person { get; private set; } = null!;

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!(await records.GetAsync(Actor.PersonId!.Value, Actor, 0, Gone)).Succeeded(out var person, out var error))
            return Refuse(error);
        Person = person;
        return Finds() ? null : NotFound();
    }

    /// <summary>Looks up what of the account the page is about.</summary>
    /// <returns>Whether it is there.</returns>
    protected virtual bool Finds() => true;

    /// <summary>Back to the account, with what was done.</summary>
    protected IActionResult Return(string done)
    {
        TempData[DoneKey] = done;
        return LocalRedirect(Links.Account);
    }
}
