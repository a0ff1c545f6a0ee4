using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Rendering;

namespace PortSafe.Grains.Tests.Newsletters;

/// <summary>Whatever an editor writes, nothing of it is live in a mail or on a page.</summary>
public sealed class HostileTextTests
{
    private static readonly PublicSite Site = new("https://portsafe.example");

    private static readonly string[] Payloads =
    [
        "<script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js></sCrIpT>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
        "<iframe src=javascript:alert(1)>", "<body onload=alert(1)>", "<a href=javascript:alert(1)>x</a>", "<math><mi xlink:href=\"javascript:alert(1)\">", "<style>@import 'x'</style>",
        "<link rel=stylesheet href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>", "<base href=//evil.example>", "<form action=//evil.example><input type=submit>",
        "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "--><script>alert(1)</script><!--", "]]><script>alert(1)</script>", "</title><script>alert(1)</script>",
        "</style><script>alert(1)</script>", "</td></tr></table><script>alert(1)</script>", "<!--[if mso]><script>alert(1)</script><![endif]-->", "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)&#60;/script&#62;", "&#x3C;img src=x onerror=alert(1)&#x3E;", "\u0000<script>alert(1)</script>", "<scr\u0000ipt>alert(1)</script>", "<template><img src=x onerror=alert(1)></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<details open ontoggle=alert(1)>",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java&#10;script:alert(1)", "javascript&colon;alert(1)", "\u0001javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "vbscript:msgbox(1)", "file:///etc/passwd", "//evil.example/x", "/\\evil.example", "\\\\evil.example\\x", "https://user@evil.example", "blob:https://x/y",
        "x\" onmouseover=\"alert(1)", "x' onmouseover='alert(1)", "x` onmouseover=`alert(1)", "{{stat:reports}}\"><script>alert(1)</script>", "mailto:a@b.example?bcc=all@b.example", "tel:alert(1)",
    ];

    private static readonly string[] Places =
    [
        "{0}", "# {0}", "- {0}", "> {0}", "**{0}**", "a `{0}` b", "    {0}", "```{0}\n{0}\n```", "[x]({0})", "[x](<{0}>)", "[{0}](https://example.org)", "[x](https://example.org \"{0}\")", "[x][r]\n\n[r]: {0}",
        "[x][r]\n\n[r]: <{0}> '{0}'", "<{0}>", "![{0}]({0})", "| {0} | b |\n|---|---|\n| {0} | c |", "text {0} text\n{0}\n===", "[x](https://example.org/{0})", "[x](/{0})",
    ];

    [Fact]
    public void No_payload_is_live_in_a_mail_or_on_a_page()
    {
        var tried = 0;
        foreach (var body in Places.SelectMany(place => Payloads.Select(payload => place.Replace("{0}", payload, StringComparison.Ordinal))))
        {
            tried++;
            if (!IssueBody.ParsePlain(body).Succeeded(out var parsed, out _))
                continue;
            var email = new CompiledIssue(NewsletterDesk.Key, "Subject", parsed, Site).Email();
            AssertHarmless(EmailLayout.Html(email), body);
            AssertHarmless(new WebHtmlRenderer(Site, (id, _, _) => $"/charts/{id}.svg").Render(parsed.Document), body);
        }
        Assert.InRange(tried, 1_000, int.MaxValue);
    }

    [Fact]
    public void No_payload_in_a_subject_is_live()
    {
        var body = IssueBody.Parse("Text").Value!;
        foreach (var payload in Payloads.Where(payload => IssueCompiler.FaultOf(payload) is null))
            AssertHarmless(EmailLayout.Html(new CompiledIssue(NewsletterDesk.Key, payload, body, Site).Email()), payload);
    }

    [Fact]
    public void A_name_put_into_markdown_comes_out_as_it_was()
    {
        string[] names = [.. Payloads.Select(payload => string.Concat(payload.Where(character => !char.IsControl(character)))), "King's Lynn", "St_Helier*", "[Port](x)", "A | B", "Ilfracombe & Lundy", "{{stat:reports}}", "# 1", "https://example.org"];
        foreach (var name in names)
        {
            var parsed = IssueBody.Parse($"Welcome to **{MarkdownText.Escape(name)}**, which joined.");
            Assert.Null(parsed.Error);
            var html = new HtmlParser().ParseDocument(new WebHtmlRenderer(Site, (_, _, _) => "").Render(parsed.Value!.Document));
            Assert.Equal(name, html.QuerySelector("strong")!.TextContent);
        }
    }

    private static void AssertHarmless(string html, string source)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.All)
        {
            var isOurs = element.LocalName is "html" or "head" or "meta" or "title" or "style" && (element.LocalName is "html" or "head" || element.ParentElement == document.Head);
            Assert.True(isOurs || Allowed.Contains(element.LocalName), $"<{element.LocalName}> came from: {source}");
            foreach (var attribute in element.Attributes)
                AssertHarmless(attribute, source);
        }
        Assert.InRange(document.QuerySelectorAll("style").Length, 0, 1);
        Assert.DoesNotContain("evil.example", string.Concat(document.QuerySelectorAll("style").Select(style => style.TextContent)), StringComparison.Ordinal);
    }

    private static readonly HashSet<string> Allowed =
    [
        "body", "div", "p", "span", "strong", "em", "a", "br", "hr", "h1", "h2", "h3", "ul", "ol", "li", "pre", "code", "table", "tbody", "thead", "tr", "th", "td", "caption",
    ];

    private static void AssertHarmless(IAttr attribute, string source)
    {
        Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{attribute.Name} came from: {source}");
        Assert.DoesNotContain(attribute.Name, (string[])["src", "srcdoc", "action", "formaction", "xlink:href", "background", "data"]);
        if (attribute.Name == "href")
        {
            var isSafe = System.Text.RegularExpressions.Regex.IsMatch(attribute.Value, @"^(https?://|mailto:|tel:|/(?![/\\]))");
            Assert.True(isSafe && !attribute.Value.Any(char.IsControl), $"href={attribute.Value} came from: {source}");
            Assert.False(attribute.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && attribute.Value.Contains("bcc", StringComparison.OrdinalIgnoreCase), source);
            Assert.False(Uri.TryCreate(new Uri("https://portsafe.example/x"), attribute.Value, out var target) && target.UserInfo.Length > 0 && target.Scheme.StartsWith("http", StringComparison.Ordinal), source);
        }
        if (attribute.Name == "style")
            Assert.DoesNotContain("url(", attribute.Value, StringComparison.OrdinalIgnoreCase);
    }
}
