using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Subscribers;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Subscribers;

public sealed class PreferencesTests
{
    private const string Email = "sam@port.example";

    [Theory, BothDatabases]
    public async Task A_holder_chooses_topics_and_none_of_them_unsubscribes(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await kit.AddAsync(Email);
        var (token, preferences) = ((await kit.RowAsync(Email)).Token, kit.Get<Preferences>());

        Assert.True((await preferences.ChooseAsync(token, [Topic.Alerts], default)).Value);
        Assert.Equal("alerts", await kit.TopicsAsync(Email));
        Assert.False((await preferences.ChooseAsync(token, [], default)).Value);

        var row = await kit.RowAsync(Email);
        Assert.Equal((kit.Clock.GetUtcNow(), UnsubscribedHow.Holder), (row.UnsubscribedAt, row.UnsubscribedHow));
        Assert.Equal("not-subscribed", (await preferences.ChooseAsync(token, [Topic.Alerts], default)).Error!.Code);
        Assert.Empty((await preferences.FindAsync(token, default)).Value!.Topics);
    }

    [Fact]
    public async Task What_is_held_is_shown_without_the_address()
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(DatabaseKind.Sqlite);
        await kit.AddAsync("sam.reader@port.example", Topic.Quarterly);
        var own = (await kit.Get<Preferences>().FindAsync((await kit.RowAsync("sam.reader@port.example")).Token, default)).Value!;
        Assert.Equal(("s…@port.example", false, "test", "quarterly"), (own.Email, own.IsMember, own.Source, string.Join(' ', own.Topics)));
        foreach (var stranger in new[] { "", "short", new string('a', 43) })
            Assert.Equal("subscriber-not-found", (await kit.Get<Preferences>().FindAsync(stranger, default)).Error!.Code);
    }
}
