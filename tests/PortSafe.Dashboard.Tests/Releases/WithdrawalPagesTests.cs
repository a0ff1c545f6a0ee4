using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Tests.Releases;

/// <summary>Withdraws a quarter, so it has a site of its own.</summary>
public sealed class WithdrawalPagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Page = "/releases/2025Q2";
    private const string Reason = "The counts it was compiled from were wrong.";
    private const string Note = "The July file was a test file";

    [Fact]
    public async Task Two_people_withdraw_a_release_and_a_notice_stands_wherever_its_figures_stood()
    {
        await PublishIssueAsync();
        using var first = await site.SignInAsync(SampleSite.Admin);
        using var second = await site.SignInAsync(SampleSite.SecondAdmin);
        using var reader = await site.SignInAsync(SampleSite.PortManager);
        using var anyone = site.CreateClient();

        await AskAsync(first);
        Assert.Contains("Another JMSC administrator must confirm it", (await first.ReadAsync(Page)).Text(".ps-next"), StringComparison.Ordinal);
        Assert.Contains(Note, (await second.ReadAsync(Page)).Text(".ps-next"), StringComparison.Ordinal);
        Assert.DoesNotContain(Note, (await reader.ReadAsync(Page)).Source.Text, StringComparison.Ordinal);
        await second.PressAsync(Page, "Keep");
        Assert.Empty((await first.ReadAsync(Page)).QuerySelectorAll(".ps-next"));

        await AskAsync(first);
        await second.PressAsync(Page, "Withdraw", confirmed: true);

        var notice = await reader.ReadAsync(Page);
        Assert.Contains(Reason, notice.Text(".ps-tombstone"), StringComparison.Ordinal);
        Assert.Empty(notice.QuerySelectorAll("main table"));
        Assert.DoesNotContain(Note, notice.Source.Text, StringComparison.Ordinal);
        Assert.Contains(Note, (await first.ReadAsync(Page)).Text("main"), StringComparison.Ordinal);
        Assert.Contains(Reason, (await anyone.ReadAsync("/newsletters/2025Q2")).Text(".ps-tombstone"), StringComparison.Ordinal);
        Assert.Equal(["Newsletter for April to June 2025, withdrawn"], (await anyone.ReadAsync("/newsletters")).QuerySelectorAll(".ps-issues__title").Select(link => link.TextContent));
        Assert.Contains("Nothing that was published", (await anyone.ReadAsync("/newsletters?q=briefed")).Text("main"), StringComparison.Ordinal);
        foreach (var feed in new[] { "/newsletters/feed.xml", "/newsletters/feed.json" })
        {
            var text = await anyone.GetStringAsync(new Uri(feed, UriKind.Relative));
            Assert.Contains(Reason, text, StringComparison.Ordinal);
            Assert.DoesNotContain("briefed", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("per cent", text, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains(Reason, (await anyone.ReadAsync("/how-we-protect-reporters")).Text("[aria-labelledby=releases]"), StringComparison.Ordinal);
        using var overview = await reader.GetAsync(new Uri("/?quarter=2025Q2", UriKind.Relative));
        Assert.Equal(Page, overview.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Who_asks_says_why_in_words_that_are_chosen_and_in_a_note()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);

        using var answer = await client.PostFormAsync("/releases/2026Q2/withdraw", [new("announcement", "Felixstowe had 3"), new("note", "")]);
        var page = await answer.ParseAsync();

        Assert.Equal(["Say what is wrong, for the person who confirms it.", "Select what everyone will be told."], page.Problems().Order(StringComparer.Ordinal));
        Assert.All(page.QuerySelectorAll(".govuk-error-summary a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
    }

    [Fact]
    public async Task A_release_that_is_not_frozen_cannot_be_withdrawn()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);

        using var answer = await client.GetAsync(new Uri($"/releases/{SampleSite.Compiled}/withdraw", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/releases/{SampleSite.Compiled}", answer.Headers.Location?.OriginalString);
    }

    private static async Task AskAsync(HttpClient client)
    {
        using var asked = await client.PostFormAsync($"{Page}/withdraw", [new("announcement", "source-wrong"), new("note", Note)]);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
    }

    private async Task PublishIssueAsync()
    {
        await site.Services.GetRequiredService<SubscriberList>().AddAsync("reader@port.example", SubscriptionBasis.Consent, "test", default);
        var issue = site.Grains.Get<IIssueGrain>("2025Q2");
        var draft = (await issue.CompileAsync(await site.ActorAsync(SampleSite.Editor), default)).Value!;
        var approver = await site.ActorAsync(SampleSite.Approver);
        Assert.Null((await issue.SubmitAsync(draft.Revision, await site.ActorAsync(SampleSite.Editor), default)).Error);
        Assert.Null((await issue.ApproveAsync(draft.Revision, approver, default)).Error);
        Assert.Null((await issue.StartAsync(approver, default)).Error);
    }
}
