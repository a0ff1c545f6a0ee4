using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Subscribers;
using PortSafe.Grains.Tests.Accounts;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Subscribers;

public sealed class NewsletterAddressJobTests
{
    private static readonly Locode Felixstowe = Locode.Parse("GBFXT");

    [Theory, BothDatabases]
    public async Task A_port_knows_whether_the_newsletter_reaches_it_from_its_managers_subscriptions(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        await desk.AddPortAsync(new PortBuilder("GBFXT").Added().On(2026, 1, 5).Applied().On(2026, 1, 6).Approved());
        Assert.Equal((null, 0), await KnownAsync(desk));

        var person = (await desk.AddAsync(new NewPerson("Some One", "Some.One@example.org", Role.PortManager, Felixstowe))).Value!;
        Assert.Equal((false, 1), await KnownAsync(desk));
        Assert.Equal((false, 1), await KnownAsync(desk));

        await desk.Get<SubscriberList>().AddAsync("some.one@example.org", SubscriptionBasis.Membership, "invitation", default);
        Assert.Equal((true, 2), await KnownAsync(desk));

        await using var db = desk.Database.CreateContext();
        await desk.Get<SubscriberList>().UnsubscribeAsync(db.Subscribers.Single().Token, default);
        Assert.Equal((false, 3), await KnownAsync(desk));
        Assert.NotEqual(default, person.Id);
    }

    [Fact]
    public async Task A_port_that_takes_no_part_is_left_alone()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.AddPortAsync("GBFXT");
        await desk.AddAsync(new NewPerson("Some One", "some.one@example.org", Role.PortManager, Felixstowe));

        Assert.Equal((null, 0), await KnownAsync(desk));
    }

    /// <summary>What the port's facts say after a run of the job, and how many answers were recorded.</summary>
    private static async Task<(bool? IsDeliverable, int Recorded)> KnownAsync(AccountDesk desk)
    {
        await new NewsletterAddressJob(desk.Database.Contexts, new OnePort(desk), desk.Clock).ExecuteAsync("", default);
        var events = (await desk.Get<EventStore>().LoadAsync(Felixstowe, default)).Events;
        return (SchemeFacts.From(events, desk.Clock.Today()).NewsletterDeliverable, events.OfType<NewsletterAddressChanged>().Count());
    }

    private sealed class OnePort(AccountDesk desk) : IGrains
    {
        public TGrain Get<TGrain>(string key) where TGrain : class => (TGrain)(object)new PortGrain(Locode.Parse(key), desk.Get<EventStore>(), desk.Clock);
    }
}
