using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Account;

/// <summary>One's own account: who one is, how and where one is signed in.</summary>
public sealed class OverviewModel(PersonRecords records, People people, Sessions sessions) : OwnPage(records)
{
    public IReadOnlyList<SessionView> Sessions { get; private set; } = [];

    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await people.FindAsync(Person.Id, Gone) is { } known)
            Sessions = await sessions.ListAsync(known, User.FindSession(), Gone);
        return Page();
    }

    /// <param name="session">One of the reader's own; another person's is left as it is.</param>
    public async Task<IActionResult> OnPostSignOutAsync(Guid session)
    {
        await sessions.EndAsync(Person.Id, session, Actor, Gone);
        return Return("That device is signed out.");
    }
}
