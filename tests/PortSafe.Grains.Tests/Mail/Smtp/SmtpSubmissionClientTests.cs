using System.Text;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;
using PortSafe.Grains.Tests.Mail.Servers;

namespace PortSafe.Grains.Tests.Mail.Smtp;

public sealed class SmtpSubmissionClientTests
{
    private const string Message = "Subject: Greeting\r\n\r\nHello.\r\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_arrives_as_it_was_sent_with_and_without_pipelining(bool pipelining)
    {
        const string dotted = "Subject: Dots\r\n\r\n.first\r\n..second\r\n.\r\nlast";
        await using var server = await MailServer.StartAsync(new() { Pipelining = pipelining });
        await using var client = await ConnectAsync(server.Plain);

        Assert.IsType<SendOutcome.Accepted>(await SendAsync(client, "reader", dotted));
        var received = await server.NextAsync();
        Assert.Equal(dotted + "\r\n", received.Message);
        Assert.Equal("reader@port.example", received.Recipient);
        Assert.Equal("portsafe@jmsc.example", received.From.GetProperty("address").GetString());
    }

    [Fact]
    public async Task One_connection_carries_many_messages()
    {
        await using var server = await MailServer.StartAsync();
        await using (var client = await ConnectAsync(server.Plain))
        {
            for (var number = 0; number < 20; number++)
                Assert.IsType<SendOutcome.Accepted>(await SendAsync(client, $"reader.{number}"));
        }
        var received = await server.StopAsync();
        Assert.Equal(20, received.Count);
        Assert.Single(received.Select(mail => mail.Connection).Distinct());
    }

