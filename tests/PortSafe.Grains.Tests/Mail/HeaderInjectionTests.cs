using System.Text.Json;
using PortSafe.Domain;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Tests.Mail;

/// <summary>Nothing that is put into a header becomes a header, a part or a body of its own. What arrives is read back by mailparser.</summary>
public sealed class HeaderInjectionTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly string[] Breaks =
    [
        "\r\n", "\n", "\r", "\r\n\r\n", "\n\n", "\u2028", "\u2029", "\u0085", "\u000B", "\u000C", "\u0000", "\r\n ", "\r\n\t", "%0d%0a", "\\r\\n", "=0D=0A", "&#13;&#10;", "\uFF0D\uFF0A", "嘊嘍", "?= =?utf-8?Q?=0D=0A",
    ];

    private static readonly string[] Injected =
    [
        "Bcc: victim@evil.example", "X-Injected: yes", "Subject: another", "Content-Type: text/html", "--boundary\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>", "=?utf-8?B?DQpCY2M6IGFAZXZpbC5leGFtcGxl?=", "\"<victim@evil.example>,", "To: victim@evil.example",
    ];

    private static readonly (string Name, Func<string, Result<(MailContent Content, MailRecipient Reader)>> Put)[] Places =
    [
        ("subject", text => (ComposerFixture.Content with { Subject = text }, ComposerFixture.Reader)),
        ("sender's name", text => Named(text).Succeeded(out var mailbox, out var error) ? (ComposerFixture.Content with { From = mailbox }, ComposerFixture.Reader) : error),
        ("reader's name", text => Named(text).Succeeded(out var mailbox, out var error) ? (ComposerFixture.Content, new MailRecipient(mailbox, "issue-7.recipient-1")) : error),
        ("list's id", text => (ComposerFixture.Content with { Headers = [new MailHeader("List-Id", text)] }, ComposerFixture.Reader)),
        ("link to unsubscribe", text => (ComposerFixture.Content with { Headers = [new MailHeader("List-Unsubscribe", $"<https://portsafe.example/{text}>")] }, ComposerFixture.Reader)),
        ("header's name", text => (ComposerFixture.Content with { Headers = [new MailHeader(text, "yes")] }, ComposerFixture.Reader)),
        ("message's key", text => (ComposerFixture.Content, ComposerFixture.Reader with { MessageKey = text })),
        ("picture's description", text => (ComposerFixture.Content with
        {
            Html = "<html lang=\"en\"><body><img src=\"cid:c\" alt=\"\"></body></html>",
            InlineImages = [new InlineImage("c", ComposerFixture.Pixel, text)],
        }, ComposerFixture.Reader)),
    ];

    private static readonly HashSet<string> Expected =
    [
        "message-id", "to", "from", "subject", "date", "mime-version", "content-type", "content-transfer-encoding", "reply-to", "list-id", "list-unsubscribe",
    ];

    [Fact]
    public async Task No_header_can_be_put_in_by_any_text()
    {
        var (tried, read) = (0, 0);
        foreach (var (name, put) in Places)
        {
            foreach (var text in Breaks.SelectMany(line => Injected.Select(header => $"Hello{line}{header}")))
            {
                tried++;
                if (!put(text).Succeeded(out var mail, out _) || await ComposeAsync(mail.Content, mail.Reader) is not { } message)
                    continue;
                read++;
                AssertHarmless(await fixture.Parser.ReadAsync(message), $"{name}: {text}");
            }
        }
        Assert.InRange(tried, 1_000, int.MaxValue);
        Assert.InRange(read, 100, tried);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\u2028")]
    [InlineData("\u0085")]
    [InlineData("\u0000")]
    public async Task A_line_break_is_refused_in_every_place(string line)
    {
        foreach (var (name, put) in Places)
        {
            var isRefused = !put($"Hello{line}Bcc: victim@evil.example").Succeeded(out var mail, out _) || await ComposeAsync(mail.Content, mail.Reader) is null;
            Assert.True(isRefused, name);
        }
    }

    private async Task<byte[]?> ComposeAsync(MailContent content, MailRecipient reader) =>
        (await fixture.Composer.ComposeAsync(content, default)).Value?.Personalise(reader).Value.ToArray() is { Length: > 0 } message ? message : null;

    private static Result<Mailbox> Named(string name) => Mailbox.Create(name, EmailAddress.Parse("news@jmsc.example"));

    private static void AssertHarmless(JsonElement mail, string source)
    {
        var headers = mail.GetProperty("headers").EnumerateArray().Select(header => header.GetProperty("key").GetString()!).ToList();
        Assert.True(headers.TrueForAll(Expected.Contains) && headers.Distinct().Count() == headers.Count, $"{string.Join(", ", headers)} came from {source}");
        Assert.Single(mail.GetProperty("from").EnumerateArray());
        Assert.Single(mail.GetProperty("to").EnumerateArray());
        Assert.EndsWith("@jmsc.example", mail.GetProperty("from")[0].GetProperty("address").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("victim", mail.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\n", mail.GetProperty("subject").GetString(), StringComparison.Ordinal);
    }
}
