using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Subscribers;
using PortSafe.Grains.Subscribers.Bounces;

namespace PortSafe.Grains.Tests.Subscribers.Bounces;

public sealed class BounceReaderTests
{
    private const string Id = "<0199a1b2c3d47e5f8a9b0c1d2e3f4a5b.0199a1b2c3d47e5f8a9b0c1d2e3f4a5c@jmsc.example>";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_delivery_status_notification_gives_the_message_the_recipient_the_code_and_the_time(string lineEnd)
    {
        Assert.Equal(BounceMail.Report, BounceReader.Read(ReportMail.Bounce("sam@port.example", Id).ReplaceLineEndings(lineEnd), out var reports));
        Assert.Equal(new BounceReport(Id, "sam@port.example", BounceKind.Hard, "5.1.1", new DateTimeOffset(2026, 10, 5, 9, 14, 2, TimeSpan.FromHours(1))), Assert.Single(reports));
    }

    [Theory]
    [InlineData("4.2.2", "failed", "soft")]
    [InlineData("5.7.1", "failed", "hard")]
    [InlineData("4.4.1", "delayed", null)]
    [InlineData("2.0.0", "delivered", null)]
    [InlineData("2.0.0", "relayed", null)]
    public void Only_what_failed_is_a_bounce_and_its_code_says_which(string status, string action, string? kind)
    {
        var mail = BounceReader.Read(ReportMail.Bounce("sam@port.example", Id, status, action), out var reports);
        Assert.Equal(kind is null ? BounceMail.OtherReport : BounceMail.Report, mail);
        Assert.Equal(kind, reports.SingleOrDefault()?.Kind.Code);
    }

    [Fact]
    public void A_complaint_gives_the_message_and_not_spam_is_none()
    {
        Assert.Equal(BounceMail.Report, BounceReader.Read(ReportMail.Complaint(Id), out var reports));
        Assert.Equal(new BounceReport(Id, null, BounceKind.Complaint, null, new DateTimeOffset(2026, 10, 6, 10, 0, 0, TimeSpan.Zero)), Assert.Single(reports));
        Assert.Equal(BounceMail.OtherReport, BounceReader.Read(ReportMail.Complaint(Id, "not-spam"), out _));
        BounceReader.Read(ReportMail.Complaint(null, recipient: "sam@port.example"), out var named);
        Assert.Equal("sam@port.example", Assert.Single(named).Recipient);
    }

    [Fact]
    public void A_status_part_in_base64_is_read_too()
    {
        var plain = ReportMail.Bounce("sam@port.example", Id).ReplaceLineEndings("\n");
        var start = plain.IndexOf("Reporting-MTA", StringComparison.Ordinal);
        var end = plain.IndexOf("\n--4C1F9", start, StringComparison.Ordinal);
        var encoded = plain[..start].TrimEnd('\n') + "\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String(Encoding.UTF8.GetBytes(plain[start..end]), Base64FormattingOptions.InsertLineBreaks) + plain[end..];
        BounceReader.Read(encoded, out var reports);
        Assert.Equal("5.1.1", Assert.Single(reports).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Subject: Out of office\n\nI am away.\n")]
    [InlineData("Content-Type: multipart/report\n\nno boundary")]
    [InlineData("Content-Type: multipart/report; boundary=a\n\n--a\n\n--a--")]
    public void Anything_else_is_no_report(string message) => Assert.Equal(BounceMail.NoReport, BounceReader.Read(message, out _));

    [Fact]
    public void Whatever_a_message_has_gone_through_it_is_read_or_left()
    {
        var whole = ReportMail.Bounce("sam@port.example", Id);
        var cuts = from at in Gen.Choose(0, whole.Length) from length in Gen.Choose(0, 200) from put in Gen.Elements("", "\n", "--4C1F9/mx;example\n", ":", "\"", "=", "(((", "\0", "é") select (at, length, put);
        Prop.ForAll(cuts.ToArbitrary(), cut =>
        {
            var end = Math.Min(whole.Length, cut.at + cut.length);
            BounceReader.Read(whole[..cut.at] + cut.put + whole[end..], out var reports);
            return reports.Count <= 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public async Task A_mailbox_gives_each_message_and_a_single_message_is_one()
    {
        var one = ReportMail.Bounce("a@port.example", Id);
        var mailbox = ReportMail.Mailbox(one, "Subject: hello\n\nFrom here on all is well.\n", ReportMail.Complaint(Id));
        var messages = await ReadAsync(mailbox, long.MaxValue);
        Assert.Equal(3, messages.Count);
        Assert.Contains("\nFrom here on", messages[1], StringComparison.Ordinal);
        Assert.Equal([BounceMail.Report, BounceMail.NoReport, BounceMail.Report], messages.Select(message => BounceReader.Read(message!, out _)));
        Assert.Single(await ReadAsync(one, long.MaxValue));
        Assert.Empty(await ReadAsync("", long.MaxValue));
    }

    [Fact]
    public async Task A_mailbox_is_read_up_to_its_limit_and_a_message_to_its_own()
    {
        Assert.Null((await ReadAsync(ReportMail.Mailbox(ReportMail.Bounce("a@port.example", Id)), 500))[^1]);
        var long_ = ReportMail.Bounce("a@port.example", Id).Replace("A newsletter.", new string('x', 2 << 20), StringComparison.Ordinal);
        var messages = await ReadAsync(ReportMail.Mailbox(long_, ReportMail.Complaint(Id)), long.MaxValue);
        Assert.Equal(2, messages.Count);
        Assert.True(messages[0]!.Length <= MailboxFile.MaxMessageBytes);
        BounceReader.Read(messages[0]!, out var reports);
        Assert.Equal(Id, Assert.Single(reports).MessageId);
    }

    private static async Task<List<string?>> ReadAsync(string text, long maxBytes)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var messages = new List<string?>();
        await foreach (var message in MailboxFile.ReadAsync(file, maxBytes, default))
            messages.Add(message);
        return messages;
    }
}
