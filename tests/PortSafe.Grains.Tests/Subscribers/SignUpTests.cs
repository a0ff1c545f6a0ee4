using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Subscribers;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Subscribers;

public sealed class SignUpTests
{
    private const string Email = "sam@port.example";

    [Theory, BothDatabases]
    public async Task Whoever_asks_is_subscribed_once_they_confirm(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await kit.AskAsync(" Sam@Port.example", Topic.Alerts, Topic.Toolkit);
        Assert.Equal(0, await kit.Database.CountAsync("subscribers"));
        var link = Assert.Single(await kit.LinksAsync());
        var open = (await kit.Get<SignUp>().PeekAsync(link, default)).Value!;
        Assert.Equal(("s…@port.example", "alerts toolkit"), (open.Email, string.Join(' ', open.Topics)));
        Assert.Equal(0, await kit.Database.CountAsync("subscribers"));

        kit.Clock.Advance(TimeSpan.FromHours(23));
        var own = (await kit.Get<SignUp>().ConfirmAsync(link, default)).Value;
        var row = await kit.RowAsync(Email);
        Assert.Equal(("consent", SignUp.Source, kit.Clock.GetUtcNow(), own), (row.Basis, row.Source, row.ConsentedAt, row.Token));
        Assert.Equal("alerts toolkit", await kit.TopicsAsync(Email));

        var before = await kit.StateAsync();
        Assert.Equal(own, (await kit.Get<SignUp>().ConfirmAsync(link, default)).Value);
        Assert.Equal(before, await kit.StateAsync());
    }

    [Theory, BothDatabases]
    public async Task A_link_ends_after_a_day_and_its_address_is_forgotten(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await kit.AskAsync(Email);
        var link = Assert.Single(await kit.LinksAsync());
        kit.Clock.Advance(SignUp.Life);

        Assert.Equal("link-ended", (await kit.Get<SignUp>().PeekAsync(link, default)).Error!.Code);
        Assert.Equal("link-ended", (await kit.Get<SignUp>().ConfirmAsync(link, default)).Error!.Code);
        Assert.Equal("link-ended", (await kit.Get<SignUp>().ConfirmAsync("short", default)).Error!.Code);
        await new ExpiredSignUpsJob(kit.Database.Contexts, kit.Clock).ExecuteAsync("", default);
        Assert.Equal((0, 0), (await kit.Database.CountAsync("subscription_requests"), await kit.Database.CountAsync("subscribers")));
    }

    [Theory, BothDatabases]
    public async Task Asking_again_changes_nothing_and_is_held_to_one_mail_an_hour_and_three_a_day(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await kit.AskAsync(Email, Topic.Alerts);
        var asked = await kit.StateAsync();
        kit.Clock.Advance(TimeSpan.FromMinutes(59));
        await kit.AskAsync("SAM@port.example", Topic.Quarterly);
        Assert.Equal(asked, await kit.StateAsync());

        for (var hour = 0; hour < 22; hour++)
        {
            kit.Clock.Advance(TimeSpan.FromHours(1));
            await kit.AskAsync(Email, Topic.Quarterly);
        }
        Assert.Equal(SignUp.MaxOpen, (await kit.LinksAsync()).Count);
        await kit.Get<SignUp>().ConfirmAsync((await kit.LinksAsync())[0], default);
        Assert.Equal("alerts", await kit.TopicsAsync(Email));
    }

    [Fact]
    public async Task However_often_and_whenever_somebody_asks_nothing_changes_for_who_is_subscribed_or_has_left()
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(DatabaseKind.Sqlite);
        await kit.AddAsync("here@port.example", Topic.Quarterly);
        await kit.AddAsync("left@port.example");
        await kit.List.UnsubscribeAsync((await kit.RowAsync("left@port.example")).Token, default);
        var before = await PeopleAsync(kit);

        var asks = from email in Gen.Elements("here@port.example", "left@port.example", "new@port.example")
                   from topics in Gen.NonEmptyListOf(Gen.Elements(Topic.All.ToArray()))
                   from minutes in Gen.Choose(0, 200)
                   select (Email: email, Topics: topics.Distinct().ToList(), Minutes: minutes);
        Prop.ForAll(asks.ListOf().ToArbitrary(), list =>
        {
            foreach (var ask in list)
            {
                kit.Clock.Advance(TimeSpan.FromMinutes(ask.Minutes));
                kit.AskAsync(ask.Email, ask.Topics).GetAwaiter().GetResult();
            }
            return PeopleAsync(kit).GetAwaiter().GetResult() == before;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Theory, BothDatabases]
    public async Task Who_left_bounced_complained_or_was_wiped_comes_back_by_their_own_confirmation_alone(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        var id = await kit.AddAsync(Email);
        Assert.Null((await kit.Get<SubscriberDesk>().WipeAsync(id, TestActors.Admin, default)).Error);
        Assert.Equal("address-suppressed", (await kit.List.AddAsync(Email, SubscriptionBasis.Consent, "test", default)).Error!.Code);
        await using (var db = kit.Database.CreateContext())
            await kit.List.JoinAsync(db, Email, default);
        Assert.Equal(0, await kit.List.CountAsync(default));

        await kit.AskAsync(Email, Topic.Toolkit);
        Assert.Equal(0, await kit.List.CountAsync(default));
        await kit.Get<SignUp>().ConfirmAsync((await kit.LinksAsync())[^1], default);

        Assert.Equal((1, 0), (await kit.List.CountAsync(default), await kit.Database.CountAsync("suppressions")));
        Assert.Equal("toolkit", await kit.TopicsAsync(Email));
        Assert.NotEqual(id, (await kit.RowAsync(Email)).Id);
    }

    [Theory, BothDatabases]
    public async Task A_member_who_confirms_keeps_what_they_had_and_receives_more(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await using (var db = kit.Database.CreateContext())
            await kit.List.JoinAsync(db, Email, default);
        Assert.Equal("alerts quarterly toolkit", await kit.TopicsAsync(Email));
        await kit.Get<Preferences>().ChooseAsync((await kit.RowAsync(Email)).Token, [Topic.Alerts], default);

        await kit.AskAsync(Email, Topic.Quarterly);
        await kit.Get<SignUp>().ConfirmAsync((await kit.LinksAsync())[^1], default);

        var row = await kit.RowAsync(Email);
        Assert.Equal(("membership", SubscriberList.Invitation, kit.Clock.GetUtcNow()), (row.Basis, row.Source, row.ConsentedAt));
        Assert.Equal("alerts quarterly", await kit.TopicsAsync(Email));
    }

    [Theory, BothDatabases]
    public async Task A_link_that_was_used_does_not_bring_back_who_left_since(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await kit.AskAsync(Email);
        var link = Assert.Single(await kit.LinksAsync());
        await kit.List.UnsubscribeAsync((await kit.Get<SignUp>().ConfirmAsync(link, default)).Value!, default);

        Assert.Equal("link-ended", (await kit.Get<SignUp>().ConfirmAsync(link, default)).Error!.Code);
        Assert.Equal(0, await kit.List.CountAsync(default));
    }

    private static async Task<string> PeopleAsync(SubscriberDeskKit kit) =>
        string.Join('\n', [.. (await kit.Database.RowsAsync("subscribers")).Order(StringComparer.Ordinal), .. (await kit.Database.RowsAsync("subscriber_topics")).Order(StringComparer.Ordinal)]);
}
