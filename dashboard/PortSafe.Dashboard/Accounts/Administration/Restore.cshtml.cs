using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Gives a revoked account back.</summary>
public sealed class RestoreModel(PersonRecords records, PeopleDesk desk) : ActPage(records)
{
    public override string Question => "Do you want to restore this account?";

    public override IReadOnlyList<string> Consequences =>
    [
        "They can sign in again as they did before, in the role that they had.",
    ];

    public override string Button => "Restore the account";

    public override bool NeedsReason => true;

    protected override string Done => "Account restored.";

    protected override async Task<Error?> ActAsync() => (await desk.RestoreAsync(Person.Id, Reason, Actor, Gone)).Error;
}
