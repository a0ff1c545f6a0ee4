using System.Text;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Subscribers;
using PortSafe.Grains.Subscribers;
using PortSafe.Grains.Subscribers.Bounces;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Subscribers.Bounces;

public sealed class BounceIntakeTests
{
    private const string Email = "sam@port.example";

    [Theory, BothDatabases]
    public async Task A_bounce_is_known_by_our_message_first_and_by_the_address_second(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        var (sam, kim) = (await kit.AddAsync(Email), await kit.AddAsync("kim@port.example"));
        var message = await kit.SendAsync(sam);
        kit.Clock.Advance(TimeSpan.FromHours(1));
        var now = kit.Clock.GetUtcNow();

        var counts = await RecordAsync(kit,
            new BounceReport(message, "kim@port.example", BounceKind.Soft, "4.2.2", now),
            new BounceReport("<other@elsewhere.example>", "KIM@port.example", BounceKind.Hard, "5.1.1", now),
            new BounceReport(message.Replace(sam.ToString("N"), kim.ToString("N"), StringComparison.Ordinal), "nobody@port.example", BounceKind.Hard, "5.1.1", now),
            new BounceReport(null, "nobody@port.example", BounceKind.Hard, "5.1.1", now));

        Assert.Equal(new BounceCounts(2, 0, 2, 1, 0), counts);
        Assert.Null((await kit.RowAsync(Email)).UndeliverableAt);
        Assert.Equal(now, (await kit.RowAsync("kim@port.example")).UndeliverableAt);
        Assert.Equal(1, await kit.List.CountAsync(default));
    }

    [Theory, BothDatabases]
    public async Task The_same_bounce_counts_once_however_it_comes(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        var message = await kit.SendAsync(await kit.AddAsync(Email));
        kit.Clock.Advance(TimeSpan.FromHours(1));
        var report = new BounceReport(message, null, BounceKind.Soft, "4.2.2", kit.Clock.GetUtcNow());

        Assert.Equal(1, (await RecordAsync(kit, report)).Recorded);
        Assert.Equal(1, (await RecordAsync(kit, report with { At = report.At.AddSeconds(3) })).Repeated);
        Assert.Equal(1, (await kit.Get<BounceIntake>().RecordAsync([report], BounceSource.Api, Actor.Key(Guid.Empty, [KeyScope.RecordBounces]), default)).Value!.Repeated);
        Assert.Equal(1, await kit.Database.CountAsync("bounces"));
    }

    [Theory, BothDatabases]
    public async Task A_complaint_unsubscribes_and_suppresses_at_once(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        var message = await kit.SendAsync(await kit.AddAsync(Email));
        Assert.Equal(1, (await RecordAsync(kit, new BounceReport(message, null, BounceKind.Complaint, null, kit.Clock.GetUtcNow()))).Complained);

        var row = await kit.RowAsync(Email);
        Assert.Equal((kit.Clock.GetUtcNow(), UnsubscribedHow.Complaint), (row.UnsubscribedAt, row.UnsubscribedHow));
        Assert.Equal("address-suppressed", (await kit.List.AddAsync(Email, SubscriptionBasis.Consent, "test", default)).Error!.Code);
        await kit.AskAsync(Email);
        kit.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await kit.Get<SignUp>().ConfirmAsync((await kit.LinksAsync())[0], default)).Error);
        Assert.Equal((1, 0), (await kit.List.CountAsync(default), await kit.Database.CountAsync("suppressions")));
    }

    [Theory, BothDatabases]
    public async Task Soft_bounces_on_five_days_end_an_address_and_its_owner_begins_anew(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await kit.AddAsync(Email);
        for (var day = 1; day <= 5; day++)
        {
            Assert.Null((await kit.RowAsync(Email)).UndeliverableAt);
            kit.Clock.Advance(TimeSpan.FromDays(1));
            await RecordAsync(kit, Soft(kit), Soft(kit));
        }
        Assert.NotNull((await kit.RowAsync(Email)).UndeliverableAt);

        await kit.AskAsync(Email);
        kit.Clock.Advance(TimeSpan.FromMinutes(5));
        await kit.Get<SignUp>().ConfirmAsync((await kit.LinksAsync())[0], default);
        Assert.Null((await kit.RowAsync(Email)).UndeliverableAt);
        kit.Clock.Advance(TimeSpan.FromDays(1));
        await RecordAsync(kit, Soft(kit));
        Assert.Null((await kit.RowAsync(Email)).UndeliverableAt);
    }

    [Fact]
    public async Task A_mailbox_taken_in_twice_changes_nothing_the_second_time()
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(DatabaseKind.Sqlite);
        kit.Clock.Set(new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero));
        var message = await kit.SendAsync(await kit.AddAsync(Email));
        kit.Clock.Set(new DateTimeOffset(2026, 10, 9, 0, 0, 0, TimeSpan.Zero));
        var file = Encoding.UTF8.GetBytes(ReportMail.Mailbox(
            ReportMail.Bounce(Email, message), ReportMail.Bounce(Email, message), ReportMail.Bounce("stranger@port.example", null), ReportMail.Bounce(Email, message, "4.4.1", "delayed"), "Subject: hello\n\nHello.\n"));

        var first = await TakeAsync(kit, file, TestActors.Admin);
        Assert.Equal((5, 1, 1, true), (first!.Messages, first.OtherReports, first.NoReports, first.IsWhole));
        Assert.Equal(new BounceCounts(1, 1, 1, 1, 0), first.Bounces);
        var state = await kit.StateAsync();
        Assert.Equal(new BounceCounts(0, 2, 1, 0, 0), (await TakeAsync(kit, file, TestActors.Admin))!.Bounces);
        Assert.Equal(state, await kit.StateAsync());
        Assert.DoesNotContain("port.example", string.Join('\n', await kit.Database.RowsAsync("bounces")), StringComparison.Ordinal);
        Assert.Null(await TakeAsync(kit, file, TestActors.Editor));
    }

    private static async Task<BounceCounts> RecordAsync(SubscriberDeskKit kit, params IReadOnlyList<BounceReport> reports) =>
        (await kit.Get<BounceIntake>().RecordAsync(reports, BounceSource.Mailbox, TestActors.Admin, default)).Value!;

    private static BounceReport Soft(SubscriberDeskKit kit) => new(null, Email, BounceKind.Soft, "4.2.2", kit.Clock.GetUtcNow());

    private static async Task<MailboxOutcome?> TakeAsync(SubscriberDeskKit kit, byte[] content, Actor by)
    {
        using var file = new MemoryStream(content);
        return (await kit.Get<BounceFiles>().TakeAsync(file, BounceFiles.MaxFile, by, default)).Value;
    }
}
