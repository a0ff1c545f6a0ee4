using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Tests.Newsletters;

/// <summary>Sends an issue, so it has a site of its own.</summary>
public sealed class NewsletterPagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Draft = "/newsletters/2026Q2/edit";
    private const string Review = "/newsletters/2026Q2/review";
    private const string Send = "/newsletters/2026Q2/send";

    [Fact]
    public async Task An_issue_is_drafted_edited_approved_by_another_and_then_there_for_everyone()
    {
        await site.Services.GetRequiredService<SubscriberList>().AddAsync("reader@port.example", SubscriptionBasis.Consent, "test", default);
        using var stranger = site.CreateClient();
        using var editor = await site.SignInAsync(SampleSite.Editor);
        using var approver = await site.SignInAsync(SampleSite.Approver);

        await PressDraftAsync(editor, "Compile");
        await PressDraftAsync(editor, "Save", new("revision", await RevisionAsync(editor)), new("subject", "The second quarter"), new("body", "# What we heard\r\n\r\n{{chart:staff-reached}}\r\n"));
        using (var early = await stranger.GetAsync(new Uri("/newsletters/2026Q2", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        await PressAsync(editor, Review, "Submit", new KeyValuePair<string, string>("revision", await RevisionAsync(editor)));
        await PressAsync(approver, Review, "Approve", new("revision", "2"), new("confirmed", "true"));
        await PressAsync(approver, Send, "Start");

        Assert.Contains("The second quarter", (await stranger.ReadAsync("/newsletters")).Text("main"), StringComparison.Ordinal);
        var issue = await stranger.ReadAsync("/newsletters/2026Q2");
        Assert.Equal("What we heard", issue.Text("h1"));
        using var picture = await stranger.GetAsync(new Uri(issue.QuerySelector("img")!.GetAttribute("src")!, UriKind.Relative));
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_text_that_cannot_be_shown_says_where_and_is_not_lost()
    {
        using var editor = await site.SignInAsync(SampleSite.Editor);
        const string Page = "/newsletters/2025Q2/edit";
        var issue = (await site.Grains.Get<IIssueGrain>("2025Q2").CompileAsync(await site.ActorAsync(SampleSite.Editor), default)).Value!;

        using var answer = await editor.PostFormAsync(
            Page, [new("revision", $"{issue.Revision}"), new("subject", "A subject"), new("body", "Fine.\r\n\r\n{{stat:weather}}")], $"{Page}?handler=Preview");

        var page = await answer.ParseAsync();
        Assert.Equal("Line 3", page.Text(".ps-checks__item--blocking a[data-line='3']"));
        Assert.Contains("{{stat:weather}}", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_a_quarter_that_no_issue_has_told_of_is_not_public()
    {
        using var stranger = site.CreateClient();
        using var answer = await stranger.GetAsync(new Uri("/api/v1/newsletters/charts/staff-reached.svg?quarter=2026Q3", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task PressDraftAsync(HttpClient client, string handler, params KeyValuePair<string, string>[] fields) => PressAsync(client, Draft, handler, fields);

    private static async Task PressAsync(HttpClient client, string page, string handler, params KeyValuePair<string, string>[] fields)
    {
        using var answer = await client.PostFormAsync(page, fields, $"{page}?handler={handler}");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, string.Join("; ", (await answer.ParseAsync()).Problems()));
    }

    private static async Task<string> RevisionAsync(HttpClient client) =>
        (await client.ReadAsync(Draft)).QuerySelector("input[name=revision]")!.GetAttribute("value")!;
}
