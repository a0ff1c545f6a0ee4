using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Toolkit;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters;

/// <summary>What leaves for a subscriber, read back from the octets by a program that shares nothing with what composes them.</summary>
public sealed partial class IssueMailTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private const string Site = "https://portsafe.example";
    private static readonly DateTimeOffset Date = new(2026, 10, 9, 8, 30, 0, TimeSpan.Zero);
    private static readonly string Token = new('t', 43);

    [Fact]
    public async Task Headers_and_parts_of_a_copy_are_as_they_were_looked_at()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var (issue, octets) = await DraftAsync(desk);
        var heads = Heads(octets);
        Assert.Equal(GoldenFile.Read("copy-headers.txt", heads), heads);

        var mail = await fixture.Parser.ReadAsync(octets);
        // The goldens of the draft hold both parts, with the placeholder where the token goes.
        Assert.Equal(Filled(EmailLayout.Html(issue.Email())), TextOf(mail, "html"));
        Assert.Equal(Filled(EmailText.Document(issue.Email())), TextOf(mail, "text"));
    }

    [Fact]
    public async Task No_picture_comes_from_elsewhere_and_every_link_is_the_text_s_own()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var (issue, octets) = await DraftAsync(desk);
        var mail = await fixture.Parser.ReadAsync(octets);
        var html = Html(mail);

        Assert.All(html.QuerySelectorAll("[src], [srcset], [background], [poster], [data]"), element => Assert.StartsWith("cid:", element.GetAttribute("src"), StringComparison.Ordinal));
        Assert.Empty(html.QuerySelectorAll("link, script, iframe, object, embed, video, audio, form, base, meta[http-equiv]"));
        Assert.DoesNotMatch("(?i)url\\(|@import", html.Source.Text);
        string[] layout =
        [
            ReportingLine.OnlineForm, ReportingLine.TelephoneLink, ReportingLine.EmergencyLink,
            $"{Site}/newsletters/2026Q3", $"{Site}/newsletters/2026Q3#staff-reached", $"{Site}/preferences/{Token}", $"{Site}/unsubscribe/{Token}",
        ];
        var written = MarkdownLink().Matches(issue.Body).Select(match => match.Groups["to"].Value).Select(to => to[0] == '/' ? Site + to : to);
        Assert.Equal([.. layout.Union(written).Order(StringComparer.Ordinal)], html.Links.Select(link => link.GetAttribute("href")!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reader_s_token_stands_only_where_they_leave_or_choose()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var mail = await fixture.Parser.ReadAsync((await DraftAsync(desk)).Octets);

        var personal = Html(mail).Links.Where(link => link.OuterHtml.Contains(Token, StringComparison.Ordinal)).Select(link => link.TextContent);
        Assert.Equal(["Choose what you get", "Unsubscribe"], personal);
        Assert.Equal(2, Regex.Count(TextOf(mail, "text"), Token));
        Assert.Equal([$"List-Unsubscribe: <{Site}/unsubscribe/{Token}>"], Lines(mail).Where(line => line.Contains(Token, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_is_a_page_that_mail_programs_can_lay_out()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var (_, octets) = await DraftAsync(desk);
        var html = Html(await fixture.Parser.ReadAsync(octets));

        Assert.Equal("en-GB", html.DocumentElement.GetAttribute("lang"));
        Assert.NotNull(html.QuerySelector("meta[name=color-scheme][content='light dark']"));
        Assert.InRange(Encoding.UTF8.GetByteCount(html.Source.Text), 1, 100_000);
        // A table either lays out, and says so, or has a caption or headings of its own.
        Assert.All(html.QuerySelectorAll("table"), table => Assert.True(table.GetAttribute("role") == "presentation" || table.QuerySelector("caption, th") is not null, table.OuterHtml));
        Assert.All(html.QuerySelectorAll("img"), image => Assert.InRange(int.Parse(image.GetAttribute("width")!, System.Globalization.CultureInfo.InvariantCulture), 1, 600));
        // Each chart has its figures beneath it as text, for who sees no pictures.
        Assert.All(html.QuerySelectorAll("img"), image => Assert.Equal("TABLE", image.NextElementSibling?.TagName));
        Assert.All(html.QuerySelectorAll("p, h1, h2, h3, li, td, th, a").Where(element => element.TextContent.Trim().Length > 0 && element.Closest("[role=presentation]") is not null && element.TagName is "P" or "H1" or "H2" or "H3"), element => Assert.Contains("font-family", element.GetAttribute("style"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alerts-2026-1", "Urgent alert", "PortSafe alerts <alerts.newsletter.jmsc.example>", "asked for its alerts")]
    [InlineData("toolkit-2026-2", "Toolkit update", "PortSafe toolkit updates <toolkit.newsletter.jmsc.example>", "asked for its toolkit updates")]
    public async Task An_issue_outside_the_quarters_says_what_it_is_in_place_of_a_quarter(string key, string heading, string list, string reason)
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        var mail = await fixture.Parser.ReadAsync((await MailAsync(desk, IssueKey.Parse(key), "Drones over quays", "# Drones over quays\n\nCall the police.")).Octets);

        Assert.Contains($"List-ID: {list}", Lines(mail));
        var html = Html(mail);
        Assert.Equal(["PortSafe", heading], html.QuerySelectorAll(".ps-stack").Select(cell => cell.TextContent));
        Assert.Contains(reason, html.Body!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"PortSafe · {heading}\n", TextOf(mail, "text"), StringComparison.Ordinal);
        Assert.Contains(html.Links, link => link.GetAttribute("href") == $"{Site}/newsletters/{key}");
    }

    private sealed record Made(CompiledIssue Issue, string Body)
    {
        public EmailPage Email() => Issue.Email();
    }

    private async Task<(Made Issue, byte[] Octets)> DraftAsync(NewsletterDesk desk)
    {
        await desk.JoinAsync(("GBSEH", "Seaham"), ("GBULL", "Ullapool"), ("GBPAR", "Par"));
        var draft = await desk.CompileAsync();
        return await MailAsync(desk, NewsletterDesk.Key, draft.Subject, draft.Body);
    }

    private async Task<(Made Issue, byte[] Octets)> MailAsync(NewsletterDesk desk, IssueKey key, string subject, string body)
    {
        var issue = (await desk.Compiler.CompileAsync(key, subject, body, default)).Value!;
        var composed = await fixture.ComposeAsync(await desk.Mail.ContentAsync(issue, Date, default));
        return (new Made(issue, body), composed.Personalise(ComposerFixture.Reader with { Tokens = [Token] }).Value.ToArray());
    }

    private static string Filled(string part) => part.Replace(CompiledIssue.UnsubscribeSlot.Placeholder, Token, StringComparison.Ordinal);

    private static string TextOf(JsonElement mail, string part) => mail.GetProperty(part).GetString()!.ReplaceLineEndings("\n");

    private static IHtmlDocument Html(JsonElement mail) => new HtmlParser().ParseDocument(TextOf(mail, "html"));

    private static IReadOnlyList<string> Lines(JsonElement mail) =>
        [.. mail.GetProperty("headers").EnumerateArray().Select(header => string.Join(' ', header.GetProperty("line").GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    /// <summary>The headers of the message and of each part, as they are on the wire.</summary>
    private static string Heads(byte[] octets)
    {
        var heads = new StringBuilder();
        var isHead = true;
        foreach (var line in Encoding.ASCII.GetString(octets).Split("\r\n"))
        {
            var isBoundary = line.StartsWith("----=_", StringComparison.Ordinal) || line.StartsWith("--=_", StringComparison.Ordinal);
            if (isHead || isBoundary)
                heads.Append(line).Append('\n');
            isHead = isBoundary || (isHead && line.Length > 0);
        }
        // The boundary is a hash of the text, which has goldens of its own.
        return Boundary().Replace(heads.ToString(), "=_-hash");
    }

    [GeneratedRegex("=_-[0-9a-f]{24}", RegexOptions.None, 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkdownLink();
}
