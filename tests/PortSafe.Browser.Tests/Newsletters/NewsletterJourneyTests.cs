using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PortSafe.Domain.Newsletters;
using PortSafe.Testing;

namespace PortSafe.Browser.Tests.Newsletters;

/// <summary>A quarter's newsletter on its whole way: drafted by the job, edited, reviewed by another, scheduled, sent, archived and unsubscribed from.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class NewsletterJourneyTests(BrowserSite site)
{
    private const string Issue = "/newsletters/2026Q3";
    private const string Subject = "What changed this summer";
    private const string Reader = "reader@journey.example";

    [Fact]
    public async Task A_newsletter_goes_from_the_jobs_draft_to_the_archive_and_a_reader_leaves_the_list()
    {
        await site.Installation.AnswerAsync("subscriber", "add", Reader);
        await using var editing = await site.OpenAsync("Editor");
        var editor = await editing.NewPageAsync();
        await EditAsync(editor);

        await using var approving = await site.OpenAsync("Approver");
        var approver = await approving.NewPageAsync();
        await ApproveAsync(approver);
        await ScheduleAsync(approver);
        await LetTheTimeComeAsync();

        await Until.TrueAsync(async () => await StateAsync() == IssueState.Sent, "the scheduled issue to be sent");
        await approver.GotoAsync($"{Issue}/send");
        await Assertions.Expect(approver.Locator("[aria-labelledby=certificates]")).ToContainTextAsync("accepted");
        await LeaveAsync();
    }

    private static async Task EditAsync(IPage page)
    {
        await page.GotoAsync("/newsletters");
        await page.Locator("[aria-labelledby=preparing] a").First.ClickAsync();
        await page.WaitForURLAsync($"**{Issue}/edit");
        await page.GetByLabel("Subject", new() { Exact = true }).FillAsync(Subject);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Saved");
        await page.GotoAsync($"{Issue}/review");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = PutForward() }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Somebody else has to approve it");
    }

    private static async Task ApproveAsync(IPage page)
    {
        await page.GotoAsync($"{Issue}/review");
        await page.GetByLabel("Comment", new() { Exact = true }).FillAsync("Reads well.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Approve() }).ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("Confirm that you have read the issue");
        await page.GetByLabel("I have read the issue, and it may be sent").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Approve() }).ClickAsync();
        await page.WaitForURLAsync($"**{Issue}/send");
    }

    private static async Task ScheduleAsync(IPage page)
    {
        var day = TimeProvider.System.GetUtcNow().AddDays(2);
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync($"{day.Day}");
        await page.GetByLabel("Month", new() { Exact = true }).FillAsync($"{day.Month}");
        await page.GetByLabel("Year", new() { Exact = true }).FillAsync($"{day.Year}");
        await page.GetByLabel("Time", new() { Exact = true }).FillAsync("09:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Schedule", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("at 09:30");
    }

    /// <summary>Takes the place of waiting for two days.</summary>
    private async Task LetTheTimeComeAsync()
    {
        await using var db = site.Database.CreateContext();
        var now = TimeProvider.System.GetUtcNow();
        await db.Issues.Where(row => row.State == IssueState.Scheduled).ExecuteUpdateAsync(set => set.SetProperty(row => row.ScheduledFor, now));
    }

    private async Task<string> StateAsync()
    {
        await using var db = site.Database.CreateContext();
        return await db.Issues.Where(row => row.Key == IssueKey.Parse("2026Q3")).Select(row => row.State).SingleAsync();
    }

    /// <summary>Reads the archive as a stranger, and follows the link of the mail to leave the list.</summary>
    private async Task LeaveAsync()
    {
        await using var reading = await site.OpenAsync("");
        var page = await reading.NewPageAsync();
        await page.GotoAsync("/newsletters");
        await page.GetByRole(AriaRole.Link, new() { Name = Subject }).First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();

        var copy = Directory.EnumerateFiles(Path.Combine(site.Database.Directory, "outbox"), "2026Q3-*.eml").Select(File.ReadAllText).Single(text => text.Contains(Reader, StringComparison.Ordinal));
        await page.GotoAsync(Unsubscribe().Match(copy).Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("You are unsubscribed");
        await using var db = site.Database.CreateContext();
        Assert.NotNull((await db.Subscribers.SingleAsync(row => row.Email == Reader)).UnsubscribedAt);
    }

    [GeneratedRegex("^Put revision \\d+ forward for review$", RegexOptions.None, 1000)]
    private static partial Regex PutForward();

    [GeneratedRegex("^Approve revision \\d+$", RegexOptions.None, 1000)]
    private static partial Regex Approve();

    [GeneratedRegex("/unsubscribe/[A-Za-z0-9_-]{43}", RegexOptions.None, 1000)]
    private static partial Regex Unsubscribe();
}
