using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Sends another invitation to somebody who has not set up how they sign in.</summary>
public sealed class InviteAgainModel(PersonRecords records, InvitationDesk desk) : ActPage(records)
{
    public override string Question => "Do you want to send another invitation?";

    public override IReadOnlyList<string> Consequences =>
    [
        "A new invitation goes to their address. It works once, within 7 days; the one before works no longer.",
    ];

    public override string Button => "Send the invitation";

    protected override string Done => "Another invitation is on its way.";

    protected override async Task<Error?> ActAsync() => (await desk.InviteAgainAsync(Person.Id, Actor, Gone)).Error;
}
