using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Takes somebody's account away.</summary>
public sealed class RevokeModel(PersonRecords records, PeopleDesk desk) : ActPage(records)
{
    public override string Question => "Do you want to revoke this account?";

    public override IReadOnlyList<string> Consequences =>
    [
        "They are signed out wherever they are signed in, within five seconds, and cannot sign in again.",
        "Nothing that they did is changed. You can restore the account later, and the person can be wiped once it is revoked.",
    ];

    public override string Button => "Revoke the account";

    public override bool NeedsReason => true;

    public override bool IsGrave => true;

    protected override string Done => "Account revoked.";

    protected override async Task<Error?> ActAsync() => (await desk.RevokeAsync(Person.Id, Reason, Actor, Gone)).Error;
}
