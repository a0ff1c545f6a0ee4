using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Data.Mail;
using PortSafe.Grains.Mail;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Mail;

public sealed class OutboxTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private const string Body = "Dear colleague,\n\nthe release of **July to September 2026** is not frozen yet.\n\n[Open releases](https://portsafe.example/releases)";

    private readonly TestClock _clock = new();

    [Theory]
    [BothDatabases]
    public async Task The_same_key_twice_is_one_message(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var outbox = new Outbox(new OutboxQueue(database.Contexts, _clock));
        await using (var db = database.CreateContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.True(await outbox.EnqueueAsync(db, "overdue:2026Q3:1", "one@jmsc.example", "Overdue", Body, default));
            Assert.False(await outbox.EnqueueAsync(db, "overdue:2026Q3:1", "one@jmsc.example", "Overdue", Body, default));
            Assert.True(await outbox.EnqueueAsync(db, "overdue:2026Q3:2", "two@jmsc.example", "Overdue", Body, default));
            await transaction.CommitAsync();
        }
        Assert.False(await EnqueueAsync(database, "overdue:2026Q3:2", "two@jmsc.example"));
        Assert.Equal(2, await database.CountAsync("outbox"));
    }

    [Fact]
    public async Task A_message_that_links_where_it_is_stopped_says_so_in_its_headers_and_no_other_does()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var stop = $"https://portsafe.example/unsubscribe/view/0192d8a5-0000-7000-8000-000000000001/{new string('a', 64)}";
        await EnqueueAsync(database, "one", "one@jmsc.example", body: $"Some figures.\n\n[Stop these messages]({stop})");
        await EnqueueAsync(database, "two", "two@jmsc.example", body: Body);
        var folder = Path.Combine(database.Directory, "outbox");

        await Dispatcher(database, new EmlFileTransport(folder, _clock, NullLogger<EmlFileTransport>.Instance)).SendDueAsync(default);

        var mails = Directory.GetFiles(folder).Select(file => File.ReadAllText(file).Replace("\r\n ", " ", StringComparison.Ordinal)).ToList();
        var one = Assert.Single(mails, mail => mail.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", StringComparison.Ordinal));
        Assert.Contains($"<{stop}>", one, StringComparison.Ordinal);
        Assert.Single(mails, mail => !mail.Contains("List-Unsubscribe", StringComparison.Ordinal));
    }

    [Theory]
    [BothDatabases]
    public async Task What_is_rolled_back_is_never_sent(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var outbox = new Outbox(new OutboxQueue(database.Contexts, _clock));
        await using (var db = database.CreateContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await outbox.EnqueueAsync(db, "key", "one@jmsc.example", "Overdue", Body, default);
        }
        Assert.Equal(0, (await Dispatcher(database, new ScriptedTransport()).SendDueAsync(default)).Total);
    }

    [Fact]
    public async Task A_message_becomes_one_file_that_reads_well()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await EnqueueAsync(database, "key", "One@jmsc.example", body: $"{Body}\n\nReason: {MarkdownText.Escape("*not* <b>markup</b> {and} [no](link)")}");
        var folder = Path.Combine(database.Directory, "outbox");
        var transport = new EmlFileTransport(folder, _clock, NullLogger<EmlFileTransport>.Instance);

        Assert.Equal(1, (await Dispatcher(database, transport).SendDueAsync(default)).Sent);
        Assert.Equal(0, (await Dispatcher(database, transport).SendDueAsync(default)).Total);

        var mail = await fixture.Parser.ReadAsync(await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(folder))));
        Assert.Equal("Overdue", mail.GetProperty("subject").GetString());
        Assert.Equal("One@jmsc.example", mail.GetProperty("to")[0].GetProperty("address").GetString());
        Assert.Contains("Open releases:\nhttps://portsafe.example/releases", mail.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("Reason: *not* <b>markup</b> {and} [no](link)", mail.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("*not* &lt;b&gt;markup&lt;/b&gt; {and} [no](link)", mail.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Equal("sent", (await OnlyRowAsync(database)).State);
    }

    [Theory]
    [BothDatabases]
    public async Task A_deferred_message_is_tried_again_later_each_time_and_has_failed_after_a_day(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await EnqueueAsync(database, "key", "one@jmsc.example");
        var transport = new ScriptedTransport { BeforeBody = _ => new SendOutcome.Deferred("451") };
        var (start, attempts) = (_clock.GetUtcNow(), 0);
        while ((await OnlyRowAsync(database)).State == "pending")
        {
            attempts += (await Dispatcher(database, transport).SendDueAsync(default)).Total;
            Assert.Equal(0, (await Dispatcher(database, transport).SendDueAsync(default)).Total);
            if (await OnlyRowAsync(database) is { State: "pending" } row)
                _clock.Set(row.NextAttemptAt);
        }
        Assert.Equal(RetryDelay.MostAttempts, attempts);
        Assert.Equal("failed", (await OnlyRowAsync(database)).State);
        Assert.InRange(_clock.GetUtcNow() - start, TimeSpan.FromHours(15), TimeSpan.FromHours(30));
        Assert.Empty(transport.Left);
    }

    [Theory]
    [BothDatabases]
    public async Task A_message_that_may_have_arrived_is_not_sent_again_by_itself(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await EnqueueAsync(database, "key", "one@jmsc.example");
        var transport = new ScriptedTransport { AfterBody = _ => Task.FromResult<SendOutcome>(new SendOutcome.Uncertain("no answer")) };
        Assert.Equal(1, (await Dispatcher(database, transport).SendDueAsync(default)).Uncertain);
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, (await Dispatcher(database, transport).SendDueAsync(default)).Total);
        Assert.Single(transport.Left);
    }

    [Theory]
    [BothDatabases(false)]
    [BothDatabases(true)]
    public async Task A_kill_while_a_message_leaves_is_uncertain_or_repeated_where_that_is_safe(DatabaseKind kind, bool repeatsSafely)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await EnqueueAsync(database, "key", "one@jmsc.example");
        var killed = new ScriptedTransport(repeatsSafely) { AfterBody = _ => throw new NotSupportedException("killed") };
        await Assert.ThrowsAsync<NotSupportedException>(() => Dispatcher(database, killed).SendDueAsync(default));
        var transport = new ScriptedTransport(repeatsSafely);
        Assert.Equal(0, (await Dispatcher(database, transport).SendDueAsync(default)).Total);

        _clock.Advance(OutboxQueue.ClaimLength);
        Assert.Equal(repeatsSafely ? 1 : 0, (await Dispatcher(database, transport).SendDueAsync(default)).Sent);
        Assert.Equal(repeatsSafely ? "sent" : "uncertain", (await OnlyRowAsync(database)).State);
    }

    [Theory]
    [BothDatabases]
    public async Task Two_senders_at_once_send_each_message_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        for (var number = 0; number < 20; number++)
            await EnqueueAsync(database, $"key-{number}", $"person{number}@jmsc.example");
        var transport = new ScriptedTransport();
        var reports = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Dispatcher(database, transport).SendDueAsync(default)));
        Assert.Equal(20, reports.Sum(report => report.Sent));
        Assert.Equal(20, transport.Left.Distinct().Count());
        Assert.Equal(20, transport.Left.Count);
    }

    [Fact]
    public async Task An_address_that_mail_cannot_be_sent_to_fails_alone()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await EnqueueAsync(database, "bad", "not an address");
        await EnqueueAsync(database, "good", "one@jmsc.example");
        var report = await Dispatcher(database, new ScriptedTransport()).SendDueAsync(default);
        Assert.Equal(new OutboxReport(Sent: 1, Deferred: 0, Failed: 1, Uncertain: 0), report);
    }

    [Fact]
    public async Task A_cancelled_round_leaves_messages_due_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await EnqueueAsync(database, "key", "one@jmsc.example");
        using var cancelled = new CancellationTokenSource();
        var transport = new ScriptedTransport { BeforeBody = _ => { cancelled.Cancel(); return null; } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Dispatcher(database, transport).SendDueAsync(cancelled.Token));
        Assert.Equal(1, (await Dispatcher(database, new ScriptedTransport()).SendDueAsync(default)).Sent);
    }

    [Theory]
    [InlineData("Overdue\r\nBcc: all@jmsc.example", "Text")]
    [InlineData("", "Text")]
    [InlineData("Subject", "")]
    [InlineData("Subject", "[click](javascript:alert(1))")]
    public async Task A_text_that_no_mail_may_hold_is_refused_when_it_is_written(string subject, string body)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await Assert.ThrowsAsync<ArgumentException>(() => EnqueueAsync(database, "key", "one@jmsc.example", subject, body));
    }

    private async Task<bool> EnqueueAsync(TestDatabase database, string key, string recipient, string subject = "Overdue", string body = Body)
    {
        await using var db = database.CreateContext();
        return await new Outbox(new OutboxQueue(database.Contexts, _clock)).EnqueueAsync(db, key, recipient, subject, body, default);
    }

    private OutboxDispatcher Dispatcher(TestDatabase database, IMailTransport transport) => new(
        new OutboxQueue(database.Contexts, _clock),
        transport,
        fixture.Composer,
        Options.Create(new MailOptions { From = "portsafe@jmsc.example" }),
        _clock,
        NullLogger<OutboxDispatcher>.Instance);

    private static async Task<OutboxRow> OnlyRowAsync(TestDatabase database)
    {
        await using var db = database.CreateContext();
        return await db.Outbox.AsNoTracking().SingleAsync();
    }
}
