using PortSafe.Domain;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers.Administration;

/// <summary>Ends a subscription for somebody who asked for it.</summary>
public sealed class UnsubscribeModel(SubscriberRecords records, SubscriberDesk desk) : SubscriberActPage(records)
{
    public override string Question => "Do you want to unsubscribe this address?";

    public override IReadOnlyList<string> Consequences =>
    [
        "Nothing more is sent to it from the next message on, an issue that is being sent included.",
        "The address stays on record, so that nobody subscribes it by mistake. Its owner can subscribe again.",
    ];

    public override string Button => "Unsubscribe";

    protected override string Done => "The address is unsubscribed.";

    protected override async Task<Error?> ActAsync() => (await desk.UnsubscribeAsync(Subscriber.Id, Actor, Gone)).Error;
}
