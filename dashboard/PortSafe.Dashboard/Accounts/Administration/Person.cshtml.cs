using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>One person: who they are, how they sign in, where they are signed in, and what happened.</summary>
public sealed class PersonModel(PersonRecords records, People people, Sessions sessions, PersonExports exports, TimeProvider clock) : PersonPage(records)
{
    private const int HistoryLength = 30;

    public IReadOnlyList<SessionView> Sessions { get; private set; } = [];

    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    protected override int HistoryLines => HistoryLength;

    /// <summary>When the invitation that waits runs out, or that it has.</summary>
    public string InvitationEnd
    {
        get
        {
            var end = Person.InvitedAt!.Value + LinkPurpose.Invitation.Life;
            return clock.GetUtcNow() < end ? $"; the invitation works until {AccountWords.Day(end)}" : $"; the invitation ran out on {AccountWords.Day(end)}";
        }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await people.FindAsync(Person.Id, Gone) is { IsActive: true } known)
            Sessions = await sessions.ListAsync(known, User.FindSession(), Gone);
        return Page();
    }

    public async Task<IActionResult> OnPostExportAsync() =>
        (await exports.OpenAsync(Person.Id, Actor, Gone)).Succeeded(out var export, out var error) ? new ExportResult(export) : Refuse(error);

    /// <summary>What an administrator can do with the account as it stands.</summary>
    /// <param name="isSelf">Whether it is the reader's own.</param>
    public IEnumerable<(string Title, string Link)> Acts(bool isSelf)
    {
        if (isSelf || Person.State == PersonState.Wiped)
            yield break;
        if (Person.State == PersonState.Revoked)
        {
            yield return ("Restore the account", Links.Person(Person.Id, "restore"));
            yield return ("Wipe this person", Links.Person(Person.Id, "wipe"));
            yield break;
        }
        yield return ("Change role and ports", Links.Person(Person.Id, "role"));
        if (Person.State == PersonState.Locked)
            yield return ("Lift the lock-out", Links.Person(Person.Id, "unlock"));
        yield return Person.State == PersonState.Invited
            ? ("Send another invitation", Links.Person(Person.Id, "invite-again"))
            : ("Reset how they sign in", Links.Person(Person.Id, "reset"));
        if (Sessions.Count > 0)
            yield return ("Sign them out everywhere", Links.Person(Person.Id, "end-sessions"));
        yield return ("Revoke the account", Links.Person(Person.Id, "revoke"));
    }
}
