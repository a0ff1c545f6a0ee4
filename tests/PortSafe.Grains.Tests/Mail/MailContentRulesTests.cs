using PortSafe.Domain;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Tests.Mail;

public sealed class MailContentRulesTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly string[] Breaks = ["\r\n", "\n", "\r", "\0", "\u0085", "\u2028", "\u2029", "\u000b", "\u000c", "\u001b", "\u007f"];
    private static readonly string[] Payloads = ["Bcc: all@port.example", "\r\n<html>", "To: x@port.example", ".", " folded", "", "\r\n.\r\nMAIL FROM:<x@port.example>", "Content-Type: text/html", "=?utf-8?Q?=0D=0ABcc:_x@port.example?=\n"];

    public static TheoryData<string> Injections => new(Breaks.SelectMany(_ => Payloads, (stop, payload) => $"Fine{stop}{payload}."));

    [Theory]
    [MemberData(nameof(Injections))]
    public async Task A_line_that_could_become_two_headers_is_refused_wherever_it_stands(string line)
    {
        Assert.Equal("mail-line-break", (await RefusalAsync(ComposerFixture.Content with { Subject = line })).Code);
        Assert.Equal("mail-line-break", (await RefusalAsync(ComposerFixture.Content with { Headers = [new("X-Note", line)] })).Code);
        Assert.Equal("mail-header-name", (await RefusalAsync(ComposerFixture.Content with { Headers = [new(line, "value")] })).Code);
        Assert.Equal("mail-message-id", (await RefusalAsync(ComposerFixture.Content with { MessageIdDomain = line })).Code);
        Assert.Equal("mail-line-break", (await RefusalAsync(Picture(ComposerFixture.Pixel) with { InlineImages = [new("c", ComposerFixture.Pixel, line)] })).Code);
        Assert.Equal("mail-image-name", (await RefusalAsync(ComposerFixture.Content with { InlineImages = [new(line, ComposerFixture.Pixel, "A chart")] })).Code);
        Assert.Equal("mail-name-character", Mailbox.Create(line, EmailAddress.Parse("sam@port.example")).Error!.Code);

        var composed = await fixture.ComposeAsync(ComposerFixture.Content);
        Assert.Equal("mail-message-id", composed.Personalise(ComposerFixture.Reader with { MessageKey = line }).Error!.Code);
    }

    [Theory]
    [InlineData("Bcc")]
    [InlineData("to")]
    [InlineData("Content-Type")]
    [InlineData("Message-Id")]
    [InlineData("X-Note:")]
    [InlineData("X Note")]
    [InlineData("")]
    public async Task A_header_that_the_composer_writes_or_that_is_no_name_is_refused(string name) =>
        Assert.Equal("mail-header-name", (await RefusalAsync(ComposerFixture.Content with { Headers = [new(name, "value")] })).Code);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("naïve")]
    public async Task A_header_value_is_printable_ASCII(string value) =>
        Assert.Equal("mail-header-value", (await RefusalAsync(ComposerFixture.Content with { Headers = [new("X-Note", value)] })).Code);

    [Fact]
    public async Task A_picture_must_be_a_PNG_that_the_HTML_shows()
    {
        Assert.Equal("mail-image-type", (await RefusalAsync(Picture("<svg onload=alert(1)>"u8.ToArray()))).Code);
        Assert.Equal("mail-image-reference", (await RefusalAsync(Picture(ComposerFixture.Pixel) with { InlineImages = [] })).Code);
        Assert.Equal("mail-image-reference", (await RefusalAsync(Picture(ComposerFixture.Pixel) with { Html = "<p>No picture</p>" })).Code);
        Assert.Equal("mail-image-reference", (await RefusalAsync(Picture(ComposerFixture.Pixel) with { InlineImages = [new("c", ComposerFixture.Pixel, "A"), new("c", ComposerFixture.Pixel, "B")] })).Code);
    }

    [Fact]
    public async Task Everything_has_an_upper_bound()
    {
        Assert.Equal("mail-line-length", (await RefusalAsync(ComposerFixture.Content with { Subject = new string('x', 201) })).Code);
        Assert.Equal("mail-length", (await RefusalAsync(ComposerFixture.Content with { Text = new string('x', 4 * 1024 * 1024 + 1) })).Code);
        Assert.Equal("mail-header-value", (await RefusalAsync(ComposerFixture.Content with { Headers = [new("X-Note", new string('x', 901))] })).Code);
        Assert.Equal("mail-images", (await RefusalAsync(ComposerFixture.Content with { InlineImages = [new("c", new byte[6 * 1024 * 1024 + 1], "A chart")] })).Code);
        Assert.Equal("mail-name-long", Mailbox.Create(new string('x', 101), EmailAddress.Parse("sam@port.example")).Error!.Code);
    }

    [Fact]
    public async Task A_control_character_in_a_body_is_refused()
    {
        Assert.Equal("mail-control-character", (await RefusalAsync(ComposerFixture.Content with { Text = "a\0b" })).Code);
        Assert.Equal("mail-control-character", (await RefusalAsync(ComposerFixture.Content with { Html = "<p>\u001b[31m</p>" })).Code);
    }

    [Fact]
    public void A_name_that_its_reader_would_decode_is_refused() =>
        Assert.Equal("mail-name-character", Mailbox.Create("=?utf-8?Q?Someone_else?=", EmailAddress.Parse("sam@port.example")).Error!.Code);

    private static MailContent Picture(byte[] octets) => ComposerFixture.Content with { Html = "<img alt=\"\" src=\"cid:c\">", InlineImages = [new("c", octets, "A chart")] };

    private async Task<Error> RefusalAsync(MailContent content)
    {
        var composed = await fixture.Composer.ComposeAsync(content, default);
        Assert.Null(composed.Value);
        return composed.Error!;
    }
}
