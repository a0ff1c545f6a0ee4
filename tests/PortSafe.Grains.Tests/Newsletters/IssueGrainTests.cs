using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters;

public sealed class IssueGrainTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly Actor Job = Actor.Job("draft-newsletter");
    private static readonly Actor OtherEditor = Actor.Person(new Guid(99, 0, 0, new byte[8]), Role.Editor);

    [Theory, BothDatabases]
    public async Task An_issue_is_drafted_from_a_frozen_release_alone(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(kind, fixture);
        var error = (await desk.Grain().CompileAsync(TestActors.Editor, default)).Error!;
        Assert.Equal(("release-not-frozen", ErrorKind.Conflict), (error.Code, error.Kind));
        Assert.Equal(0, await desk.Database.CountAsync("issues"));

        await ReleaseBuilder.Whole(NewsletterDesk.Quarter).FreezeAsync(desk.Database);
        await desk.JoinAsync(("GBSEH", "Seaham"));
        var issue = Value(await desk.Grain().CompileAsync(TestActors.Editor, default));
        Assert.Equal((1, "draft", TestActors.Editor.Id), (issue.Revision, issue.State, issue.SavedBy));
        Assert.Contains("Welcome to **Seaham**, which joined", issue.Body, StringComparison.Ordinal);
        Assert.Null((await desk.Compiler.CompileAsync(NewsletterDesk.Quarter, issue.Subject, issue.Body, default)).Error);
    }

    [Theory, BothDatabases]
    public async Task The_job_drafts_once_and_a_person_takes_the_draft_on_once(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        var drafted = Value(await desk.Grain().CompileAsync(Job, default));
        Assert.Equal(1, Value(await desk.Grain().CompileAsync(Job, default)).Revision);

        var taken = Value(await desk.Grain().CompileAsync(TestActors.Editor, default));
        Assert.Equal((2, TestActors.Editor.Id, drafted.Body), (taken.Revision, taken.SavedBy, taken.Body));
        foreach (var actor in new[] { TestActors.Editor, OtherEditor, TestActors.Admin, Job })
            Assert.Equal(2, Value(await desk.Grain().CompileAsync(actor, default)).Revision);
    }

    [Theory, BothDatabases]
    public async Task Many_who_compile_at_once_make_one_issue(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        var views = await Task.WhenAll(new[] { Job, TestActors.Editor, OtherEditor, TestActors.Admin }.Select(actor => Task.Run(() => desk.Grain().CompileAsync(actor, default))));
        Assert.Single(views.Select(view => Value(view).Id).Distinct());
        Assert.Equal(1, await desk.Database.CountAsync("issues"));
        Assert.InRange(await desk.Database.CountAsync("issue_revisions"), 1, 2);
    }

    [Theory, BothDatabases]
    public async Task Of_two_who_edit_the_same_revision_one_is_told(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.CompileAsync();
        var saves = await Task.WhenAll(new[] { TestActors.Editor, OtherEditor }.Select(actor => Task.Run(() => desk.Grain().SaveAsync("Subject", $"By {actor.Id[^4..]}", 1, actor, default))));
        Assert.Single(saves, save => save.Error is null);
        Assert.Single(saves, save => save.Error?.Code == "issue-changed");
        Assert.Equal(2, Value(await desk.Grain().GetAsync(TestActors.Editor, default)).Revision);
    }

    [Fact]
    public async Task A_text_with_an_unknown_token_is_not_saved()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        Assert.Equal("issue-not-found", (await desk.Grain().SaveAsync("Subject", "Text", 1, TestActors.Editor, default)).Error?.Code);
        await desk.CompileAsync();
        Assert.Contains("Line 2, column 5", (await desk.Grain().SaveAsync("Subject", "one\ntwo {{stat:nonsense}}", 1, TestActors.Editor, default)).Error!.Message, StringComparison.Ordinal);
        Assert.Equal(1, await desk.Database.CountAsync("issue_revisions"));
    }

    [Theory, BothDatabases]
    public async Task It_takes_a_second_person_who_wrote_nothing_to_send(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(2);
        Assert.Equal("issue-not-found", await SendCodeAsync(desk, 1, TestActors.Approver));
        Value(await desk.Grain().CompileAsync(Job, default));
        Assert.Equal("person-needed", await SendCodeAsync(desk, 1, TestActors.Approver));

        Value(await desk.Grain().CompileAsync(TestActors.Admin, default));
        Value(await desk.Grain().SaveAsync("Subject", "Text", 2, TestActors.Editor, default));
        Assert.Equal("second-person-needed", await SendCodeAsync(desk, 3, TestActors.Admin));
        Assert.Equal("not-allowed", await SendCodeAsync(desk, 3, TestActors.Editor));
        Assert.Equal("not-allowed", await SendCodeAsync(desk, 3, Job));
        Assert.Equal("issue-changed", await SendCodeAsync(desk, 2, TestActors.Approver));
        Assert.Equal(0, await desk.Database.CountAsync("deliveries"));

        Assert.Equal(2, Value(await desk.Grain().SendAsync(3, TestActors.SecondAdmin, default)).Accepted);
        Assert.Equal("sent", Value(await desk.Grain().GetAsync(TestActors.Analyst, default)).State);
        Assert.Equal("issue-approved", (await desk.Grain().SaveAsync("Subject", "Text", 3, TestActors.Editor, default)).Error?.Code);
        Assert.Equal("issue-changed", await SendCodeAsync(desk, 2, TestActors.SecondAdmin));
    }

    [Fact]
    public async Task An_issue_that_nobody_would_receive_is_not_sent()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        await desk.CompileAsync();
        Assert.Equal("no-subscribers", await SendCodeAsync(desk, 1, TestActors.Approver));
        Assert.Equal("draft", Value(await desk.Grain().GetAsync(TestActors.Approver, default)).State);
    }

    [Fact]
    public async Task Drafts_are_for_those_who_write_or_approve_them()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        Assert.Equal("issue-not-found", (await desk.Grain().GetAsync(TestActors.Approver, default)).Error?.Code);
        await desk.CompileAsync();
        foreach (var actor in new[] { TestActors.Analyst, TestActors.JmscAnalyst, TestActors.ManagerOf(Locode.Parse("GBFXT")) })
        {
            Assert.Equal(ErrorKind.Forbidden, (await desk.Grain().GetAsync(actor, default)).Error?.Kind);
            Assert.Equal(ErrorKind.Forbidden, (await desk.Grain().CompileAsync(actor, default)).Error?.Kind);
            Assert.Equal(ErrorKind.Forbidden, (await desk.Grain().SaveAsync("Subject", "Text", 1, actor, default)).Error?.Kind);
            Assert.Equal(ErrorKind.Forbidden, (await desk.Grain().SendAsync(1, actor, default)).Error?.Kind);
        }
        Assert.Equal(ErrorKind.Forbidden, (await desk.Grain().CompileAsync(TestActors.Approver, default)).Error?.Kind);
    }

    [Theory, BothDatabases]
    public async Task The_archive_holds_what_was_approved(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        var archive = new IssueArchive(desk.Database.Contexts, desk.Compiler);
        await desk.SubscribeAsync(1);
        await desk.CompileAsync();
        Assert.Empty(await archive.ListAsync(default));
        Assert.Null(await archive.FindAsync(NewsletterDesk.Quarter, default));

        await desk.SendAsync();
        var listed = Assert.Single(await archive.ListAsync(default));
        Assert.Equal((NewsletterDesk.Quarter, "PortSafe, July to September 2026: two in three staff know the line"), (listed.Quarter, listed.Subject));
        var issue = (await archive.FindAsync(NewsletterDesk.Quarter, default))!;
        Assert.Contains("<h1 class=\"govuk-heading-xl\">Two in three staff know the line</h1>", issue.Web((id, quarter, _) => $"/{id}/{quarter}"), StringComparison.Ordinal);
    }

    private static async Task<string?> SendCodeAsync(NewsletterDesk desk, int revision, Actor by) => (await desk.Grain().SendAsync(revision, by, default)).Error?.Code;

    private static T Value<T>(Result<T> result)
    {
        Assert.Null(result.Error);
        return result.Value!;
    }
}
