using PortSafe.Domain;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers.Administration;

/// <summary>Has an address written to again whose mail came back.</summary>
public sealed class TryAgainModel(SubscriberRecords records, SubscriberDesk desk) : SubscriberActPage(records)
{
    public override string Question => "Do you want to write to this address again?";

    public override IReadOnlyList<string> Consequences =>
    [
        "It receives the next issue. Bounces of before today do not count any more; if mail comes back once more, nothing is sent again.",
        "Do this when you know that the address works, for instance because its owner has written to you.",
    ];

    public override string Button => "Write to it again";

    protected override string Done => "The address is written to again.";

    protected override async Task<Error?> ActAsync() => (await desk.TryAgainAsync(Subscriber.Id, Actor, Gone)).Error;
}
