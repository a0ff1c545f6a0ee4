using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;
using PortSafe.Grains.Tests.Mail.Servers;
using PortSafe.Grains.Tests.Mail.Smtp;
using PortSafe.Testing;

namespace PortSafe.Grains.Tests.Mail;

public sealed class SmtpTransportTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Fact]
    public async Task Maildev_takes_five_hundred_personal_copies_each_once()
    {
        var folder = Directory.CreateTempSubdirectory("portsafe-maildev-");
        var slot = new MailSlot("unsubscribe");
        var composed = await fixture.ComposeAsync(ComposerFixture.Content with { Text = $"Übersicht\n\nhttps://portsafe.example/u/{slot.Placeholder}\n", Slots = [slot] });
        var readers = Enumerable.Range(0, 500).Select(number => new MailRecipient(
            Mailbox.Create($"Reader №{number}", EmailAddress.Parse($"reader{number}@port.example")).Value!, $"issue.{number}", MailSlot.Token(BitConverter.GetBytes((long)number).Concat(new byte[24]).ToArray()))).ToList();

        var (maildev, port) = await NodeProgram.StartServerAsync("maildev.mjs", folder.FullName);
        await using (maildev)
        {
            await using var transport = Transport(new("127.0.0.1", port, SmtpSecurity.None), connections: 4);
            var waiting = new ConcurrentQueue<MailRecipient>(readers);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAllAsync(transport, composed.NewCopy(), waiting)));
        }

        var files = folder.GetFiles("*.eml");
        Assert.Equal(500, files.Length);
        var read = new List<(string Id, string Name, string Text)>();
        foreach (var file in files)
        {
            var mail = await fixture.Parser.ReadFileAsync(file.FullName);
            read.Add((mail.GetProperty("messageId").GetString()!, mail.GetProperty("to")[0].GetProperty("name").GetString()!, mail.GetProperty("text").GetString()!));
        }
        Assert.Equal(
            readers.Select(reader => (composed.MessageId(reader), reader.To.Name!, $"Übersicht\n\nhttps://portsafe.example/u/{reader.Tokens[0]}\n")).Order(),
            read.Order());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Connections_are_opened_up_to_the_number_configured_and_used_again()
    {
        await using var server = await MailServer.StartAsync();
        await using (var transport = Transport(server.Plain, connections: 3))
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => transport.SendAsync(Message($"reader{number}"), _ => Task.CompletedTask, default)));
            Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Accepted>(outcome));
        }
        var received = await server.StopAsync();
        Assert.Equal(100, received.Select(mail => mail.Recipient).Distinct().Count());
        Assert.InRange(received.Select(mail => mail.Connection).Distinct().Count(), 1, 3);
    }

    [Fact]
    public async Task A_connection_that_the_server_dropped_meanwhile_costs_nothing()
    {
        await using var server = await MailServer.StartAsync();
        await using (var transport = Transport(server.Plain, connections: 1))
        {
            for (var number = 0; number < 10; number++)
                Assert.IsType<SendOutcome.Accepted>(await transport.SendAsync(Message($"after-close-{number}"), _ => Task.CompletedTask, default));
        }
        Assert.Equal(10, (await server.StopAsync()).Select(mail => mail.Recipient).Distinct().Count());
    }

    [Fact]
    public async Task An_old_idle_connection_is_not_trusted()
    {
        await using var server = await MailServer.StartAsync();
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using (var transport = Transport(server.Plain, connections: 1, clock))
        {
            await transport.SendAsync(Message("first"), _ => Task.CompletedTask, default);
            clock.Advance(TimeSpan.FromMinutes(2));
            await transport.SendAsync(Message("second"), _ => Task.CompletedTask, default);
        }
        Assert.Equal(2, (await server.StopAsync()).Select(mail => mail.Connection).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_the_server_does_the_outcome_says_what_became_of_each_message(int seed)
    {
        await using var server = await MailServer.StartAsync(new() { Seed = seed });
        var began = new ConcurrentBag<string>();
        var outcomes = new ConcurrentDictionary<string, SendOutcome>();
        await using (var transport = Transport(server.Plain, connections: 4))
        {
            await Task.WhenAll(Enumerable.Range(0, 80).Select(async number =>
            {
                var name = $"random-{number}";
                outcomes[name] = await transport.SendAsync(Message(name), _ => { began.Add(name); return Task.CompletedTask; }, default);
            }));
        }

        var copies = (await server.StopAsync()).CountBy(mail => mail.Recipient.Split('@')[0]).ToDictionary();
        Assert.All(copies.Values, count => Assert.Equal(1, count));
        Assert.Equal(began.Count, began.Distinct().Count());
        foreach (var (name, outcome) in outcomes)
        {
            Assert.True(outcome is not SendOutcome.Accepted || copies.ContainsKey(name), $"{name} is accepted and the server has it not.");
            Assert.True(outcome is not (SendOutcome.Deferred or SendOutcome.Failed) || !copies.ContainsKey(name), $"{name} is {outcome.Detail} and the server has it.");
            Assert.True(outcome is SendOutcome.Deferred || began.Contains(name), $"{name} left before the ledger knew.");
        }
        Assert.Equal(4, outcomes.Values.Select(outcome => outcome.GetType()).Append(typeof(SendOutcome.Failed)).Distinct().Count());
    }

    [Fact]
    public async Task Without_a_server_every_message_is_deferred()
    {
        await using var transport = Transport(new("127.0.0.1", 1, SmtpSecurity.None), connections: 2);
        Assert.IsType<SendOutcome.Deferred>(await transport.SendAsync(Message("reader"), _ => Task.CompletedTask, default));
    }

    private static async Task SendAllAsync(SmtpTransport transport, PersonalCopy desk, ConcurrentQueue<MailRecipient> waiting)
    {
        while (waiting.TryDequeue(out var reader))
        {
            var message = new OutgoingMessage(reader.MessageKey, new(ComposerFixture.Content.From.Address, reader.To.Address), desk.MakeOut(reader).Value);
            Assert.IsType<SendOutcome.Accepted>(await transport.SendAsync(message, _ => Task.CompletedTask, default));
        }
    }

    private static OutgoingMessage Message(string recipient) =>
        new(recipient, SmtpSubmissionClientTests.Envelope(recipient), SmtpSubmissionClientTests.Bytes("Subject: x\r\n\r\nHello\r\n"));

    private static SmtpTransport Transport(SmtpServer server, int connections, TimeProvider? clock = null) =>
        new(server, connections, clock ?? TimeProvider.System, NullLogger<SmtpTransport>.Instance);
}
