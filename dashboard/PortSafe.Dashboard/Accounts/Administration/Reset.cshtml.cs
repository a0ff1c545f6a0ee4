using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Takes away what somebody signs in with, and invites them to begin anew.</summary>
public sealed class ResetModel(PersonRecords records, InvitationDesk desk) : ActPage(records)
{
    public override string Question => "Do you want to reset how they sign in?";

    public override IReadOnlyList<string> Consequences =>
    [
        "Use this when somebody has lost what they sign in with. Make sure that it is really them who asks: call them on a number that you know.",
        "They are signed out everywhere, their passkeys, password and codes are removed, and a new invitation goes to their address. It works once, within 7 days.",
    ];

    public override string Button => "Reset and send an invitation";

    public override bool IsGrave => true;

    protected override string Done => "Sign-in reset. A new invitation is on its way.";

    protected override async Task<Error?> ActAsync() => (await desk.ResetAsync(Person.Id, Actor, Gone)).Error;
}
