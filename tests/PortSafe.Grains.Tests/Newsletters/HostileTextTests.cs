using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Rendering;

namespace PortSafe.Grains.Tests.Newsletters;

/// <summary>Whatever an editor writes, nothing of it is live in a mail or on a page.</summary>
public sealed partial class HostileTextTests
{
    private static readonly PublicSite Site = new("https://portsafe.example");

    private static readonly IReadOnlyList<string> Payloads = HostilePayloads.All;

    /// <summary>Everything that readers are given of an issue. What else shows an issue's text belongs here.</summary>
    private static readonly (string Name, Func<CompiledIssue, string> Render)[] Renderings =
    [
        ("page and preview", issue => issue.Web((id, _, _) => $"/charts/{id}.svg")),
        ("feed", issue => issue.ForReadersElsewhere((id, _, _) => $"https://portsafe.example/charts/{id}.svg")),
        ("mail", issue => EmailLayout.Html(issue.Email())),
    ];

    [Fact]
    public void No_payload_is_live_in_a_mail_or_on_a_page()
    {
        Assert.InRange(Payloads.Count, 300, int.MaxValue);
        var (tried, shown) = (0, 0);
        foreach (var body in HostilePayloads.Places.SelectMany(place => Payloads.Select(payload => place.Replace("{0}", payload, StringComparison.Ordinal))))
        {
            tried++;
            if (!IssueBody.ParsePlain(body).Succeeded(out var parsed, out _))
                continue;
            shown++;
            AssertHarmless("Subject", parsed, body);
        }
        Assert.InRange(tried, 5_000, int.MaxValue);
        Assert.InRange(shown, 2_500, tried);
    }

    [Fact]
    public void No_payload_in_a_subject_is_live()
    {
        var body = IssueBody.Parse("Text").Value!;
        foreach (var payload in Payloads.Where(payload => IssueCompiler.FaultOf(payload) is null))
            AssertHarmless(payload, body, payload);
    }

    [Fact]
    public void No_payload_in_a_name_or_a_description_is_live()
    {
        var hash = new string('0', 64);
        foreach (var payload in Payloads)
        {
            var line = new string([.. payload.Where(character => !char.IsControl(character))]);
            var image = new IssueImage(hash, "image/png", 3, 2, payload, line.Length > 300 ? line[..300] : line, default);
            var parsed = IssueBody.Parse($"Welcome to **{MarkdownText.Escape(payload)}**.\n\n{image.Markdown}");
            Assert.True(parsed.Error is null, $"{parsed.Error?.Message} came from: {payload}");
            AssertHarmless("Subject", parsed.Value!, payload);
            var shown = new HtmlParser().ParseDocument(Web(parsed.Value!)).QuerySelector("img")!;
            Assert.Equal((image.Description.Trim(), image.Path), (shown.GetAttribute("alt"), shown.GetAttribute("src")));
        }
    }

    [Fact]
    public void A_name_put_into_markdown_comes_out_as_it_was()
    {
        string[] names = [.. Payloads.Select(payload => string.Concat(payload.Where(character => !char.IsControl(character))).Trim()), "King's Lynn", "St_Helier*", "[Port](x)", "A | B", "Ilfracombe & Lundy", "{{stat:reports}}", "# 1", "https://example.org"];
        foreach (var name in names)
        {
            var parsed = IssueBody.Parse($"Welcome to **{MarkdownText.Escape(name)}**, which joined.");
            Assert.Null(parsed.Error);
            var html = new HtmlParser().ParseDocument(new WebHtmlRenderer(Site, (_, _, _) => "").Render(parsed.Value!.Document));
            Assert.Equal(name, html.QuerySelector("strong")!.TextContent);
        }
    }

    private static string Web(IssueBody body) => Renderings[0].Render(new CompiledIssue(NewsletterDesk.Key, "Subject", body, Site));

    private static void AssertHarmless(string subject, IssueBody body, string source)
    {
        var issue = new CompiledIssue(NewsletterDesk.Key, subject, body, Site);
        foreach (var (name, render) in Renderings)
            AssertHarmless(render(issue), $"{source} (in the {name})");
    }

    private static void AssertHarmless(string html, string source)
    {
        var document = Parser.ParseDocument(html);
        foreach (var element in document.All)
        {
            var isOurs = element.LocalName is "html" or "head" or "meta" or "title" or "style" && (element.LocalName is "html" or "head" || element.ParentElement == document.Head);
            Assert.True(isOurs || Elements.Contains(element.LocalName), $"<{element.LocalName}> came from: {source}");
            foreach (var attribute in element.Attributes)
                AssertHarmless(element, attribute, source);
        }
        Assert.InRange(document.QuerySelectorAll("style").Length, 0, 2);
        Assert.DoesNotContain("evil.example", string.Concat(document.QuerySelectorAll("style").Select(style => style.TextContent)), StringComparison.Ordinal);
    }

    private static readonly HtmlParser Parser = new();

    private static readonly HashSet<string> Elements =
    [
        "body", "div", "p", "span", "strong", "em", "a", "br", "hr", "h1", "h2", "h3", "ul", "ol", "li", "pre", "code", "table", "tbody", "thead", "tr", "th", "td", "caption", "img",
    ];

    private static readonly HashSet<string> Attributes =
    [
        "href", "rel", "class", "style", "id", "role", "draggable", "start", "width", "height", "align", "bgcolor", "border", "cellpadding", "cellspacing", "lang", "dir", "charset", "name", "content", "alt", "src", "aria-label",
        "aria-roledescription",
    ];

    private static void AssertHarmless(IElement element, IAttr attribute, string source)
    {
        var value = attribute.Value;
        if (element.LocalName == "html" && (attribute.Name, value) == ("xmlns:o", "urn:schemas-microsoft-com:office:office"))
            return;
        Assert.True(Attributes.Contains(attribute.Name), $"{attribute.Name} came from: {source}");
        switch (attribute.Name)
        {
            case "src":
                Assert.True(element.LocalName == "img" && Pictures().IsMatch(value), $"src={value} came from: {source}");
                break;
            case "id":
                Assert.True(Anchors().IsMatch(value), $"id={value} came from: {source}");
                break;
            case "href":
                Assert.True(element.LocalName == "a" && Addresses().IsMatch(value) && !value.Any(char.IsControl), $"href={value} came from: {source}");
                Assert.False(value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && (value.Contains("cc=", StringComparison.OrdinalIgnoreCase) || value.Contains("body=", StringComparison.OrdinalIgnoreCase)), source);
                Assert.False(Uri.TryCreate(new Uri("https://portsafe.example/x"), value, out var target) && target.UserInfo.Length > 0 && target.Scheme.StartsWith("http", StringComparison.Ordinal), source);
                break;
            case "style":
                Assert.DoesNotContain("url(", value, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("expression", value, StringComparison.OrdinalIgnoreCase);
                break;
        }
    }

    [GeneratedRegex(@"^(https?://|mailto:|tel:\+?[0-9-]+\z|/(?![/\\])|#issue-[a-z0-9-]+\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"^((https://portsafe\.example)?/newsletters/images/[0-9a-f]{64}\.png|cid:[0-9a-f]{64})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pictures();

    [GeneratedRegex(@"^issue-[a-z0-9-]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Anchors();
}
