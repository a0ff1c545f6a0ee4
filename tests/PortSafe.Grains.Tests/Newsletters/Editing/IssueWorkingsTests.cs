using PortSafe.Data.Accounts;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Editing;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters.Editing;

public sealed class IssueWorkingsTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly Actor Other = Actor.Person(new Guid(99, 0, 0, new byte[8]), Role.Editor);

    [Theory, BothDatabases]
    public async Task What_is_not_saved_is_there_again_for_whoever_wrote_it_and_for_nobody_else(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var workings = new IssueWorkings(desk.Database.Contexts, desk.Clock);
        Assert.Null((await workings.KeepAsync(NewsletterDesk.Key, new WorkingText(1, "Mine", "First"), TestActors.Editor, default)).Error);
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null((await workings.KeepAsync(NewsletterDesk.Key, new WorkingText(1, "Mine", "Second"), TestActors.Editor, default)).Error);

        Assert.Equal(new WorkingCopy(new WorkingText(1, "Mine", "Second"), desk.Clock.GetUtcNow()), await workings.FindAsync(NewsletterDesk.Key, TestActors.Editor, default));
        Assert.Null(await workings.FindAsync(NewsletterDesk.Key, Other, default));
        await workings.DropAsync(NewsletterDesk.Key, TestActors.Editor, default);
        Assert.Null(await workings.FindAsync(NewsletterDesk.Key, TestActors.Editor, default));
    }

    [Theory, BothDatabases]
    public async Task A_text_that_says_what_was_saved_is_nothing_to_go_on_with(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var workings = new IssueWorkings(desk.Database.Contexts, desk.Clock);
        var saved = (await desk.Grain().SaveAsync("Mine", "Text", 1, TestActors.Editor, default)).Value!;
        Assert.Null((await workings.KeepAsync(NewsletterDesk.Key, new WorkingText(1, saved.Subject, saved.Body), TestActors.Editor, default)).Error);

        Assert.Null(await workings.FindAsync(NewsletterDesk.Key, TestActors.Editor, default));
    }

    [Theory, BothDatabases]
    public async Task Whoever_has_the_issue_open_is_told_of_the_others_until_they_are_gone(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var workings = new IssueWorkings(desk.Database.Contexts, desk.Clock);
        Assert.Null(await workings.SeeAsync(NewsletterDesk.Key, 1, TestActors.Editor, default));
        Assert.Null((await workings.KeepAsync(NewsletterDesk.Key, new WorkingText(1, "", "Hers"), Other, default)).Error);

        var other = Assert.Single(await workings.OthersAsync(NewsletterDesk.Key, TestActors.Editor, default));
        Assert.Equal((Other.Id, desk.Clock.GetUtcNow(), true), (other.By, other.SeenAt, other.HasText));
        Assert.False(Assert.Single(await workings.OthersAsync(NewsletterDesk.Key, Other, default)).HasText);

        // To be heard of takes nothing from what was kept.
        Assert.Null(await workings.SeeAsync(NewsletterDesk.Key, 7, Other, default));
        Assert.Equal(1, (await workings.FindAsync(NewsletterDesk.Key, Other, default))!.Text.BasedOn);
        desk.Clock.Advance(IssueWorkings.Presence);
        Assert.Empty(await workings.OthersAsync(NewsletterDesk.Key, TestActors.Editor, default));
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_kept_of_an_issue_that_is_no_draft_nor_by_whoever_does_not_write(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var workings = new IssueWorkings(desk.Database.Contexts, desk.Clock);
        var text = new WorkingText(1, "Mine", "Text");
        Assert.Equal("not-allowed", (await workings.KeepAsync(NewsletterDesk.Key, text, TestActors.Approver, default)).Error?.Code);
        Assert.Equal("issue-too-long", (await workings.KeepAsync(NewsletterDesk.Key, text with { Body = new string('x', 100_001) }, TestActors.Editor, default)).Error?.Code);
        Assert.Null((await desk.Grain().SubmitAsync(1, TestActors.Editor, default)).Error);
        Assert.Equal("issue-state", (await workings.KeepAsync(NewsletterDesk.Key, text, TestActors.Editor, default)).Error?.Code);
        Assert.Equal(0, await desk.Database.CountAsync("issue_workings"));
    }

    [Theory, BothDatabases]
    public async Task Whoever_keeps_at_the_same_moment_from_two_pages_has_one_copy(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var workings = new IssueWorkings(desk.Database.Contexts, desk.Clock);
        var kept = await Task.WhenAll(Enumerable.Range(1, 4).Select(page => Task.Run(() => workings.KeepAsync(NewsletterDesk.Key, new WorkingText(1, "Mine", $"Page {page}"), TestActors.Editor, default))));
        Assert.Contains(kept, one => one.Error is null);
        Assert.All(kept.Where(one => one.Error is not null), one => Assert.Equal("working-changed", one.Error!.Code));
        Assert.Equal(1, await desk.Database.CountAsync("issue_workings"));
    }

    private async Task<NewsletterDesk> OpenAsync(DatabaseKind kind)
    {
        var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.CompileAsync();
        await using var db = desk.Database.CreateContext();
        db.Users.AddRange(new[] { TestActors.Editor, Other, TestActors.Approver }.Select((actor, index) => new Person { Id = actor.PersonId!.Value, Name = $"Writer {index}", Role = actor.Role!.Code }));
        await db.SaveChangesAsync();
        return desk;
    }
}
