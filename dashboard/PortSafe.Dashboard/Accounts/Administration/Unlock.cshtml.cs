using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Lets somebody try their password again at once.</summary>
public sealed class UnlockModel(PersonRecords records, PeopleDesk desk) : ActPage(records)
{
    public override string Question => "Do you want to lift the lock-out?";

    public override IReadOnlyList<string> Consequences =>
    [
        "Too many wrong passwords were tried, so the password is locked for 15 minutes. Lift this only if you know that it was them.",
    ];

    public override string Button => "Lift the lock-out";

    protected override string Done => "Lock-out lifted.";

    protected override async Task<Error?> ActAsync() => (await desk.UnlockAsync(Person.Id, Actor, Gone)).Error;
}
