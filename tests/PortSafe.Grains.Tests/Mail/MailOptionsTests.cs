using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Tests.Mail;

public sealed class MailOptionsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-outbox-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_are_where_mail_goes_unless_told_otherwise()
    {
        await using var services = Services(("From", "portsafe@jmsc.example"), ("Folder", _folder.FullName));
        Assert.IsType<EmlFileTransport>(services.GetRequiredService<IMailTransport>());
        Assert.Equal("PortSafe", services.GetRequiredService<IOptions<MailOptions>>().Value.Sender.Name);
    }

    [Fact]
    public async Task A_server_is_used_when_configured()
    {
        await using var services = Services(("From", "portsafe@jmsc.example"), ("Transport", "smtp"), ("Host", "mail.jmsc.example"), ("Connections", "7"));
        Assert.Equal(7, Assert.IsType<SmtpTransport>(services.GetRequiredService<IMailTransport>()).Lanes);
    }

    [Theory]
    [InlineData("mail.jmsc.example", null, SmtpSecurity.StartTls, 587)]
    [InlineData("mail.jmsc.example", "tls", SmtpSecurity.Tls, 465)]
    [InlineData("127.0.0.1", null, SmtpSecurity.None, 587)]
    [InlineData("localhost", "starttls", SmtpSecurity.StartTls, 587)]
    public async Task TLS_is_required_of_every_server_but_one_on_this_machine(string host, string? security, SmtpSecurity expected, int port)
    {
        await using var services = Services(("From", "portsafe@jmsc.example"), ("Transport", "smtp"), ("Host", host), ("Security", security));
        var server = services.GetRequiredService<IOptions<MailOptions>>().Value.Server();
        Assert.Equal((expected, port), (server.Security, server.Port));
    }

    [Theory]
    [InlineData("Mail:From", "From", "")]
    [InlineData("Mail:From", "From", "δοκιμή@jmsc.example")]
    [InlineData("Mail:FromName", "FromName", "Port\r\nBcc: x")]
    [InlineData("Mail:ReplyTo", "ReplyTo", "nobody")]
    [InlineData("Mail:Host", "Host", "")]
    [InlineData("Mail:Host", "Host", "mail example")]
    [InlineData("Mail:Port", "Port", "0")]
    [InlineData("Mail:Security", "Security", "none")]
    [InlineData("Mail:Connections", "Connections", "51")]
    [InlineData("Mail:User", "User", "mail")]
    [InlineData("Mail:HelloName", "HelloName", "a b")]
    [InlineData("Mail:AuthorityFile", "AuthorityFile", "/nowhere/authority.pem")]
    public void A_setting_that_cannot_work_stops_the_start_and_is_named(string named, string key, string value)
    {
        var settings = new Dictionary<string, string?> { ["From"] = "portsafe@jmsc.example", ["Transport"] = "smtp", ["Host"] = "mail.jmsc.example", [key] = value };
        using var services = Services([.. settings.Select(pair => (pair.Key, pair.Value))]);
        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.StartsWith(named, Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_need_a_folder()
    {
        using var services = Services(("From", "portsafe@jmsc.example"));
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
    }

    private static ServiceProvider Services(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create($"Mail:{pair.Key}", pair.Value))).Build();
        return new ServiceCollection().AddLogging().AddMail(configuration).BuildServiceProvider();
    }
}
