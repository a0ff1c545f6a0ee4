using System.Text;
using System.Text.Json;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail;
using PortSafe.Testing;

namespace PortSafe.Grains.Tests.Mail;

public sealed class MimeComposerTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Theory]
    [InlineData("Two in three staff now know the line")]
    [InlineData("Été à Dún Laoghaire: “who knows the line?” – 66 %")]
    [InlineData("港口安全：三分之二的員工現在知道這條熱線")]
    [InlineData("ثلثا الموظفين يعرفون الخط الآن")]
    [InlineData("Ⲡⲟⲣⲧ 🚢⚓ — семь портов, επτά λιμάνια, पोर्ट")]
    [InlineData("=?UTF-8?Q?Not_an_encoded_word?=")]
    public async Task A_subject_in_any_script_arrives_whole(string subject)
    {
        Assert.Equal(subject, (await ReadBackAsync(ComposerFixture.Content with { Subject = subject })).GetProperty("subject").GetString());
        var longest = string.Concat(Enumerable.Repeat(subject + " ", 200 / (subject.Length + 1))).TrimEnd();
        Assert.Equal(longest, (await ReadBackAsync(ComposerFixture.Content with { Subject = longest })).GetProperty("subject").GetString());
    }

    [Theory]
    [InlineData("Sam Reader")]
    [InlineData("Reader, Sam (port) <sam@elsewhere.example>")]
    [InlineData("Sam \"Skip\" O'Reader \\ Co; Ltd:")]
    [InlineData("Zoë Ó Súilleabháin")]
    [InlineData("المدير المسؤول عن الأمن في الميناء الكبير جداً والبعيد عن المدينة القديمة وما حولها من القرى")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十")]
    [InlineData("A name in plain letters that is longer than any line of a header should be, so it is folded")]
    public async Task A_name_in_any_script_arrives_whole_and_is_one_address(string name)
    {
        var content = ComposerFixture.Content with { From = Named(name, "portsafe@jmsc.example") };
        var mail = await ReadBackAsync(content, new MailRecipient(Named(name, "sam@port.example"), "key"));
        Assert.Equal([(name, "portsafe@jmsc.example")], Addresses(mail, "from"));
        Assert.Equal([(name, "sam@port.example")], Addresses(mail, "to"));
    }

    [Fact]
    public async Task Both_parts_and_the_pictures_arrive_whole()
    {
        var content = ComposerFixture.Content with
        {
            Html = $"<html lang=\"en-GB\"><p>Überall “quoted” = 3D=3D \t tabs</p><p>{new string('x', 5000)}</p>\n.\n..\nFrom here\n<img src=\"cid:chart-1\" alt=\"\"><img src=\"cid:chart-2\"></html>\n",
            Text = $"Überall = 3D=3D, trailing spaces  \n.\n..\nFrom here\n-- \n{new string('y', 5000)}\n\u05e9\u05dc\u05d5\u05dd\n",
            InlineImages = [new("chart-1", ComposerFixture.Pixel, "Reports rose to 540 or so"), new("chart-2", ComposerFixture.Pixel, "Plain words")],
        };
        var bytes = await fixture.ComposeAsync(content, ComposerFixture.Reader);
        var mail = await fixture.Parser.ReadAsync(bytes);

        Assert.Equal(content.Html, mail.GetProperty("html").GetString());
        Assert.Equal(content.Text, mail.GetProperty("text").GetString());
        Assert.All(ComposerFixture.Lines(bytes), line => Assert.InRange(line.Length, 0, 78));
        Assert.Equal(
            [("<chart-1>", "Reports rose to 540 or so"), ("<chart-2>", "Plain words")],
            mail.GetProperty("images").EnumerateArray().Select(image => (image.GetProperty("cid").GetString() is { } cid ? $"<{cid.Trim('<', '>')}>" : "", image.GetProperty("description").GetString())));
        Assert.All(mail.GetProperty("images").EnumerateArray(), image => Assert.Equal(ComposerFixture.Pixel, image.GetProperty("content").GetBytesFromBase64()));
    }

    [Fact]
    public async Task The_parts_are_nested_as_mail_readers_expect()
    {
        var content = ComposerFixture.Content with { Html = "<img src=\"cid:c\">", InlineImages = [new("c", ComposerFixture.Pixel, "A chart")] };
        var types = ComposerFixture.Lines(await fixture.ComposeAsync(content, ComposerFixture.Reader))
            .Where(line => line.StartsWith("Content-Type: ", StringComparison.Ordinal)).Select(line => line["Content-Type: ".Length..].Split(';')[0]);
        Assert.Equal(["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"], types);
    }

    [Fact]
    public async Task Headers_dates_and_answers_are_as_given()
    {
        var content = ComposerFixture.Content with
        {
            ReplyTo = EmailAddress.Parse("desk@jmsc.example"),
            MessageIdDomain = "mail.jmsc.example",
            Headers = [new("List-Id", "PortSafe newsletter <news.jmsc.example>"), new("Auto-Submitted", "auto-generated"), new("X-Long", new string('u', 900))],
        };
        var mail = await ReadBackAsync(content);
        Assert.Equal("2026-10-09T08:30:00.000Z", mail.GetProperty("date").GetString());
        Assert.Equal("<issue-7.recipient-1@mail.jmsc.example>", mail.GetProperty("messageId").GetString());
        Assert.Equal([("", "desk@jmsc.example")], Addresses(mail, "replyTo"));
        var lines = mail.GetProperty("headers").EnumerateArray().ToLookup(header => header.GetProperty("key").GetString(), header => header.GetProperty("line").GetString()!);
        Assert.Equal(["List-Id: PortSafe newsletter <news.jmsc.example>"], lines["list-id"].Select(line => line.Replace("List-ID", "List-Id", StringComparison.Ordinal)));
        Assert.Equal(["Auto-Submitted: auto-generated"], lines["auto-submitted"]);
        Assert.Equal([$"X-Long: {new string('u', 900)}"], lines["x-long"]);
        Assert.All(lines, group => Assert.Single(group));
    }

    [Fact]
    public async Task The_same_content_gives_the_same_bytes_and_other_content_other_boundaries()
    {
        var first = await fixture.ComposeAsync(ComposerFixture.Content, ComposerFixture.Reader);
        Assert.Equal(first, await fixture.ComposeAsync(ComposerFixture.Content, ComposerFixture.Reader));
        var other = await fixture.ComposeAsync(ComposerFixture.Content with { Text = "Other\n" }, ComposerFixture.Reader);
        Assert.NotEqual(Boundary(first), Boundary(other));
    }

    [Fact]
    public async Task The_whole_message_is_as_it_was_when_last_looked_at()
    {
        var slot = new MailSlot("unsubscribe");
        var content = ComposerFixture.Content with
        {
            Html = $"<html lang=\"en-GB\"><p>Naïve</p><img src=\"cid:c\" alt=\"A chart\"><a href=\"https://portsafe.example/unsubscribe/{slot.Placeholder}\">Unsubscribe</a></html>",
            Text = $"Naïve\n\nUnsubscribe: https://portsafe.example/unsubscribe/{slot.Placeholder}\n",
            InlineImages = [new("c", ComposerFixture.Pixel, "A chart")],
            Headers = [new("List-Unsubscribe", $"<https://portsafe.example/unsubscribe/{slot.Placeholder}>"), new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")],
            Slots = [slot],
        };
        var recipient = ComposerFixture.Reader with { Tokens = [MailSlot.Token(new byte[32])] };
        var message = Encoding.ASCII.GetString(await fixture.ComposeAsync(content, recipient));
        Assert.Equal(GoldenFile.Read("message.eml", message), message);
    }

    private static string Boundary(byte[] message) => ComposerFixture.Lines(message).First(line => line.StartsWith("--", StringComparison.Ordinal));

    private static Mailbox Named(string name, string address) => Mailbox.Create(name, EmailAddress.Parse(address)).Value!;

    private static IEnumerable<(string?, string?)> Addresses(JsonElement mail, string field) =>
        mail.GetProperty(field).EnumerateArray().Select(item => (item.GetProperty("name").GetString(), item.GetProperty("address").GetString()));

    private async Task<JsonElement> ReadBackAsync(MailContent content, MailRecipient? recipient = null) =>
        await fixture.Parser.ReadAsync(await fixture.ComposeAsync(content, recipient ?? ComposerFixture.Reader));
}
