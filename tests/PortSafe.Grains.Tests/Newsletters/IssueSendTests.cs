using Microsoft.Extensions.Logging.Abstractions;
using PortSafe.Data.Newsletters;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters;

public sealed class IssueSendTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Theory, BothDatabases]
    public async Task Each_subscriber_has_one_file_with_their_own_token_and_sending_again_adds_none(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 40);
        var folder = Path.Combine(desk.Database.Directory, "outbox");
        var grain = desk.NewSender(new EmlFileTransport(folder, desk.Clock, NullLogger<EmlFileTransport>.Instance));

        Assert.Equal(new SendReport(40, 40, 0, 0, 0, 0, NewlyAccepted: 40), await desk.SendAsync(grain));
        var files = Directory.GetFiles(folder);
        var written = files.ToDictionary(file => file, File.GetLastWriteTimeUtc);
        Assert.Equal((await desk.DeliveriesAsync()).Select(row => $"2026Q3-{row.SubscriberId:D}.eml").Order(StringComparer.Ordinal), files.Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Equal(new SendReport(40, 40, 0, 0, 0, 0, NewlyAccepted: 0), await desk.SendAsync(grain));
        Assert.Equal(written, Directory.GetFiles(folder).ToDictionary(file => file, File.GetLastWriteTimeUtc));
    }

    [Fact]
    public async Task A_copy_says_who_it_is_from_what_it_is_and_how_to_leave()
    {
        await using var desk = await ReadyAsync(DatabaseKind.Sqlite, 2);
        var folder = Path.Combine(desk.Database.Directory, "outbox");
        await desk.SendAsync(desk.NewSender(new EmlFileTransport(folder, desk.Clock, NullLogger<EmlFileTransport>.Instance)));
        var (first, second) = ((await desk.DeliveriesAsync())[0], (await desk.DeliveriesAsync())[1]);
        var (token, other) = (await desk.TokenOfAsync(first.SubscriberId), await desk.TokenOfAsync(second.SubscriberId));

        var mail = await fixture.Parser.ReadAsync(await File.ReadAllBytesAsync(Path.Combine(folder, $"2026Q3-{first.SubscriberId:D}.eml")));
        var headers = mail.GetProperty("headers").EnumerateArray().ToDictionary(header => header.GetProperty("key").GetString()!, header => header.GetProperty("line").GetString()!.ReplaceLineEndings("").Replace("\t", " ", StringComparison.Ordinal));
        Assert.Equal("July to September 2026: two in three staff know the line", mail.GetProperty("subject").GetString());
        Assert.Equal($"<{first.IssueId:N}.{first.SubscriberId:N}@jmsc.example>", mail.GetProperty("messageId").GetString());
        Assert.Equal($"List-Unsubscribe: <https://portsafe.example/unsubscribe/{token}>", headers["list-unsubscribe"]);
        Assert.Equal("List-Unsubscribe-Post: List-Unsubscribe=One-Click", headers["list-unsubscribe-post"]);
        Assert.Equal("List-Id: PortSafe quarterly newsletter <quarterly.newsletter.jmsc.example>", headers["list-id"], ignoreCase: true);
        foreach (var part in new[] { mail.GetProperty("html").GetString()!, mail.GetProperty("text").GetString()! })
        {
            Assert.Contains($"https://portsafe.example/unsubscribe/{token}", part, StringComparison.Ordinal);
            Assert.DoesNotContain(other, part, StringComparison.Ordinal);
            Assert.DoesNotContain("{{", part, StringComparison.Ordinal);
            Assert.DoesNotContain(CompiledIssue.UnsubscribeSlot.Placeholder, part, StringComparison.Ordinal);
        }
        Assert.Contains("alt=\"Bar chart of the share of staff briefed", mail.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Equal("staff-reached-2026Q3", mail.GetProperty("images")[0].GetProperty("cid").GetString()!.Trim('<', '>'));
    }

    [Theory, BothDatabases]
    public async Task Every_recipient_is_in_one_count_whatever_the_server_says(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 10);
        desk.Transport.BeforeBody = message => Number(desk, message) switch
        {
            0 => new SendOutcome.Deferred("451", new SmtpReply(451, ["Try later"])),
            1 => new SendOutcome.Failed("550", new SmtpReply(550, ["No such reader1@port.example"])),
            _ => null,
        };
        desk.Transport.AfterBody = message => Task.FromResult<SendOutcome>(Number(desk, message) switch
        {
            2 => new SendOutcome.Uncertain("no answer"),
            3 => new SendOutcome.Deferred("452", new SmtpReply(452, ["Full"])),
            4 => new SendOutcome.Failed("554", new SmtpReply(554, ["Refused"])),
            _ => new SendOutcome.Accepted("250"),
        });
        Assert.Equal(new SendReport(10, Accepted: 5, Failed: 2, Uncertain: 1, Deferred: 2, Excluded: 0, NewlyAccepted: 5), await desk.SendAsync());
        Assert.Equal("sending", (await desk.Grain().GetAsync(Testing.Ports.TestActors.Approver, default)).Value!.State);

        (desk.Transport.BeforeBody, desk.Transport.AfterBody) = (_ => null, _ => Task.FromResult<SendOutcome>(new SendOutcome.Accepted("250")));
        Assert.Equal(new SendReport(10, 5, 2, 1, 2, 0, NewlyAccepted: 0), await desk.SendAsync());
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(new SendReport(10, 7, 2, 1, 0, 0, NewlyAccepted: 2), await desk.SendAsync());
        Assert.Equal("sent", (await desk.Grain().GetAsync(Testing.Ports.TestActors.Approver, default)).Value!.State);
        Assert.Equal(1, desk.Transport.Left.Count(name => name == Name(desk, 2)));
    }

    [Theory, BothDatabases]
    public async Task An_address_that_is_always_put_off_has_failed_after_a_day(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 1);
        desk.Transport.BeforeBody = _ => new SendOutcome.Deferred("451", new SmtpReply(451, ["Try later"]));
        var start = desk.Clock.GetUtcNow();
        while ((await desk.SendAsync()).Deferred > 0)
            desk.Clock.Set((await desk.DeliveriesAsync())[0].NextAttemptAt!.Value);
        Assert.Equal(DeliveryState.Failed, (await desk.DeliveriesAsync())[0].State);
        Assert.Equal(TimeSpan.FromHours(24), desk.Clock.GetUtcNow() - start);
    }

    [Theory, BothDatabases]
    public async Task Who_unsubscribes_after_the_approval_is_left_out_even_at_the_last_moment(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 6);
        var tokens = new Dictionary<string, string>();
        await using (var db = desk.Database.CreateContext())
        {
            foreach (var person in db.Subscribers)
                tokens[$"2026Q3-{person.Id:D}"] = person.Token;
        }
        string? another = null, itself = null;
        var gate = new Lock();
        desk.Transport.BeforeBody = message =>
        {
            // Copies come here side by side: the first unsubscribes another before any has left, and the next but that one itself.
            lock (gate)
            {
                if (another is null)
                    Unsubscribe(another = tokens.Keys.Order(StringComparer.Ordinal).Last(name => name != message.Name));
                else if (itself is null && message.Name != another)
                    Unsubscribe(itself = message.Name);
            }
            return null;
        };
        Assert.Equal(new SendReport(6, Accepted: 4, 0, 0, 0, Excluded: 2, NewlyAccepted: 4), await desk.SendAsync());
        Assert.DoesNotContain(another, desk.Transport.Left);
        Assert.DoesNotContain(itself, desk.Transport.Left);
        Assert.Equal(4, desk.Transport.Left.Count);

        void Unsubscribe(string name) => desk.Subscribers.UnsubscribeAsync(tokens[name], default).GetAwaiter().GetResult();
    }

    [Fact]
    public async Task Who_subscribes_after_the_approval_waits_for_the_next_issue()
    {
        await using var desk = await ReadyAsync(DatabaseKind.Sqlite, 2);
        await desk.SendAsync();
        await desk.Subscribers.AddAsync("late@port.example", Grains.Subscribers.SubscriptionBasis.Consent, "test", default);
        Assert.Equal(new SendReport(2, 2, 0, 0, 0, 0, 0), await desk.SendAsync());
    }

    [Theory, BothDatabases]
    public async Task There_is_work_while_a_copy_is_due_or_was_left_behind(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 1);
        var issue = await desk.BeginAsync();
        Assert.True(await desk.Ledger.HasWorkAsync(issue, default));
        var leases = (await desk.Ledger.LeaseAsync(issue, 10, null, default)).Leases;
        Assert.False(await desk.Ledger.HasWorkAsync(issue, default));
        desk.Clock.Advance(DeliveryLedger.LeaseLength + TimeSpan.FromSeconds(1));
        Assert.True(await desk.Ledger.HasWorkAsync(issue, default));

        var later = desk.Clock.GetUtcNow() + TimeSpan.FromMinutes(3);
        await desk.Ledger.CommitAsync(issue, [new DeliveryResult(leases[0], DeliveryState.Deferred, null, later)], [], default);
        Assert.False(await desk.Ledger.HasWorkAsync(issue, default));
        desk.Clock.Set(later);
        Assert.True(await desk.Ledger.HasWorkAsync(issue, default));
    }

    [Theory, BothDatabases]
    public async Task A_server_that_is_away_is_not_asked_for_every_recipient(DatabaseKind kind)
    {
        await using var desk = await ReadyAsync(kind, 60);
        desk.Transport.BeforeBody = _ => new SendOutcome.Deferred("unreachable");
        var report = await desk.SendAsync();
        Assert.Equal((60, 60, 0), (report.Recipients, report.Deferred, report.Accepted));
        Assert.InRange((await desk.StatesAsync())[DeliveryState.Pending], 30, 45);

        desk.Transport.BeforeBody = _ => null;
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        var job = desk.Job(desk.NewSender());
        await job.ExecuteAsync("", default);
        await job.ExecuteAsync("", default);
        Assert.Equal(60, (await desk.StatesAsync())[DeliveryState.Accepted]);
        Assert.Equal(60, desk.Transport.Left.Distinct().Count());
        Assert.Equal("sent", (await desk.Grain().GetAsync(Testing.Ports.TestActors.Approver, default)).Value!.State);
    }

    private async Task<NewsletterDesk> ReadyAsync(DatabaseKind kind, int subscribers)
    {
        var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(subscribers);
        await desk.CompileAsync();
        return desk;
    }

    /// <summary>A recipient's place in the order of their ids.</summary>
    private static int Number(NewsletterDesk desk, OutgoingMessage message)
    {
        using var db = desk.Database.CreateContext();
        return db.Deliveries.Select(row => row.SubscriberId).AsEnumerable().Order().Select(id => $"2026Q3-{id:D}").ToList().IndexOf(message.Name);
    }

    private static string Name(NewsletterDesk desk, int number)
    {
        using var db = desk.Database.CreateContext();
        return db.Deliveries.Select(row => row.SubscriberId).AsEnumerable().Order().Select(id => $"2026Q3-{id:D}").ElementAt(number);
    }
}
