using System.Text;
using System.Text.Json;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Subscribers;
using PortSafe.Grains.Subscribers;
using PortSafe.Grains.Subscribers.Bounces;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Subscribers;

public sealed class SubscriberDeskTests
{
    private const string Email = "naomi.traceable@port.example";

    [Theory, BothDatabases]
    public async Task A_wiped_subscriber_leaves_a_code_and_nothing_else(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await kit.AskAsync(Email);
        await kit.Get<SignUp>().ConfirmAsync((await kit.LinksAsync())[0], default);
        var id = (await kit.RowAsync(Email)).Id;
        await kit.SendAsync(id);

        Assert.Equal(id, (await kit.Get<SubscriberDesk>().WipeAsync(id, TestActors.Admin, default)).Value);

        foreach (var table in new[] { "subscribers", "subscriber_topics", "subscription_requests", "suppressions", "bounces", "outbox", "deliveries", "audit_log" })
            Assert.DoesNotContain(await kit.Database.RowsAsync(table), row => row.Contains("traceable", StringComparison.OrdinalIgnoreCase));
        Assert.Matches("address_hash: [0-9a-f]{64}", Assert.Single(await kit.Database.RowsAsync("suppressions")));
        Assert.Equal(1, await kit.Database.CountAsync("deliveries"));
        Assert.Equal("subscriber-not-found", (await kit.Get<SubscriberDesk>().WipeAsync(id, TestActors.Admin, default)).Error!.Code);
        var search = (await kit.Get<SubscriberDirectory>().ListAsync(new SubscriberSearch(Email), TestActors.Admin, default)).Value!;
        Assert.Equal((0, SuppressionReason.Wiped), (search.Found, search.Suppressed!.Reason));
    }

    [Theory, BothDatabases]
    public async Task Everything_held_is_exported_but_the_token(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        var id = await kit.AddAsync(Email);
        var report = new BounceReport(await kit.SendAsync(id), null, BounceKind.Soft, "4.2.2", kit.Clock.GetUtcNow());
        await kit.Get<BounceIntake>().RecordAsync([report], BounceSource.Mailbox, TestActors.Admin, default);

        var export = (await kit.Get<SubscriberDesk>().ExportAsync(id, TestActors.Admin, default)).Value!;
        var text = Encoding.UTF8.GetString(export.ToBytes());
        var document = JsonDocument.Parse(text).RootElement;

        Assert.Equal(Email, document.GetProperty("subscriber").GetProperty("email").GetString());
        Assert.Equal((3, 1, 1), (document.GetProperty("topics").GetArrayLength(), document.GetProperty("newsletters").GetArrayLength(), document.GetProperty("bounces").GetArrayLength()));
        Assert.Equal("soft", document.GetProperty("bounces")[0].GetProperty("kind").GetString());
        Assert.DoesNotContain((await kit.RowAsync(Email)).Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("naomi", export.FileName, StringComparison.Ordinal);
        Assert.Contains(await kit.Database.RowsAsync("audit_log"), row => row.Contains("subscriber-exported", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task An_administrator_unsubscribes_and_has_an_address_tried_again(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        var (id, desk) = (await kit.AddAsync(Email), kit.Get<SubscriberDesk>());
        Assert.Equal("not-undeliverable", (await desk.TryAgainAsync(id, TestActors.Admin, default)).Error!.Code);
        await kit.Get<BounceIntake>().RecordAsync([new BounceReport(null, Email, BounceKind.Hard, "5.1.1", kit.Clock.GetUtcNow())], BounceSource.Mailbox, TestActors.Admin, default);
        Assert.NotNull((await kit.RowAsync(Email)).UndeliverableAt);
        kit.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null((await desk.TryAgainAsync(id, TestActors.Admin, default)).Error);
        Assert.Null((await kit.RowAsync(Email)).UndeliverableAt);
        Assert.Null((await desk.UnsubscribeAsync(id, TestActors.Admin, default)).Error);
        Assert.Equal("not-subscribed", (await desk.UnsubscribeAsync(id, TestActors.Admin, default)).Error!.Code);
        Assert.Equal(UnsubscribedHow.Administrator, (await kit.RowAsync(Email)).UnsubscribedHow);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_reads_or_changes_subscribers()
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(DatabaseKind.Sqlite);
        var id = await kit.AddAsync(Email);
        var (desk, directory, records) = (kit.Get<SubscriberDesk>(), kit.Get<SubscriberDirectory>(), kit.Get<SubscriberRecords>());
        foreach (var by in new[] { TestActors.JmscAnalyst, TestActors.Editor, TestActors.Approver, TestActors.Analyst, Actor.Key(Guid.Empty, KeyScope.All) })
        {
            string?[] codes =
            [
                (await desk.UnsubscribeAsync(id, by, default)).Error?.Code, (await desk.WipeAsync(id, by, default)).Error?.Code,
                (await desk.TryAgainAsync(id, by, default)).Error?.Code, (await desk.ExportAsync(id, by, default)).Error?.Code,
                (await desk.AddAsync("other@port.example", "test", [], by, default)).Error?.Code,
                (await directory.CountAsync(by, default)).Error?.Code, (await directory.ListAsync(new SubscriberSearch(), by, default)).Error?.Code,
                (await directory.BouncesAsync(1, by, default)).Error?.Code, (await records.GetAsync(id, by, default)).Error?.Code,
                (await records.FindIdAsync(Email, by, default)).Error?.Code,
            ];
            Assert.All(codes, code => Assert.Equal("not-allowed", code));
        }
    }

    [Theory, BothDatabases]
    public async Task Counts_and_lists_tell_topics_grounds_and_states_apart(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await using (var db = kit.Database.CreateContext())
            await kit.List.JoinAsync(db, "member@port.example", default);
        await kit.AddAsync("reader@port.example", Domain.Newsletters.Topic.Alerts);
        await kit.AddAsync("left@port.example");
        await kit.List.UnsubscribeAsync((await kit.RowAsync("left@port.example")).Token, default);
        await kit.AskAsync("waiting@port.example");

        var counts = (await kit.Get<SubscriberDirectory>().CountAsync(TestActors.Admin, default)).Value!;
        Assert.Equal("quarterly 1 0, alerts 1 1, toolkit 1 0", string.Join(", ", counts.Topics.Select(topic => $"{topic.Topic} {topic.Members} {topic.Consenting}")));
        Assert.Equal((1, 1, 0, 1, 1, 0), (counts.Everyone.Members, counts.Everyone.Consenting, counts.Undeliverable, counts.Unsubscribed, counts.Waiting, counts.Suppressed));

        var list = (await kit.Get<SubscriberDirectory>().ListAsync(new SubscriberSearch("READ"), TestActors.Admin, default)).Value!;
        Assert.Equal("reader@port.example alerts Receiving", string.Join('|', list.Subscribers.Select(row => $"{row.Email} {string.Join(' ', row.Topics)} {row.State}")));
        Assert.Equal(1, (await kit.Get<SubscriberDirectory>().ListAsync(new SubscriberSearch(null, SubscriberState.Unsubscribed, 9), TestActors.Admin, default)).Value!.Found);
    }
}
