using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters.Sending;

/// <summary>What pauses, stops and settles an issue, and what leaves meanwhile.</summary>
public sealed class SendStateTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly SendOutcome Accepted = new SendOutcome.Accepted("250");
    private static readonly SendOutcome Refused = new SendOutcome.Failed("550 5.1.1 for the recipient", new SmtpReply(550, ["No such person"]));

    [Theory, BothDatabases]
    public async Task Nothing_leaves_after_a_pause_and_what_was_taken_on_is_given_back(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 40, lanes: 3);
        var (leftAtPause, paused) = (0, 0);
        desk.Transport.AfterBody = async _ =>
        {
            if (desk.Transport.Left.Count >= 10 && Interlocked.Exchange(ref paused, 1) == 0)
            {
                Assert.Null((await desk.Grain().PauseAsync("Look again.", TestActors.Editor, default)).Error);
                leftAtPause = desk.Transport.Left.Count;
            }
            return Accepted;
        };
        var report = await desk.SendAsync();

        // Two further lanes may have been cleared to leave before the pause was committed.
        Assert.InRange(desk.Transport.Left.Count, leftAtPause, leftAtPause + 2);
        Assert.Equal([DeliveryState.Accepted, DeliveryState.Pending], (await desk.StatesAsync()).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(desk.Transport.Left.Count, report.Accepted);
        await desk.Job().ExecuteAsync("", default);
        Assert.Equal(report.Accepted, desk.Transport.Left.Count);

        Assert.Null((await desk.Grain().ResumeAsync(TestActors.Editor, default)).Error);
        await desk.Job().ExecuteAsync("", default);
        Assert.Equal((40, 40), (desk.Transport.Left.Count, desk.Transport.Left.Distinct().Count()));
        Assert.Equal(IssueState.Sent, await StateAsync(desk));
    }

    [Theory, BothDatabases]
    public async Task A_stop_excludes_whoever_has_no_copy_and_is_certified_once_the_last_copy_has_ended(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 30, lanes: 1);
        var issue = await desk.BeginAsync();
        var leases = (await desk.Ledger.LeaseAsync(issue, 5, null, default)).Leases;
        await desk.Ledger.CommitAsync(issue, [], [leases[0], leases[1]], default);
        await desk.Ledger.CommitAsync(issue, [new DeliveryResult(leases[0], DeliveryState.Accepted, null, null)], [], default);

        Assert.Null((await desk.Grain().StopAsync("It is wrong.", TestActors.Approver, default)).Error);
        Assert.Equal((1, 1, 28), await CountsAsync(desk, DeliveryState.Accepted, DeliveryState.DataSent, DeliveryState.Excluded));
        Assert.Empty(await desk.Ledger.CommitAsync(issue, [new DeliveryResult(leases[2], DeliveryState.Failed, null, null)], [leases[3]], default));
        Assert.Equal((1, 1, 28), await CountsAsync(desk, DeliveryState.Accepted, DeliveryState.DataSent, DeliveryState.Excluded));
        await desk.Job().ExecuteAsync("", default);
        if (kind == DatabaseKind.Postgres)
            Assert.Empty(await desk.Settlement.CertificatesAsync(issue, default));

        // Put off after the body had left: nothing of a stopped issue is tried again.
        await desk.Ledger.CommitAsync(issue, [new DeliveryResult(leases[1], DeliveryState.Deferred, "451", desk.Clock.GetUtcNow())], [], default);
        await desk.Job().ExecuteAsync("", default);
        await desk.Job().ExecuteAsync("", default);
        var certificate = Assert.Single(await desk.Settlement.CertificatesAsync(issue, default));
        Assert.Equal(30, certificate.Excluded + certificate.Accepted + certificate.Failed + certificate.Uncertain);
        Assert.Equal((30, 1), (certificate.Eligible, certificate.Accepted));
        Assert.Equal(IssueState.Stopped, await StateAsync(desk));
        Assert.Empty(desk.Transport.Left);
    }

    [Theory, BothDatabases]
    public async Task An_issue_of_which_a_tenth_fails_is_paused_and_says_what_servers_answered(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 60, lanes: 1);
        var tried = 0;
        desk.Transport.BeforeBody = _ => ++tried % 3 == 0 ? Refused : null;
        await desk.SendAsync();
        var (paused, reason) = await RowAsync(desk);
        Assert.Equal(IssueState.Paused, paused);
        Assert.StartsWith("10 of the last ", reason, StringComparison.Ordinal);
        Assert.Contains("550 5.1.1 for the recipient (10 times)", reason, StringComparison.Ordinal);
        Assert.InRange(tried, 30, 31);
        await desk.Job().ExecuteAsync("", default);
        Assert.InRange(tried, 30, 31);

        // A person lets it go on: what failed before that does not count any more.
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await desk.Grain().ResumeAsync(TestActors.Editor, default)).Error);
        desk.Transport.BeforeBody = _ => ++tried % 11 == 0 ? Refused : null;
        await desk.Job().ExecuteAsync("", default);
        Assert.Equal(IssueState.Sent, await StateAsync(desk));
        Assert.Contains("issue-paused", string.Join('\n', await desk.Database.RowsAsync("audit_log")), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_issue_begun_as_files_is_not_quietly_continued_over_SMTP(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 6, lanes: 1, repeatsSafely: true);
        desk.Transport.BeforeBody = _ => new SendOutcome.Deferred("451", new SmtpReply(451, ["Later"]));
        await desk.SendAsync();
        desk.Transport = new ScriptedTransport();
        desk.Clock.Advance(TimeSpan.FromMinutes(10));

        await desk.Job().ExecuteAsync("", default);
        Assert.Empty(desk.Transport.Left);
        var (state, reason) = await RowAsync(desk);
        Assert.Equal(IssueState.Paused, state);
        Assert.Contains("as files in a folder so far", reason, StringComparison.Ordinal);

        Assert.Null((await desk.Grain().ResumeAsync(TestActors.Editor, default)).Error);
        await desk.Job().ExecuteAsync("", default);
        Assert.Equal(6, desk.Transport.Left.Count);
    }

    [Theory, BothDatabases]
    public async Task A_text_that_cannot_be_composed_any_more_pauses_its_issue_and_no_other(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 3, lanes: 1);
        var issue = await desk.BeginAsync();
        await desk.Database.ExecuteAsync("UPDATE issue_revisions SET body = '{{stat:nothing}}'");
        await desk.Job().ExecuteAsync("", default);
        var (state, reason) = await RowAsync(desk);
        Assert.Equal(IssueState.Paused, state);
        Assert.StartsWith("The approved text cannot be sent any more.", reason, StringComparison.Ordinal);
        Assert.Equal(3, (await desk.Ledger.CountAsync(issue, default)).Pending);
    }

    [Theory, BothDatabases]
    public async Task Uncertain_copies_go_again_by_a_persons_decision_alone_and_a_second_certificate_follows(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 8, lanes: 1);
        desk.Transport.AfterBody = message => Task.FromResult<SendOutcome>(desk.Transport.Left.Count <= 3 ? new SendOutcome.Uncertain("no answer") : Accepted);
        Assert.Equal(3, (await desk.SendAsync()).Uncertain);
        var issue = await desk.BeginAsync();
        await desk.Job().ExecuteAsync("", default);
        Assert.Equal(8, desk.Transport.Left.Count);

        var chosen = (await desk.Ledger.RecipientsAsync(issue, DeliveryState.Uncertain, null, 2, default)).Select(line => line.SubscriberId).ToList();
        Assert.Null((await desk.Grain().SendAgainAsync(chosen, TestActors.Editor, default)).Error);
        await desk.Job().ExecuteAsync("", default);
        Assert.Equal(10, desk.Transport.Left.Count);
        var certificates = await desk.Settlement.CertificatesAsync(issue, default);
        Assert.Equal([(1, 5, 3), (2, 7, 1)], certificates.Select(one => (one.Number, one.Accepted, one.Uncertain)));
        Assert.Equal(IssueState.Sent, await StateAsync(desk));
    }

    [Theory, BothDatabases]
    public async Task A_certificate_holds_the_sums_and_hashes_that_anyone_can_compute_again(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 5, lanes: 1);
        await desk.SendAsync();
        var rows = await desk.DeliveriesAsync();
        var certificate = Assert.Single(await desk.Settlement.CertificatesAsync(rows[0].IssueId, default));
        Assert.Equal((5, 0, 5, 0, 0), (certificate.Eligible, certificate.Excluded, certificate.Accepted, certificate.Failed, certificate.Uncertain));
        var lines = string.Concat(rows.Select(row => $"{row.SubscriberId:D} {row.State}\n").Order(StringComparer.Ordinal));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(lines))), certificate.RowsHash);
        Assert.Equal(SendCertificateRow.HashOf(certificate), certificate.Hash);
        Assert.Contains($"certificate 1, {certificate.Hash}", string.Join('\n', await desk.Database.RowsAsync("audit_log")), StringComparison.Ordinal);
        Assert.Null(await desk.Settlement.SettleAsync(rows[0].IssueId, default));
    }

    [Theory]
    [BothDatabases(0, IssueState.Sent)]
    [BothDatabases(119, IssueState.Sent)]
    [BothDatabases(121, IssueState.Approved)]
    public async Task A_scheduled_issue_leaves_at_its_time_unless_that_is_two_hours_ago(DatabaseKind kind, int minutesLate, string expected)
    {
        await using var desk = await ReadyAsync(kind, 2, lanes: 1);
        await desk.ApproveAsync();
        var time = desk.Clock.GetUtcNow().AddHours(1);
        Assert.Null((await desk.Grain().ScheduleAsync(time, TestActors.Approver, default)).Error);
        await desk.Job().ExecuteAsync("", default);
        Assert.Equal(IssueState.Scheduled, await StateAsync(desk));

        desk.Clock.Set(time.AddMinutes(minutesLate));
        await desk.Job().ExecuteAsync("", default);
        Assert.Equal(expected, await StateAsync(desk));
        Assert.Equal(expected == IssueState.Sent ? 2 : 0, desk.Transport.Left.Count);
        if (expected == IssueState.Approved)
        {
            await using var db = desk.Database.CreateContext();
            Assert.Equal(time, (await db.Issues.SingleAsync()).ScheduleMissed);
        }
    }

    [Theory, BothDatabases]
    public async Task Whoever_drops_the_topic_or_cannot_be_reached_any_more_is_left_out_up_to_the_last_moment(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 5, lanes: 1);
        await desk.BeginAsync();
        var people = (await desk.DeliveriesAsync()).Select(row => row.SubscriberId).ToList();
        var tried = 0;
        desk.Transport.BeforeBody = message =>
        {
            var others = people.Where(id => !message.Name.EndsWith($"{id:D}", StringComparison.Ordinal)).ToList();
            if (++tried > 1)
                return null;
            var (first, second) = (others[0], others[1]);
            Run(db => db.SubscriberTopics.Where(row => row.SubscriberId == first && row.Topic == Topic.Quarterly.Code).ExecuteDeleteAsync());
            Run(db => db.Subscribers.Where(row => row.Id == second).ExecuteUpdateAsync(set => set.SetProperty(row => row.UndeliverableAt, desk.Clock.GetUtcNow())));
            return null;
        };
        var report = await desk.SendAsync();
        Assert.Equal((3, 2), (report.Accepted, report.Excluded));

        void Run(Func<Data.PortSafeDb, Task<int>> change)
        {
            using var db = desk.Database.CreateContext();
            Assert.Equal(1, change(db).GetAwaiter().GetResult());
        }
    }

    [Theory, BothDatabases]
    public async Task Progress_tells_counts_rate_and_time_left_from_the_ledger(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 30, lanes: 1);
        var issue = await desk.BeginAsync();
        var leases = (await desk.Ledger.LeaseAsync(issue, 10, null, default)).Leases;
        await desk.Ledger.CommitAsync(issue, [], leases, default);
        await desk.Ledger.CommitAsync(issue, [.. leases.Select(lease => new DeliveryResult(lease, DeliveryState.Accepted, null, null))], [], default);
        desk.Clock.Advance(TimeSpan.FromSeconds(5));
        var progress = await desk.Ledger.ProgressAsync(issue, default);
        Assert.Equal((10, 20, 10, TimeSpan.FromSeconds(10)), (progress.Counts.Accepted, progress.Counts.Pending, progress.PerMinute, progress.Left!.Value));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((0, null), ((await desk.Ledger.ProgressAsync(issue, default)).PerMinute, (await desk.Ledger.ProgressAsync(issue, default)).Left));
    }

    private async Task<NewsletterDesk> ReadyAsync(DatabaseKind kind, int subscribers, int lanes, bool repeatsSafely = false)
    {
        var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        desk.Transport = new ScriptedTransport(repeatsSafely, lanes);
        await desk.SubscribeAsync(subscribers);
        await desk.CompileAsync();
        return desk;
    }

    private static async Task<string> StateAsync(NewsletterDesk desk) => (await RowAsync(desk)).State;

    private static async Task<(string State, string Reason)> RowAsync(NewsletterDesk desk)
    {
        await using var db = desk.Database.CreateContext();
        var row = await db.Issues.AsNoTracking().SingleAsync();
        return (row.State, row.Reason ?? "");
    }

    private static async Task<(int, int, int)> CountsAsync(NewsletterDesk desk, string first, string second, string third)
    {
        var states = await desk.StatesAsync();
        return (states.GetValueOrDefault(first), states.GetValueOrDefault(second), states.GetValueOrDefault(third));
    }
}
