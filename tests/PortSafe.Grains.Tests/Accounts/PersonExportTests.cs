using System.Text;
using System.Text.Json;
using PortSafe.Data.Analytics;
using PortSafe.Data.Newsletters;
using PortSafe.Data.Ports;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Subscribers;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class PersonExportTests
{
    [Theory, BothDatabases]
    public async Task It_holds_everything_about_the_person_and_no_secret(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (boss, person) = await FillAsync(desk);

        var text = await ExportAsync(desk, person.PersonId!.Value, boss);

        using var document = JsonDocument.Parse(text);
        Assert.Equal("Sam Lead", document.RootElement.GetProperty("person").GetProperty("name").GetString());
        foreach (var fact in new[]
        {
            "sam.lead@people.example", "port-manager", "\"GBFXT\"", "Sam Lead’s key", "\"passkey\"", "192.0.2.9", "Browser 9", "invitation", "person-added", "words about a port",
            "\"consent\"", "A notice to Sam", "person-exported", "How my staff do",
            "A draft’s words", "Words not saved", "A remark in review", "Counted by hand",
        })
            Assert.Contains(fact, text, StringComparison.Ordinal);
        var row = await desk.PersonAsync(person.PersonId!.Value);
        foreach (var secret in new[] { "secret", row.SecurityStamp!, row.ConcurrencyStamp!, "hashed-password", "The body" })
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        var token = (await desk.Database.RowsAsync("subscribers"))[0].Split("token: ")[1][..43];
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_person_exports_themselves_and_an_administrator_anyone()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (boss, person) = await FillAsync(desk);

        Assert.Contains("Sam Lead", await ExportAsync(desk, person.PersonId!.Value, person), StringComparison.Ordinal);
        Assert.Equal("not-allowed", (await desk.UseAsync((PersonExports exports) => exports.OpenAsync(boss.PersonId!.Value, person, default))).Error?.Code);
        Assert.Equal("person-not-found", (await desk.UseAsync((PersonExports exports) => exports.OpenAsync(Guid.CreateVersion7(), boss, default))).Error?.Code);
    }

    private static async Task<string> ExportAsync(AccountDesk desk, Guid person, Actor by)
    {
        using var output = new MemoryStream();
        await desk.UseAsync(async (PersonExports exports) =>
        {
            await (await exports.OpenAsync(person, by, default)).Value!.WriteAsync(output, default);
            return true;
        });
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task<(Actor Boss, Actor Person)> FillAsync(AccountDesk desk)
    {
        await desk.AddPortAsync("GBFXT");
        var (boss, person) = (await desk.AddAdministratorAsync(), await desk.AddActiveAsync(Role.PortManager, "Sam Lead", Locode.Parse("GBFXT")));
        var id = person.PersonId!.Value;
        await desk.AddSessionAsync(id, "192.0.2.9", "Browser 9");
        await desk.UseAsync((SubscriberList list) => list.AddAsync("sam.lead@people.example", SubscriptionBasis.Consent, "test", default));
        await using var db = desk.Database.CreateContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Users.Single(row => row.Id == id).PasswordHash = "hashed-password";
        db.AccountLinks.Add(new() { Hash = "secret-link-hash", PersonId = id, Purpose = "invitation", ExpiresAt = desk.Clock.GetUtcNow() });
        db.Texts.Add(new TextRow { Id = Guid.CreateVersion7(), By = person.Id, Text = "words about a port", WrittenAt = desk.Clock.GetUtcNow() });
        db.SavedViews.Add(new SavedViewRow { Id = Guid.CreateVersion7(), PersonId = id, Name = "How my staff do", Query = "measure=line-known", Position = 0, SavedAt = desk.Clock.GetUtcNow() });
        var issue = Guid.CreateVersion7();
        db.Issues.Add(new IssueRow { Id = issue, Key = IssueKey.Parse("2026Q3"), Topic = Topic.Quarterly.Code, State = IssueState.Draft, CreatedAt = desk.Clock.GetUtcNow() });
        db.IssueRevisions.Add(new IssueRevisionRow { IssueId = issue, Number = 1, Subject = "S", Body = "A draft’s words", SavedAt = desk.Clock.GetUtcNow(), SavedBy = person.Id });
        db.IssueWorkings.Add(new IssueWorkingRow { IssueId = issue, PersonId = id, BasedOn = 1, Body = "Words not saved", SeenAt = desk.Clock.GetUtcNow() });
        db.IssueComments.Add(new IssueCommentRow { IssueId = issue, Number = 1, Revision = 1, Text = "A remark in review", By = person.Id, At = desk.Clock.GetUtcNow() });
        db.IssueReasons.Add(new IssueReasonRow { IssueId = issue, Key = "1", Reason = "Counted by hand", By = person.Id, At = desk.Clock.GetUtcNow() });
        db.UserTokens.Add(new() { UserId = id, LoginProvider = "x", Name = "x", Value = "secret token" });
        await db.SaveChangesAsync();
        await desk.Get<Outbox>().EnqueueAsync(db, "notice:1", "sam.lead@people.example", "A notice to Sam", "The body", default);
        await transaction.CommitAsync();
        return (boss, person);
    }
}
