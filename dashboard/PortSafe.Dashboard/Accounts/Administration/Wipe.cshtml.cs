using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Wipes whoever lost their account.</summary>
public sealed class WipeModel(PersonRecords records, PersonWiping wiping) : ActPage(records)
{
    public override string Question => "Do you want to wipe this person?";

    public override IReadOnlyList<string> Consequences =>
    [
        "Their name, address, messages, notes, devices and ways to sign in are overwritten, and they receive no more newsletters. This cannot be undone.",
        "What they did stays in the records of ports and in the audit log under a number. If their data are wanted, download them first.",
    ];

    public override string Button => "Wipe this person for good";

    public override bool NeedsReason => true;

    public override bool IsGrave => true;

    protected override string Done => "The person is wiped.";

    protected override async Task<Error?> ActAsync() => (await wiping.WipeAsync(Person.Id, Reason ?? "", Actor, Gone)).Error;
}
