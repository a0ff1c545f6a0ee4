using PortSafe.Domain;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers.Administration;

/// <summary>Wipes a subscriber's address.</summary>
public sealed class WipeModel(SubscriberRecords records, SubscriberDesk desk) : SubscriberActPage(records)
{
    public override string Question => "Do you want to wipe this subscriber?";

    public override IReadOnlyList<string> Consequences =>
    [
        "The address is overwritten, and nothing more is sent to it. This cannot be undone. If its owner wants their data, download them first.",
        "How many copies of each issue were sent stays as it is, under a number. A code is kept from which nobody can read the address, so that no import brings it back: only its owner can.",
        "If somebody has an account with this address, wipe that under People.",
    ];

    public override string Button => "Wipe this subscriber for good";

    public override bool IsGrave => true;

    protected override string Done => "The subscriber is wiped.";

    protected override async Task<Error?> ActAsync() => (await desk.WipeAsync(Subscriber.Id, Actor, Gone)).Error;
}
