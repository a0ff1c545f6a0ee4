using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters.Sending;

/// <summary>The rate limit that all nodes share.</summary>
public sealed class SendRateTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Theory]
    [BothDatabases(60, 10)]
    [BothDatabases(6, 1)]
    [BothDatabases(1, 1)]
    public async Task A_minute_gives_no_more_than_its_share_and_nothing_is_saved_up_beyond_ten_seconds(DatabaseKind kind, int perMinute, int burst)
    {
        await using var desk = await ReadyAsync(kind, 200);
        var issue = await desk.BeginAsync();
        Assert.Equal(burst, (await desk.Ledger.LeaseAsync(issue, 100, perMinute, default)).Leases.Count);
        var empty = await desk.Ledger.LeaseAsync(issue, 100, perMinute, default);
        Assert.Empty(empty.Leases);
        Assert.True(empty.MayBeMore);
        Assert.Equal(60d / perMinute, empty.Wait!.Value.TotalSeconds, 3);

        var taken = 0;
        for (var second = 0; second < 120; second++)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
            taken += (await desk.Ledger.LeaseAsync(issue, 100, perMinute, default)).Leases.Count;
        }
        Assert.InRange(taken, (2 * perMinute) - 1, 2 * perMinute);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(burst, (await desk.Ledger.LeaseAsync(issue, 100, perMinute, default)).Leases.Count);
    }

    [Theory, BothDatabases]
    public async Task A_sender_waits_for_the_rate_and_reaches_everyone(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 30);
        // A hundred a second: the burst is more than there are, so that a part of a second suffices.
        var report = await desk.SendAsync(desk.NewSender(perMinute: 6_000));
        Assert.Equal(30, report.Accepted);
    }

    private async Task<NewsletterDesk> ReadyAsync(DatabaseKind kind, int subscribers)
    {
        var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(subscribers);
        await desk.CompileAsync();
        return desk;
    }
}
