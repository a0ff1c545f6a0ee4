using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Tests.Newsletters;

/// <summary>Writes issues, so it has a site of its own; each test writes one of its own.</summary>
public sealed class EditorTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task Whoever_saves_second_is_refused_and_sees_both_texts()
    {
        var page = await BeginAsync();
        using var first = await site.SignInAsync(SampleSite.Editor);
        using var second = await site.SignInAsync(SampleSite.Admin);
        await RedirectAsync(second, page, "Save", Text(1, "Theirs", "A text of theirs.\r\n"));

        using var answer = await first.PostFormAsync(page, Text(1, "Mine", "A text of mine.\r\n"), $"{page}?handler=Save");

        var shown = await answer.ParseAsync();
        Assert.Contains("saved revision 2 while you were writing", Assert.Single(shown.Problems()), StringComparison.Ordinal);
        Assert.Equal("A text of mine.", shown.QuerySelector<IHtmlTextAreaElement>("#body")!.Value.Trim());
        Assert.Equal("A text of theirs.", shown.QuerySelector<IHtmlTextAreaElement>("#theirs")!.Value.Trim());
        Assert.Equal(("[removed: theirs]", "[added: mine]"), (shown.QuerySelectorAll("del").Last().TextContent, shown.QuerySelectorAll("ins").Last().TextContent));
        Assert.Equal("2", shown.QuerySelector("#editor input[name=revision]")!.GetAttribute("value"));

        // Nothing is lost by walking away: the text is there again, and saving it now is saving it knowingly.
        Assert.Contains("that is not saved", (await first.ReadAsync(page)).Text("#unsaved"), StringComparison.Ordinal);
        await RedirectAsync(first, $"{page}?text=kept", "Save", Text(2, "Mine", "A text of mine.\r\n"), page);
        Assert.Null((await first.ReadAsync(page)).QuerySelector("#unsaved"));
        Assert.Equal("A text of theirs.\n", (await RevisionAsync(page, 2)).Body);
        Assert.Equal("A text of mine.\n", (await RevisionAsync(page, 3)).Body);
    }

    [Fact]
    public async Task What_is_kept_is_offered_gone_on_with_or_discarded()
    {
        var page = await BeginAsync();
        using var editor = await site.SignInAsync(SampleSite.Editor);
        using (var kept = await editor.PostFormAsync(page, Text(1, "Kept", "Not saved yet.\r\n"), $"{page}?handler=Keep"))
            Assert.Matches(@"^\d\d:\d\d$", (await JsonAsync(kept)).GetProperty("kept").GetString());

        var offer = await editor.ReadAsync(page);
        Assert.Null(offer.QuerySelector("textarea"));
        var goOn = offer.QuerySelector<IHtmlAnchorElement>(".ps-next a.govuk-button")!.GetAttribute("href")!;
        var shown = await editor.ReadAsync(goOn);
        Assert.Equal(("Kept", "Not saved yet."), (shown.QuerySelector<IHtmlInputElement>("#subject")!.Value, shown.QuerySelector<IHtmlTextAreaElement>("#body")!.Value.Trim()));
        Assert.NotNull((await editor.ReadAsync(page)).QuerySelector("#unsaved"));

        await RedirectAsync(editor, page, "Discard", []);
        Assert.Null((await editor.ReadAsync(page)).QuerySelector("#unsaved"));
        Assert.Equal(1, (await IssueAsync(page)).Revision);
    }

    [Fact]
    public async Task Two_who_write_hear_of_each_other_and_of_what_was_saved()
    {
        var page = await BeginAsync();
        using var first = await site.SignInAsync(SampleSite.Editor);
        using var second = await site.SignInAsync(SampleSite.Admin);
        using (var seen = await first.PostFormAsync(page, [new("revision", "1")], $"{page}?handler=Keep"))
            Assert.Empty((await JsonAsync(seen)).GetProperty("notices").EnumerateArray());

        Assert.Contains("D. Editor is writing here too", (await second.ReadAsync(page)).Text("[data-notices]"), StringComparison.Ordinal);
        await RedirectAsync(second, page, "Save", Text(1, "Theirs", "Text.\r\n"));
        using var later = await first.PostFormAsync(page, [new("revision", "1")], $"{page}?handler=Keep");
        Assert.Contains("saved revision 2", Assert.Single((await JsonAsync(later)).GetProperty("notices").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_that_left_draft_keeps_nothing_and_says_why()
    {
        var page = await BeginAsync();
        using var editor = await site.SignInAsync(SampleSite.Editor);
        var key = page.Split('/')[2];
        Assert.Null((await site.Grains.Get<IIssueGrain>(key).CancelAsync("No longer needed", await site.ActorAsync(SampleSite.Admin), default)).Error);

        using var answer = await editor.PostFormAsync(page, Text(1, "Late", "Text"), $"{page}?handler=Keep");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("no draft any more", (await JsonAsync(answer)).GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mail_is_shown_in_a_frame_that_nothing_leads_out_of()
    {
        var page = await BeginAsync();
        using var editor = await site.SignInAsync(SampleSite.Editor);
        using var answer = await editor.PostFormAsync(page, Text(1, "<script>alert(1)</script>", "A <script>alert(1)</script> line."), $"{page}?handler=Mail");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'; sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
        var mail = await answer.ParseAsync();
        Assert.Empty(mail.Scripts);
        Assert.Contains("A <script>alert(1)</script> line.", mail.Text("body"), StringComparison.Ordinal);
        Assert.Equal(1, (await IssueAsync(page)).Revision);
    }

    [Fact]
    public async Task What_stands_beside_the_text_follows_it_and_nothing_is_stored()
    {
        var page = await BeginAsync();
        using var editor = await site.SignInAsync(SampleSite.Editor);
        const string Seen = "# Seen and not stored\r\n\r\nA paragraph of text.\r\n";
        using (var answer = await editor.PostFormAsync(page, Text(1, "Seen", Seen), $"{page}?handler=Look"))
        {
            var parts = await answer.ParseAsync();
            Assert.Contains("Seen and not stored A paragraph of text.", parts.Text("[data-part=web]"), StringComparison.Ordinal);
            Assert.Contains("A paragraph of text.", parts.Text("[data-part=text]"), StringComparison.Ordinal);
        }
        using (var answer = await editor.PostFormAsync(page, Text(1, "Seen", $"{Seen}\r\n{{{{stat:reports}}}}\r\n"), $"{page}?handler=Look"))
            Assert.Equal("Line 5", (await answer.ParseAsync()).Text("[data-part=checks] a[data-line='5']"));
        Assert.Equal(1, (await IssueAsync(page)).Revision);
        Assert.Null((await editor.ReadAsync(page)).QuerySelector("#unsaved"));
    }

    [Fact]
    public async Task An_older_revision_is_compared_and_restored_as_a_new_one()
    {
        var page = await BeginAsync();
        using var editor = await site.SignInAsync(SampleSite.Editor);
        await RedirectAsync(editor, page, "Save", Text(1, "Second", "A second text.\r\n"));
        await RedirectAsync(editor, page, "Save", Text(2, "Third", "A third text.\r\n"));
        var revisions = page.Replace("/edit", "/revisions", StringComparison.Ordinal);

        Assert.Equal(3, (await editor.ReadAsync(revisions)).QuerySelectorAll("tbody tr").Length);
        Assert.Equal("[removed: second]", (await editor.ReadAsync($"{revisions}/3")).QuerySelectorAll("del").Last().TextContent);
        Assert.Contains("revision 1", (await editor.ReadAsync($"{revisions}/3?from=1")).Text("#changes"), StringComparison.Ordinal);
        using (var unknown = await editor.GetAsync(new Uri($"{revisions}/3?from=9", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        var restore = (await editor.ReadAsync($"{revisions}/2")).QuerySelector("a.govuk-button")!.GetAttribute("href")!;
        using (var done = await editor.PostFormAsync(restore, [new("revision", "3")]))
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var issue = await IssueAsync(page);
        Assert.Equal((4, "Second", "A second text.\n"), (issue.Revision, issue.Subject, issue.Body));

        // Whoever asked before somebody else saved is told.
        using var late = await editor.PostFormAsync(restore, [new("revision", "3")]);
        Assert.NotEmpty((await late.ParseAsync()).Problems());
    }

    [Fact]
    public async Task A_test_copy_goes_out_and_what_was_typed_stays()
    {
        var page = await BeginAsync();
        using var editor = await site.SignInAsync(SampleSite.Editor);
        await RedirectAsync(editor, page, "Save", Text(1, "To be tested", "A text.\r\n"));

        using var answer = await editor.PostFormAsync(page, Text(2, "To be tested", "A text, and more.\r\n"), $"{page}?handler=Test");

        var shown = await answer.ParseAsync();
        Assert.Contains($"Revision 2 was sent to {SampleSite.Editor}", shown.Text(".ps-done"), StringComparison.Ordinal);
        Assert.Equal("A text, and more.", shown.QuerySelector<IHtmlTextAreaElement>("#body")!.Value.Trim());
    }

    [Fact]
    public async Task A_quarter_s_figures_are_offered_and_an_alert_says_that_it_has_none()
    {
        using var editor = await site.SignInAsync(SampleSite.Editor);
        await site.Grains.Get<IIssueGrain>("2026Q2").CompileAsync(await site.ActorAsync(SampleSite.Editor), default);

        var figures = (await editor.ReadAsync("/newsletters/2026Q2/edit")).QuerySelectorAll("[data-token]").Select(figure => figure.GetAttribute("data-token")).ToList();
        Assert.Contains("{{stat:staff-reached}}", figures);
        Assert.Contains("{{chart:staff-reached}}", figures);
        Assert.Contains("{{table:reports-by-group}}", figures);
        Assert.Contains("quotes no figures", (await editor.ReadAsync(await BeginAsync())).Text(".ps-figurelist__none"), StringComparison.Ordinal);
    }

    private static KeyValuePair<string, string>[] Text(int revision, string subject, string body) =>
        [new("revision", $"{revision}"), new("subject", subject), new("body", body)];

    private static async Task RedirectAsync(HttpClient client, string page, string handler, KeyValuePair<string, string>[] fields, string? action = null)
    {
        using var answer = await client.PostFormAsync(page, fields, $"{action ?? page}?handler={handler}");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, string.Join("; ", (await answer.ParseAsync()).Problems()));
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>Begins an alert.</summary>
    /// <returns>Where it is edited.</returns>
    private async Task<string> BeginAsync()
    {
        var begun = await site.Services.GetRequiredService<IssueDesk>().BeginAsync(Topic.Alerts, await site.ActorAsync(SampleSite.Editor), default);
        Assert.Null(begun.Error);
        return $"/newsletters/{begun.Value!.Key}/edit";
    }

    private async Task<IssueView> IssueAsync(string page) =>
        (await site.Grains.Get<IIssueGrain>(page.Split('/')[2]).GetAsync(await site.ActorAsync(SampleSite.Editor), default)).Value!;

    private async Task<IssueRevision> RevisionAsync(string page, int number) =>
        (await site.Grains.Get<IIssueGrain>(page.Split('/')[2]).GetRevisionAsync(number, await site.ActorAsync(SampleSite.Editor), default)).Value!;
}
