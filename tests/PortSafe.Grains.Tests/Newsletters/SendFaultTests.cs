using PortSafe.Data.Newsletters;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Grains.Tests.Mail.Servers;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters;

/// <summary>What the ledger promises when senders die, are stopped, or work side by side.</summary>
public sealed class SendFaultTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly SendOutcome Accepted = new SendOutcome.Accepted("250");

    [Theory]
    [BothDatabases(false)]
    [BothDatabases(true)]
    public async Task After_a_kill_at_most_one_copy_a_lane_is_in_doubt_and_nobody_has_two(DatabaseKind kind, bool repeatsSafely)
    {
        await using var desk = await ReadyAsync(kind, 100);
        var killed = desk.Transport = new ScriptedTransport(repeatsSafely, lanes: 4);
        killed.AfterBody = async message =>
        {
            await Task.Yield();
            return killed.Left.Count >= 50 ? throw new NotSupportedException("killed") : Accepted;
        };
        await Assert.ThrowsAsync<NotSupportedException>(() => desk.SendAsync(desk.NewSender()));
        Assert.InRange(killed.Left.Count, 50, 70);

        var next = desk.Transport = new ScriptedTransport(repeatsSafely, lanes: 4);
        desk.Clock.Advance(DeliveryLedger.LeaseLength + TimeSpan.FromSeconds(1));
        var report = await desk.SendAsync(desk.NewSender());
        Assert.Equal(100, report.Accepted + report.Uncertain);
        if (repeatsSafely)
            Assert.Equal((100, 100), (report.Accepted, killed.Left.Union(next.Left).Count()));
        else
            Assert.All(killed.Left.Concat(next.Left).GroupBy(name => name), copies => Assert.Single(copies));
        Assert.InRange(report.Uncertain, repeatsSafely ? 0 : 1, repeatsSafely ? 0 : 4);
    }

    [Fact]
    public async Task On_SQLite_the_next_run_need_not_wait_for_the_leases_of_a_dead_process()
    {
        await using var desk = await ReadyAsync(DatabaseKind.Sqlite, 30);
        desk.Transport = new ScriptedTransport(repeatsSafely: true, lanes: 2);
        desk.Transport.AfterBody = _ => throw new NotSupportedException("killed");
        await Assert.ThrowsAsync<NotSupportedException>(() => desk.SendAsync(desk.NewSender()));
        desk.Transport = new ScriptedTransport(repeatsSafely: true, lanes: 2);
        Assert.Equal(30, (await desk.SendAsync(desk.NewSender())).Accepted);
    }

    [Theory, BothDatabases]
    public async Task A_send_that_is_cancelled_is_finished_by_the_next(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 100);
        using var cancelled = new CancellationTokenSource();
        desk.Transport = new ScriptedTransport(lanes: 3);
        desk.Transport.AfterBody = _ =>
        {
            if (desk.Transport.Left.Count >= 40)
                cancelled.Cancel();
            return Task.FromResult(Accepted);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.SendAsync(ct: cancelled.Token));
        var states = await desk.StatesAsync();
        Assert.Equal([DeliveryState.Accepted, DeliveryState.Pending], states.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(states[DeliveryState.Accepted], 40, 45);

        var report = await desk.SendAsync();
        Assert.Equal((100, 100 - states[DeliveryState.Accepted]), (report.Accepted, report.NewlyAccepted));
        Assert.Equal(100, desk.Transport.Left.Distinct().Count());
        Assert.Equal(100, desk.Transport.Left.Count);
    }

    [Theory, BothDatabases]
    public async Task Senders_side_by_side_share_the_recipients(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 600);
        desk.Transport = new ScriptedTransport(lanes: 3);
        await desk.BeginAsync();
        // On SQLite one process serves, so both calls go through its one sender; on PostgreSQL each is a node of its own.
        var shared = desk.NewSender(clock: TimeProvider.System);
        var reports = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            desk.SendAsync(kind == DatabaseKind.Sqlite ? shared : desk.NewSender(clock: TimeProvider.System)))));
        Assert.Equal(600, reports.Sum(report => report.NewlyAccepted));
        Assert.All(reports, report => Assert.Equal((600, 600), (report.Recipients, report.Accepted)));
        Assert.Equal(600, desk.Transport.Left.Count);
        Assert.Equal(600, desk.Transport.Left.Distinct().Count());
    }

    [Theory, BothDatabases]
    public async Task Who_lost_a_lease_can_neither_send_nor_record(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 1);
        var issue = await desk.BeginAsync();
        var late = Assert.Single((await desk.Ledger.LeaseAsync(issue, 10, null, default)).Leases);
        Assert.Empty((await desk.Ledger.LeaseAsync(issue, 10, null, default)).Leases);

        desk.Clock.Advance(DeliveryLedger.LeaseLength + TimeSpan.FromSeconds(1));
        await desk.Ledger.ExpireAsync(issue, repeatsSafely: false, holdersAreGone: false, default);
        Assert.Equal(DeliveryState.Pending, (await desk.DeliveriesAsync())[0].State);
        var holder = Assert.Single((await desk.Ledger.LeaseAsync(issue, 10, null, default)).Leases);
        Assert.Equal(late.Fence + 1, holder.Fence);

        Assert.Empty(await desk.Ledger.CommitAsync(issue, [new DeliveryResult(late, DeliveryState.Failed, null, null)], [late], default));
        await desk.Ledger.ReleaseAsync(issue, [late], default);
        Assert.Equal(DeliveryState.Leased, (await desk.DeliveriesAsync())[0].State);
        Assert.Equal([holder.SubscriberId], await desk.Ledger.CommitAsync(issue, [], [holder], default));
        await desk.Ledger.CommitAsync(issue, [new DeliveryResult(late, DeliveryState.Uncertain, null, null)], [], default);
        await desk.Ledger.CommitAsync(issue, [new DeliveryResult(holder, DeliveryState.Accepted, null, null)], [], default);
        Assert.Equal(DeliveryState.Accepted, (await desk.DeliveriesAsync())[0].State);
    }

    [Theory, BothDatabases]
    public async Task A_lease_that_is_renewed_does_not_run_out(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 1);
        var issue = await desk.BeginAsync();
        var leases = (await desk.Ledger.LeaseAsync(issue, 10, null, default)).Leases;
        await desk.Ledger.CommitAsync(issue, [], leases, default);
        for (var renewals = 0; renewals < 5; renewals++)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(20));
            await desk.Ledger.RenewAsync(issue, leases, default);
            await desk.Ledger.ExpireAsync(issue, repeatsSafely: false, holdersAreGone: false, default);
            Assert.Equal(DeliveryState.DataSent, (await desk.DeliveriesAsync())[0].State);
        }
        desk.Clock.Advance(DeliveryLedger.LeaseLength + TimeSpan.FromSeconds(1));
        await desk.Ledger.ExpireAsync(issue, repeatsSafely: false, holdersAreGone: false, default);
        Assert.Equal(DeliveryState.Uncertain, (await desk.DeliveriesAsync())[0].State);
        Assert.Empty((await desk.Ledger.LeaseAsync(issue, 10, null, default)).Leases);
    }

    [Theory, BothDatabases]
    public async Task A_real_server_takes_each_message_once(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 60);
        await using var server = await MailServer.StartAsync();
        await using (var smtp = new SmtpTransport(server.Plain, connections: 4, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SmtpTransport>.Instance))
        {
            var grain = desk.NewSender(smtp);
            Assert.Equal(60, (await desk.SendAsync(grain)).NewlyAccepted);
            Assert.Equal(0, (await desk.SendAsync(grain)).NewlyAccepted);
        }
        var received = await server.StopAsync();
        Assert.Equal(60, received.Count);
        Assert.Equal(60, received.Select(mail => mail.Recipient).Distinct().Count());
    }

    private async Task<NewsletterDesk> ReadyAsync(DatabaseKind kind, int subscribers)
    {
        var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(subscribers);
        await desk.CompileAsync();
        return desk;
    }
}
