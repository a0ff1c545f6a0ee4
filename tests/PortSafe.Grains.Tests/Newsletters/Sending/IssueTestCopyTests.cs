using System.Text;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters.Sending;

public sealed class IssueTestCopyTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Theory, BothDatabases]
    public async Task A_test_copy_goes_to_whoever_asks_and_to_nobody_else_ten_times_an_hour(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.SubscribeAsync(3);
        List<string> sent = [];
        desk.Transport.BeforeBody = message =>
        {
            sent.Add($"{message.Envelope.Recipient} {Encoding.ASCII.GetString(message.Bytes.Span)}");
            return null;
        };
        var copies = Copies(desk);

        var copy = (await copies.SendAsync(NewsletterDesk.Key, TestActors.Editor, default)).Value!;
        Assert.Equal((1, "d.editor@jmsc.example", true, "250"), (copy.Revision, copy.To, copy.IsAccepted, copy.Answer));
        var message = Assert.Single(sent);
        Assert.StartsWith("d.editor@jmsc.example ", message, StringComparison.Ordinal);
        Assert.Contains("Subject: [Test] ", message, StringComparison.Ordinal);
        Assert.Equal(0, await desk.Database.CountAsync("deliveries"));

        for (var again = 1; again < IssueTestCopy.MostAnHour; again++)
            Assert.Null((await copies.SendAsync(NewsletterDesk.Key, TestActors.Editor, default)).Error);
        Assert.Equal("too-many-tests", (await copies.SendAsync(NewsletterDesk.Key, TestActors.Editor, default)).Error?.Code);
        Assert.Equal(IssueTestCopy.MostAnHour, sent.Count);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await copies.SendAsync(NewsletterDesk.Key, TestActors.Editor, default)).Error);
    }

    [Fact]
    public async Task What_the_server_answered_is_said()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        desk.Transport.BeforeBody = _ => new SendOutcome.Failed("550 5.1.1", new SmtpReply(550, ["5.1.1 No such mailbox"]));

        var copy = (await Copies(desk).SendAsync(NewsletterDesk.Key, TestActors.Editor, default)).Value!;

        Assert.Equal((false, "550 5.1.1 No such mailbox"), (copy.IsAccepted, copy.Answer));
    }

    [Fact]
    public async Task A_long_subject_is_cut_and_none_is_asked_for()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        Assert.Null((await desk.Grain().SaveAsync(new string('x', 200), "Text", 1, TestActors.Editor, default)).Error);
        Assert.Null((await Copies(desk).SendAsync(NewsletterDesk.Key, TestActors.Editor, default)).Error);
        Assert.Null((await desk.Grain().SaveAsync("", "Text", 2, TestActors.Editor, default)).Error);
        Assert.Equal("issue-subject", (await Copies(desk).SendAsync(NewsletterDesk.Key, TestActors.Editor, default)).Error?.Code);
        Assert.Equal("not-allowed", (await Copies(desk).SendAsync(NewsletterDesk.Key, TestActors.Analyst, default)).Error?.Code);
    }

    private static IssueTestCopy Copies(NewsletterDesk desk) => new(
        new OneGrain(desk.Grain()), desk.Database.Contexts, new AuditLog(new NodeName("test"), desk.Database.Location, desk.Clock), desk.Mail, desk.Transport, desk.Clock);

    private async Task<NewsletterDesk> OpenAsync(DatabaseKind kind)
    {
        var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.CompileAsync();
        await using var db = desk.Database.CreateContext();
        db.Users.Add(new Person { Id = TestActors.Editor.PersonId!.Value, Name = "D. Editor", Role = TestActors.Editor.Role!.Code, Email = "d.editor@jmsc.example" });
        await db.SaveChangesAsync();
        return desk;
    }

    private sealed class OneGrain(IIssueGrain grain) : IGrains
    {
        public TGrain Get<TGrain>(string key)
            where TGrain : class => (TGrain)grain;
    }
}
