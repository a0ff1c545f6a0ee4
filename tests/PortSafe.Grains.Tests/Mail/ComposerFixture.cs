using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Tests.Mail.Servers;

namespace PortSafe.Grains.Tests.Mail;

/// <summary>One Node process for all tests that compose, and one mailparser to read back what was composed.</summary>
public sealed class ComposerFixture : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection().AddNodeRuntime().BuildServiceProvider();

    public ComposerFixture() => Composer = new MimeComposer(_services.GetRequiredService<NodeRuntime>());

    public MimeComposer Composer { get; }

    public MailParser Parser { get; } = new();

    /// <summary>A PNG of one transparent pixel.</summary>
    public static byte[] Pixel { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public static MailContent Content { get; } = new()
    {
        From = Mailbox.Create("PortSafe", EmailAddress.Parse("portsafe@jmsc.example")).Value!,
        Subject = "Two in three staff now know the line",
        Html = "<!DOCTYPE html>\n<html lang=\"en-GB\"><body><p>Hello</p></body></html>\n",
        Text = "Hello\n",
        Date = new DateTimeOffset(2026, 10, 9, 8, 30, 0, TimeSpan.Zero),
    };

    public static MailRecipient Reader { get; } = new(Mailbox.Create("Sam Reader", EmailAddress.Parse("sam@port.example")).Value!, "issue-7.recipient-1");

    public async Task<ComposedMessage> ComposeAsync(MailContent content)
    {
        var composed = await Composer.ComposeAsync(content, default);
        Assert.Null(composed.Error);
        return composed.Value!;
    }

    /// <summary>Composes for <see cref="Reader"/> or another recipient.</summary>
    public async Task<byte[]> ComposeAsync(MailContent content, MailRecipient recipient)
    {
        var copy = (await ComposeAsync(content)).Personalise(recipient);
        Assert.Null(copy.Error);
        return copy.Value.ToArray();
    }

    /// <summary>The lines of a message, which all end in CRLF.</summary>
    public static string[] Lines(byte[] message) => Encoding.ASCII.GetString(message).Split("\r\n");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Parser.DisposeAsync();
        await _services.DisposeAsync();
    }
}
