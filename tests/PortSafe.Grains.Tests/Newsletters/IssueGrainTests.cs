using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
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
        Assert.Null((await desk.Compiler.CompileAsync(NewsletterDesk.Key, issue.Subject, issue.Body, default)).Error);
    }

    [Theory, BothDatabases]
    public async Task An_issue_is_drafted_once_whoever_asks_again(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        var drafted = Value(await desk.Grain().CompileAsync(Job, default));
        Assert.Equal(1, Value(await desk.Grain().CompileAsync(Job, default)).Revision);

        foreach (var actor in new[] { TestActors.Editor, OtherEditor, TestActors.Admin, Job })
            Assert.Equal((1, drafted.Body), Value(await desk.Grain().CompileAsync(actor, default)) is var view ? (view.Revision, view.Body) : default);
    }

    [Theory, BothDatabases]
    public async Task Many_who_compile_at_once_make_one_issue(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        var views = await Task.WhenAll(new[] { Job, TestActors.Editor, OtherEditor, TestActors.Admin }.Select(actor => Task.Run(() => desk.Grain().CompileAsync(actor, default))));
        Assert.Single(views.Select(view => Value(view).Id).Distinct());
        Assert.Equal(1, await desk.Database.CountAsync("issues"));
        Assert.Equal(1, await desk.Database.CountAsync("issue_revisions"));
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
    public async Task A_text_with_an_unknown_token_is_kept_and_cannot_be_put_forward()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        Assert.Equal("issue-not-found", (await desk.Grain().SaveAsync("Subject", "Text", 1, TestActors.Editor, default)).Error?.Code);
        await desk.CompileAsync();
        Assert.Equal(2, Value(await desk.Grain().SaveAsync("Subject", "one\ntwo {{stat:nonsense}}", 1, TestActors.Editor, default)).Revision);
        Assert.Contains("Line 2, column 5", (await desk.Grain().SubmitAsync(2, TestActors.Editor, default)).Error!.Message, StringComparison.Ordinal);
        Assert.Equal("draft", Value(await desk.Grain().GetAsync(TestActors.Editor, default)).State);
        Assert.Equal("issue-too-long", (await desk.Grain().SaveAsync("Subject", new string('x', 100_001), 2, TestActors.Editor, default)).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task It_takes_a_second_person_who_wrote_nothing_to_approve(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(2);
        Assert.Equal("issue-not-found", await ApproveCodeAsync(desk, 1, TestActors.Approver));
        Value(await desk.Grain().CompileAsync(Job, default));
        Assert.Equal("issue-state", await ApproveCodeAsync(desk, 1, TestActors.Approver));

        Value(await desk.Grain().SaveAsync("Subject", "# A\n\nText", 1, TestActors.Admin, default));
        Value(await desk.Grain().SaveAsync("Subject", "# A\n\nOther text", 2, TestActors.Editor, default));
        Assert.Equal("issue-changed", (await desk.Grain().SubmitAsync(2, TestActors.Editor, default)).Error?.Code);
        Value(await desk.Grain().SubmitAsync(3, TestActors.Editor, default));
        Assert.Equal("second-person-needed", await ApproveCodeAsync(desk, 3, TestActors.Admin));
        Assert.Equal("not-allowed", await ApproveCodeAsync(desk, 3, TestActors.Editor));
        Assert.Equal("not-allowed", await ApproveCodeAsync(desk, 3, Job));
        Assert.Equal("issue-changed", await ApproveCodeAsync(desk, 2, TestActors.Approver));
        Assert.Equal("issue-state", (await desk.Grain().SaveAsync("Subject", "Text", 3, TestActors.Editor, default)).Error?.Code);
        Assert.Equal(0, await desk.Database.CountAsync("deliveries"));

        Assert.Equal("approved", Value(await desk.Grain().ApproveAsync(3, TestActors.SecondAdmin, default)).State);
        Assert.Equal(2, await desk.Database.CountAsync("deliveries"));
        Assert.Equal(ErrorKind.Forbidden, (await desk.Grain().GetAsync(TestActors.Analyst, default)).Error?.Kind);
        Assert.Equal(2, (await desk.SendAsync()).Accepted);
        Assert.Equal("sent", Value(await desk.Grain().GetAsync(TestActors.Analyst, default)).State);
    }

    [Theory, BothDatabases]
    public async Task Whoever_put_it_forward_may_not_approve_it_though_a_job_wrote_it(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(1);
        Value(await desk.Grain().CompileAsync(Job, default));
        Assert.Equal("not-allowed", (await desk.Grain().SubmitAsync(1, Job, default)).Error?.Code);
        Value(await desk.Grain().SubmitAsync(1, TestActors.Admin, default));
        Assert.Equal("second-person-needed", await ApproveCodeAsync(desk, 1, TestActors.Admin));
        Assert.Equal("approved", Value(await desk.Grain().ApproveAsync(1, TestActors.SecondAdmin, default)).State);
    }

    [Theory, BothDatabases]
    public async Task A_save_and_an_approval_at_the_same_moment_never_both_hold(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(1);
        await desk.CompileAsync();
        Value(await desk.Grain().SubmitAsync(1, TestActors.Editor, default));
        var (returned, approved) = (Task.Run(() => desk.Grain().ReturnAsync("Not yet", TestActors.SecondAdmin, default)), Task.Run(() => desk.Grain().ApproveAsync(1, TestActors.Approver, default)));
        await Task.WhenAll(returned, approved);
        var issue = Value(await desk.Grain().GetAsync(TestActors.Editor, default));
        Assert.Contains((issue.State, issue.Approved is not null, await desk.Database.CountAsync("deliveries")), new[] { ("draft", false, 0), ("approved", true, 1) });
    }

    [Fact]
    public async Task An_issue_that_nobody_would_receive_is_not_approved()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        await desk.CompileAsync();
        Value(await desk.Grain().SubmitAsync(1, TestActors.Editor, default));
        Assert.Equal("no-subscribers", await ApproveCodeAsync(desk, 1, TestActors.Approver));
        Assert.Equal("in-review", Value(await desk.Grain().GetAsync(TestActors.Approver, default)).State);
    }

    [Theory, BothDatabases]
    public async Task An_approved_issue_goes_back_to_draft_without_its_recipients(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(3);
        await ApprovedAsync(desk);
        Assert.Equal("text-length", (await desk.Grain().ReturnAsync(" ", TestActors.Editor, default)).Error?.Code);
        var back = Value(await desk.Grain().ReturnAsync("A name is wrong", TestActors.Editor, default));
        Assert.Equal(("draft", "A name is wrong", null, 0), (back.State, back.Reason, back.Approved, await desk.Database.CountAsync("deliveries")));
        Assert.Equal(2, Value(await desk.Grain().SaveAsync("Subject", "# A\n\nText", 1, TestActors.Editor, default)).Revision);
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_issue_can_be_taken_up_again(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(3);
        await ApprovedAsync(desk);
        Assert.Equal("cancelled", Value(await desk.Grain().CancelAsync("Nothing to say", TestActors.Approver, default)).State);
        Assert.Equal(0, await desk.Database.CountAsync("deliveries"));
        Assert.Equal("issue-state", (await desk.Grain().StartAsync(TestActors.Approver, default)).Error?.Code);
        Assert.Equal("draft", Value(await desk.Grain().ReopenAsync(TestActors.Editor, default)).State);
    }

    [Fact]
    public async Task An_approved_issue_is_given_a_time_and_loses_it_again()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        await desk.SubscribeAsync(1);
        await desk.CompileAsync();
        var tomorrow = desk.Clock.GetUtcNow().AddDays(1);
        Assert.Equal("issue-state", (await desk.Grain().ScheduleAsync(tomorrow, TestActors.Editor, default)).Error?.Code);
        Value(await desk.Grain().SubmitAsync(1, TestActors.Editor, default));
        Value(await desk.Grain().ApproveAsync(1, TestActors.Approver, default));
        foreach (var time in new[] { desk.Clock.GetUtcNow(), desk.Clock.GetUtcNow().AddDays(61) })
            Assert.Equal("schedule-time", (await desk.Grain().ScheduleAsync(time, TestActors.Editor, default)).Error?.Code);
        Assert.Equal(("scheduled", tomorrow), Value(await desk.Grain().ScheduleAsync(tomorrow, TestActors.Editor, default)) is var set ? (set.State, set.ScheduledFor!.Value) : default);
        Assert.Equal(("approved", null), Value(await desk.Grain().ScheduleAsync(null, TestActors.Editor, default)) is var unset ? (unset.State, unset.ScheduledFor) : default);
    }

    [Theory, BothDatabases]
    public async Task Reviewers_comment_by_line_and_comments_are_dealt_with(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.CompileAsync();
        Assert.Equal("issue-state", (await desk.Grain().CommentAsync(1, "Early", TestActors.Approver, default)).Error?.Code);
        Value(await desk.Grain().SubmitAsync(1, TestActors.Editor, default));
        Assert.Equal("comment-line", (await desk.Grain().CommentAsync(9_999, "Where?", TestActors.Approver, default)).Error?.Code);
        Value(await desk.Grain().CommentAsync(2, "Say who", TestActors.Approver, default));
        var review = Value(await desk.Grain().CommentAsync(null, "Good", OtherEditor, default));
        Assert.Equal([(1, 2, "Say who"), (2, null, "Good")], review.Comments.Select(comment => (comment.Number, comment.Line, comment.Text)));
        Assert.Equal(TestActors.Editor.Id, Value(await desk.Grain().ResolveAsync(1, TestActors.Editor, default)).Comments[0].ResolvedBy);
        Assert.Equal("comment-not-found", (await desk.Grain().ResolveAsync(3, TestActors.Editor, default)).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task A_reason_is_given_changed_and_taken_back(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.CompileAsync();
        Assert.Equal("not-allowed", (await desk.Grain().GiveReasonAsync("abc", "Public", TestActors.Approver, default)).Error?.Code);
        Value(await desk.Grain().GiveReasonAsync("abc", "Public", TestActors.Editor, default));
        Assert.Equal(("From the port's own site", OtherEditor.Id), Value(await desk.Grain().GiveReasonAsync("abc", "From the port's own site", OtherEditor, default)).Reasons["abc"] is var reason ? (reason.Text, reason.By) : default);
        Assert.Empty(Value(await desk.Grain().GiveReasonAsync("abc", "", TestActors.Editor, default)).Reasons);
    }

    [Theory, BothDatabases]
    public async Task An_issue_outside_the_quarters_takes_the_same_path_and_quotes_no_figure(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(kind, fixture);
        await desk.SubscribeAsync(2);
        var alert = IssueKey.Parse("alerts-2026-1");
        Assert.Equal("issue-not-quarterly", (await desk.Grain(alert).CompileAsync(TestActors.Editor, default)).Error?.Code);
        Assert.Equal("issue-quarterly", (await desk.Grain().BeginAsync(TestActors.Editor, default)).Error?.Code);
        Value(await desk.Grain(alert).BeginAsync(TestActors.Editor, default));
        Assert.Equal("issue-exists", (await desk.Grain(alert).BeginAsync(TestActors.Editor, default)).Error?.Code);
        Value(await desk.Grain(alert).SaveAsync("Check your gates", "# Gates\n\n{{stat:reports}}", 1, TestActors.Editor, default));
        Assert.Contains("Line 3", (await desk.Grain(alert).SubmitAsync(2, TestActors.Editor, default)).Error!.Message, StringComparison.Ordinal);
        Value(await desk.Grain(alert).SaveAsync("Check your gates", "# Gates\n\nCheck them.", 2, TestActors.Editor, default));
        Value(await desk.Grain(alert).SubmitAsync(3, TestActors.Editor, default));
        Assert.Equal("approved", Value(await desk.Grain(alert).ApproveAsync(3, TestActors.Approver, default)).State);
        var started = Value(await desk.Grain(alert).StartAsync(TestActors.Editor, default));
        Assert.Equal(("sending", $"continue-sends {started.Id}"), (started.State, Assert.Single(desk.Jobs.Started)));
    }

    [Theory, BothDatabases]
    public async Task A_stopped_issue_leaves_out_whoever_has_no_copy(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(5);
        await desk.CompileAsync();
        await desk.BeginAsync();
        Assert.Equal("paused", Value(await desk.Grain().PauseAsync("A wrong name", TestActors.Editor, default)).State);
        Assert.Equal("sending", Value(await desk.Grain().ResumeAsync(TestActors.Editor, default)).State);
        Assert.Equal(("stopped", "A wrong name"), Value(await desk.Grain().StopAsync("A wrong name", TestActors.Approver, default)) is var stopped ? (stopped.State, stopped.Reason) : default);
        Assert.Equal(5, (await desk.StatesAsync())["excluded"]);
        Assert.Equal("issue-state", (await desk.Grain().ResumeAsync(TestActors.Editor, default)).Error?.Code);
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
            Assert.Equal(ErrorKind.Forbidden, (await desk.Grain().ApproveAsync(1, actor, default)).Error?.Kind);
            Assert.Equal(ErrorKind.Forbidden, (await desk.Grain().GetReviewAsync(actor, default)).Error?.Kind);
        }
        Assert.Equal(ErrorKind.Forbidden, (await desk.Grain().CompileAsync(TestActors.Approver, default)).Error?.Kind);
    }

    private static async Task<string?> ApproveCodeAsync(NewsletterDesk desk, int revision, Actor by) => (await desk.Grain().ApproveAsync(revision, by, default)).Error?.Code;

    private static async Task ApprovedAsync(NewsletterDesk desk)
    {
        await desk.CompileAsync();
        Value(await desk.Grain().SubmitAsync(1, TestActors.Editor, default));
        Value(await desk.Grain().ApproveAsync(1, TestActors.Approver, default));
    }

    private static T Value<T>(Result<T> result)
    {
        Assert.Null(result.Error);
        return result.Value!;
    }
}
