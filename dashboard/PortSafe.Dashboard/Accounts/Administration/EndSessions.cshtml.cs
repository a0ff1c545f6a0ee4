using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Signs somebody out wherever they are signed in.</summary>
public sealed class EndSessionsModel(PersonRecords records, PeopleDesk desk) : ActPage(records)
{
    public override string Question => "Do you want to sign them out everywhere?";

    public override IReadOnlyList<string> Consequences =>
    [
        "They are signed out on every device within five seconds, and can sign in again at once.",
    ];

    public override string Button => "Sign them out";

    protected override string Done => "Signed out everywhere.";

    protected override async Task<Error?> ActAsync() => (await desk.EndSessionsAsync(Person.Id, Actor, Gone)).Error;
}
