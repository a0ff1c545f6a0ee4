using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;
using PortSafe.Grains.Tests.Mail.Servers;

namespace PortSafe.Grains.Tests.Mail.Smtp;

public sealed class SmtpGreetingTests : IDisposable
{
    private readonly ThrowAwayCertificate _certificate = new();

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("implicit", SmtpSecurity.Tls)]
    public async Task A_message_travels_under_TLS(string tls, SmtpSecurity security)
    {
        await using var server = await MailServer.StartAsync(_certificate, tls);
        await using var client = await SmtpSubmissionClientTests.ConnectAsync(Secure(server, security));
        Assert.IsType<SendOutcome.Accepted>(await SmtpSubmissionClientTests.SendAsync(client, "reader"));
        Assert.True((await server.NextAsync()).Secure);
    }

    [Theory]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("implicit", SmtpSecurity.Tls)]
    public async Task A_certificate_that_nobody_vouches_for_is_refused(string tls, SmtpSecurity security)
    {
        await using var server = await MailServer.StartAsync(_certificate, tls);
        Assert.Contains("certificate", await RefusalAsync(Secure(server, security) with { Authorities = null }, "mail-server-unreachable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        await using var server = await MailServer.StartAsync(_certificate, "implicit");
        await RefusalAsync(Secure(server, SmtpSecurity.Tls) with { Host = "127.0.0.2" }, "mail-server-unreachable");
    }

    [Fact]
    public async Task A_server_that_offers_no_STARTTLS_gets_nothing()
    {
        await using var server = await MailServer.StartAsync();
        await RefusalAsync(Secure(server, SmtpSecurity.StartTls), "mail-server-insecure");
    }

    [Fact]
    public async Task Replies_sent_ahead_of_the_handshake_are_not_taken_for_replies_under_TLS()
    {
        await using var server = new ScriptedServer("220 hello\r\n", "250-hello\r\n250 STARTTLS\r\n", "220 go ahead\r\n250 injected\r\n");
        Assert.Contains("before TLS", await RefusalAsync(server.Plain with { Security = SmtpSecurity.StartTls }, "mail-server-unreachable"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Signing_in_works_by_either_mechanism(string mechanism)
    {
        await using var server = await MailServer.StartAsync(_certificate, "starttls", new() { User = "mail@jmsc.example", Password = "pâss wörd", Methods = [mechanism] });
        await using var client = await SmtpSubmissionClientTests.ConnectAsync(Secure(server, SmtpSecurity.StartTls) with { Credentials = new("mail@jmsc.example", "pâss wörd") });
        Assert.IsType<SendOutcome.Accepted>(await SmtpSubmissionClientTests.SendAsync(client, "reader"));
        Assert.Equal("mail@jmsc.example", (await server.NextAsync()).User);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_repeating_it()
    {
        await using var server = await MailServer.StartAsync(_certificate, "starttls", new() { User = "mail", Password = "right" });
        var message = await RefusalAsync(Secure(server, SmtpSecurity.StartTls) with { Credentials = new("mail", "wrong-secret") }, "mail-sign-in-refused");
        Assert.DoesNotContain("wrong-secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_are_not_offered_to_a_server_without_a_known_mechanism()
    {
        await using var server = new ScriptedServer("220 hello\r\n", "250-hello\r\n250 AUTH NTLM\r\n");
        await RefusalAsync(server.Plain with { Credentials = new("mail", "secret") }, "mail-sign-in-refused");
        Assert.DoesNotContain("AUTH", server.Heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("554 go away\r\n", "mail-server-refused")]
    [InlineData("nonsense\r\n", "mail-server-unreachable")]
    [InlineData("220-one\r\n221 two\r\n", "mail-server-unreachable")]
    public async Task A_greeting_that_is_no_welcome_ends_the_connection(string greeting, string code)
    {
        await using var server = new ScriptedServer(greeting);
        await RefusalAsync(server.Plain, code);
    }

    [Fact]
    public async Task A_reply_without_end_is_given_up()
    {
        await using var lines = new ScriptedServer(string.Concat(Enumerable.Repeat("220-more\r\n", 5000)));
        Assert.Contains("too many lines", await RefusalAsync(lines.Plain, "mail-server-unreachable"), StringComparison.Ordinal);
        await using var line = new ScriptedServer("220 " + new string('x', 100_000));
        Assert.Contains("too long a line", await RefusalAsync(line.Plain, "mail-server-unreachable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        await using var server = new ScriptedServer("");
        var timeouts = new SmtpTimeouts { Command = TimeSpan.FromMilliseconds(100) };
        Assert.Contains("ran out", await RefusalAsync(server.Plain with { Timeouts = timeouts }, "mail-server-unreachable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listening_is_an_error_and_no_exception() =>
        await RefusalAsync(new SmtpServer("127.0.0.1", 1, SmtpSecurity.None), "mail-server-unreachable");

    [Fact]
    public async Task The_greeting_names_the_host_that_is_configured()
    {
        await using var server = await MailServer.StartAsync();
        await using var client = await SmtpSubmissionClientTests.ConnectAsync(server.Plain with { HelloName = "portsafe.example" });
        await SmtpSubmissionClientTests.SendAsync(client, "reader");
        Assert.Equal("portsafe.example", (await server.NextAsync()).Hello);
    }

    private SmtpServer Secure(MailServer server, SmtpSecurity security) =>
        new("localhost", server.Port, security) { Authorities = _certificate.Authorities, Timeouts = MailServer.Patient };

    private static async Task<string> RefusalAsync(SmtpServer server, string code)
    {
        var opening = await SmtpSubmissionClient.ConnectAsync(server, TimeProvider.System, default);
        Assert.Null(opening.Value);
        Assert.Equal(code, opening.Error!.Code);
        return opening.Error.Message;
    }
}