    [Theory]
    [InlineData("mail-451")]
    [InlineData("rcpt-451")]
    [InlineData("body-451")]
    public async Task A_4xx_reply_defers_the_message_and_the_connection_stays_good(string recipient)
    {
        await using var server = await MailServer.StartAsync();
        await using var client = await ConnectAsync(server.Plain);
        var sender = recipient.StartsWith("mail", StringComparison.Ordinal) ? recipient : "portsafe";

        var outcome = Assert.IsType<SendOutcome.Deferred>(await SendAsync(client, recipient, sender: sender));
        Assert.Equal(451, outcome.Reply!.Code);
        Assert.DoesNotContain("@", outcome.Detail, StringComparison.Ordinal);
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(client, "reader"));
    }

    [Theory]
    [InlineData("mail-550", true)]
    [InlineData("rcpt-550", true)]
    [InlineData("rcpt-550", false)]
    [InlineData("body-550", true)]
    public async Task A_5xx_reply_fails_the_message_and_the_connection_stays_good(string recipient, bool pipelining)
    {
        await using var server = await MailServer.StartAsync(new() { Pipelining = pipelining });
        await using var client = await ConnectAsync(server.Plain);
        var sender = recipient.StartsWith("mail", StringComparison.Ordinal) ? recipient : "portsafe";

        var outcome = Assert.IsType<SendOutcome.Failed>(await SendAsync(client, recipient, sender: sender));
        Assert.Equal(550, outcome.Reply!.Code);
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(client, "reader"));
        Assert.Equal("reader@port.example", (await server.NextAsync()).Recipient);
    }

    [Fact]
    public async Task A_421_defers_the_message_and_ends_the_connection()
    {
        await using var server = await MailServer.StartAsync();
        await using var client = await ConnectAsync(server.Plain);
        Assert.IsType<SendOutcome.Deferred>(await SendAsync(client, "rcpt-421"));
        Assert.False(client.IsUsable);
    }

    [Theory]
    [InlineData("rcpt-hang")]
    [InlineData("rcpt-close")]
    public async Task What_is_lost_before_the_body_is_deferred(string recipient)
    {
        await using var server = await MailServer.StartAsync();
        await using var client = await ConnectAsync(server.Plain with { Timeouts = MailServer.Patient with { Command = TimeSpan.FromSeconds(3) } });
        var began = false;

        Assert.IsType<SendOutcome.Deferred>(await SendAsync(client, recipient, beforeBody: () => began = true));
        Assert.False(began);
        Assert.False(client.IsUsable);
    }

    [Theory]
    [InlineData("body-hang")]
    [InlineData("body-close")]
    [InlineData("late-close")]
    public async Task What_is_lost_after_the_body_began_is_uncertain(string recipient)
    {
        await using var server = await MailServer.StartAsync();
        await using var client = await ConnectAsync(server.Plain with { Timeouts = MailServer.Patient with { Acceptance = TimeSpan.FromSeconds(0.3) } });
        Assert.IsType<SendOutcome.Uncertain>(await SendAsync(client, recipient));
        Assert.False(client.IsUsable);
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_for_the_answer_is_uncertain_and_not_an_exception()
    {
        await using var server = await MailServer.StartAsync();
        await using var client = await ConnectAsync(server.Plain);
        using var stop = new CancellationTokenSource();

        Assert.IsType<SendOutcome.Uncertain>(await client.SendAsync(
            Envelope("body-hang"), Bytes(Message), _ => { stop.CancelAfter(TimeSpan.FromMilliseconds(200)); return Task.CompletedTask; }, stop.Token));
    }

    [Fact]
    public async Task Nothing_of_the_message_leaves_until_the_ledger_has_committed()
    {
        await using var server = await MailServer.StartAsync();
        await using var client = await ConnectAsync(server.Plain);

        await Assert.ThrowsAsync<TimeoutException>(() =>
            client.SendAsync(Envelope("reader"), Bytes(Message), _ => throw new TimeoutException("no database"), default));
        Assert.False(client.IsUsable);
        Assert.Empty(await server.StopAsync());
    }

    [Fact]
    public async Task A_call_cancelled_before_the_body_leaves_nothing_behind()
    {
        await using var server = await MailServer.StartAsync();
        await using var client = await ConnectAsync(server.Plain);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.SendAsync(Envelope("reader"), Bytes(Message), async token => { await stop.CancelAsync(); token.ThrowIfCancellationRequested(); }, stop.Token));
        Assert.Empty(await server.StopAsync());
    }

    [Fact]
    public async Task A_message_larger_than_the_server_takes_fails_before_it_is_offered()
    {
        await using var server = await MailServer.StartAsync(new() { Size = 100 });
        await using var client = await ConnectAsync(server.Plain);
        Assert.IsType<SendOutcome.Failed>(await SendAsync(client, "reader", Message + new string('x', 100)));
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(client, "reader"));
    }

    [Theory]
    [InlineData("Subject: x\r\n\r\nline\n.\nMAIL FROM:<a@b.example>")]
    [InlineData("Subject: x\r\n\r\nline\r.\r")]
    [InlineData("Subject: x\n\r\n\r\nline\r\n")]
    public async Task A_line_break_that_could_smuggle_a_second_message_fails(string message)
    {
        await using var server = await MailServer.StartAsync();
        await using var client = await ConnectAsync(server.Plain);
        Assert.IsType<SendOutcome.Failed>(await SendAsync(client, "reader", message));
    }

    [Fact]
    public async Task An_address_outside_ASCII_goes_only_to_a_server_that_takes_it()
    {
        var envelope = new SmtpEnvelope(EmailAddress.Parse("portsafe@jmsc.example"), EmailAddress.Parse("δοκιμή@παράδειγμα.example"));
        await using var able = await MailServer.StartAsync();
        await using var client = await ConnectAsync(able.Plain);
        Assert.IsType<SendOutcome.Accepted>(await client.SendAsync(envelope, Bytes("Subject: Ωμέγα\r\n\r\nγεια\r\n"), _ => Task.CompletedTask, default));
        Assert.StartsWith("δοκιμή@", (await able.NextAsync()).Recipient, StringComparison.Ordinal);

        await using var unable = await MailServer.StartAsync(new() { Utf8 = false, EightBit = false });
        await using var other = await ConnectAsync(unable.Plain);
        Assert.IsType<SendOutcome.Failed>(await other.SendAsync(envelope, Bytes(Message), _ => Task.CompletedTask, default));
        Assert.IsType<SendOutcome.Failed>(await SendAsync(other, "reader", "Subject: x\r\n\r\nγεια\r\n"));
    }

    [Fact]
    public async Task Many_kilobytes_arrive_whole()
    {
        var large = "Subject: Large\r\n\r\n" + string.Concat(Enumerable.Range(0, 20_000).Select(number => $".line {number} of a long message\r\n"));
        await using var server = await MailServer.StartAsync();
        await using var client = await ConnectAsync(server.Plain);
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(client, "reader", large));
        Assert.Equal(large, (await server.NextAsync()).Message);
    }

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    internal static SmtpEnvelope Envelope(string recipient, string sender = "portsafe") =>
        new(EmailAddress.Parse($"{sender}@jmsc.example"), EmailAddress.Parse($"{recipient}@port.example"));

    internal static async Task<SmtpSubmissionClient> ConnectAsync(SmtpServer server)
    {
        var opening = await SmtpSubmissionClient.ConnectAsync(server, TimeProvider.System, default);
        Assert.Null(opening.Error);
        return opening.Value!;
    }

    internal static Task<SendOutcome> SendAsync(SmtpSubmissionClient client, string recipient, string message = Message, string sender = "portsafe", Action? beforeBody = null) =>
        client.SendAsync(Envelope(recipient, sender), Bytes(message), _ => { beforeBody?.Invoke(); return Task.CompletedTask; }, default);
}
