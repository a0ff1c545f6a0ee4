using PortSafe.Domain.Toolkit;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Testing;

namespace PortSafe.Grains.Tests.Mail.Layout;

public sealed class EmailLayoutTests
{
    private static readonly EmailPage Newsletter = new()
    {
        Title = "Staff & “the line”",
        Preheader = "Awareness has never been higher; thirteen schemes wait for their yearly review.",
        Heading = ["Quarterly newsletter", "July to September 2026"],
        BodyHtml = EmailHtml.Title("Two in three staff now know the line")
            + EmailHtml.Paragraph("Awareness has never been higher, but thirteen schemes are waiting for their yearly review. If yours is one of them, twenty minutes will bring it back.")
            + EmailHtml.Section("Where staff have been briefed")
            + EmailHtml.Note("Share of staff briefed in the last four quarters, by region")
            + EmailHtml.Paragraph($"Welcome to <strong>Seaham</strong> and <strong>Par</strong>, who {EmailHtml.Link("https://portsafe.example/a?b=1&c=2", "joined this quarter")}.")
            + EmailHtml.List(ordered: true, ["Name a deputy.", "Brief the night shift."])
            + EmailHtml.Action("https://portsafe.example/ports", "See how your scheme is doing"),
        BodyText = EmailText.Heading("Two in three staff now know the line", '=') + "\n" + EmailText.Wrap("Awareness has never been higher, but thirteen schemes are waiting for their yearly review."),
        Reason = "You receive this as a PortSafe member.",
        Links = [
            new("View in your browser", "https://portsafe.example/newsletters/2026Q3"),
            new("Choose what you get", "https://portsafe.example/preferences/token"),
            new("Unsubscribe", "https://portsafe.example/unsubscribe/token"),
        ],
    };

    [Fact]
    public void A_newsletter_page_is_as_it_was_when_last_looked_at()
    {
        var (html, text) = (EmailLayout.Html(Newsletter), EmailText.Document(Newsletter));
        Assert.Equal(GoldenFile.Read("newsletter.html", html), html);
        Assert.Equal(GoldenFile.Read("newsletter.txt", text), text);
    }

    [Fact]
    public void Every_message_carries_the_reporting_line_in_both_parts()
    {
        foreach (var part in (string[])[EmailLayout.Html(Newsletter), EmailText.Document(Newsletter)])
        {
            Assert.Contains(ReportingLine.Telephone, part, StringComparison.Ordinal);
            Assert.Contains(ReportingLine.OnlineForm, part, StringComparison.Ordinal);
            Assert.Contains("In an emergency call", part, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere_and_nothing_runs()
    {
        var html = EmailLayout.Html(Newsletter);
        Assert.DoesNotMatch("(?i)<(img|script|link|iframe|form|object|video|base)\\b|src=|url\\(|@import|\\son[a-z]+=", html);
    }

    [Fact]
    public void Text_of_the_page_is_encoded_and_a_link_that_is_no_link_is_left_out()
    {
        const string hostile = "\"><script>alert(1)</script>";
        var page = Newsletter with { Title = hostile, Preheader = hostile, Heading = [hostile], Reason = hostile, Links = [new(hostile, "https://portsafe.example/"), new("Bad", "javascript:alert(1)")] };
        Assert.DoesNotContain("<script", EmailLayout.Html(page), StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", EmailLayout.Html(page), StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", EmailText.Document(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_that_lays_out_says_so_and_the_language_is_named()
    {
        var html = EmailLayout.Html(Newsletter);
        Assert.Contains("<html lang=\"en-GB\"", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<table(?! role=\"presentation\")", html);
    }

    [Fact]
    public void Lines_of_text_keep_to_their_width_unless_a_word_is_longer()
    {
        var address = "https://portsafe.example/" + new string('x', 90);
        var lines = EmailText.Wrap($"{string.Join(' ', Enumerable.Repeat("seven", 40))} {address} end", "- ", "  ").Split('\n');
        Assert.StartsWith("- seven", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Where(line => !line.Contains(address, StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, EmailText.Width));
        Assert.Contains("  " + address, lines);
    }
}
