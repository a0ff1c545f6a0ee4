using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace PortSafe.Grains.Mail.Layout;

/// <summary>
/// The blocks of a message's body, with their styles inline, since many mail programs drop style sheets. Text goes through
/// <see cref="Encode"/> first; everything else takes HTML.
/// </summary>
public static class EmailHtml
{
    public const string Navy = "#12436D";

    public const string Rule = "#cecece";

    public const string Font = "font-family:Arial,Helvetica,sans-serif";

    public const string LinkStyle = "color:#1a65a6;text-decoration:underline";

    /// <summary>Of running text, without its margins.</summary>
    public const string BodyStyle = $"{Font};font-size:17px;line-height:26px;color:#0b0c0c";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string[] Schemes = ["https", "http", "mailto", "tel"];

    /// <summary>Text as HTML, for content and for attributes in quotes.</summary>
    public static string Encode(string text) => Encoder.Encode(text);

    /// <summary>True for an absolute address that a link in a message may have.</summary>
    public static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme);

    public static string Title(string html) =>
        $"<h1 class=\"ps-text ps-title\" style=\"margin:0 0 12px;{Font};font-size:30px;line-height:36px;font-weight:bold;color:#0b0c0c\">{html}</h1>\n";

    public static string Section(string html) =>
        $"<h2 class=\"ps-text\" style=\"margin:30px 0 8px;{Font};font-size:21px;line-height:27px;font-weight:bold;color:#0b0c0c\">{html}</h2>\n";

    public static string Paragraph(string html) => $"<p class=\"ps-text\" style=\"margin:0 0 18px;{BodyStyle}\">{html}</p>\n";

    /// <summary>A line of less weight: a source, a measure.</summary>
    public static string Note(string html) =>
        $"<p class=\"ps-quiet\" style=\"margin:0 0 12px;{Font};font-size:14px;line-height:20px;color:#505a5f\">{html}</p>\n";

    /// <param name="items">The HTML of each item.</param>
    public static string List(bool ordered, IEnumerable<string> items)
    {
        var name = ordered ? "ol" : "ul";
        var lines = items.Select(item => $"<li class=\"ps-text\" style=\"margin:0 0 8px;{BodyStyle}\">{item}</li>\n");
        return $"<{name} style=\"margin:0 0 18px;padding:0 0 0 24px\">\n{string.Concat(lines)}</{name}>\n";
    }

    /// <exception cref="ArgumentException">The address is not one that a message may link to.</exception>
    public static string Link(string address, string html) => $"<a href=\"{Href(address)}\" class=\"ps-link\" style=\"{LinkStyle}\">{html}</a>";

    /// <summary>Somebody else's words.</summary>
    /// <param name="paragraphs">The HTML of each paragraph.</param>
    public static string Quote(IReadOnlyList<string> paragraphs)
    {
        var lines = paragraphs.Select((html, index) =>
            $"<p class=\"ps-text\" style=\"margin:0 0 {(index < paragraphs.Count - 1 ? 12 : 0)}px;{BodyStyle}\">{html}</p>\n");
        return $"<blockquote class=\"ps-quote\" style=\"margin:0 0 18px;padding:0 0 0 16px;border-left:4px solid {Rule}\">\n{string.Concat(lines)}</blockquote>\n";
    }

    /// <summary>The one thing the message asks for; a table, because Outlook knows no padding on links.</summary>
    /// <exception cref="ArgumentException">The address is not one that a message may link to.</exception>
    public static string Action(string address, string html) => $"""
        <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 26px"><tr>
        <td class="ps-action" bgcolor="{Navy}" style="background-color:{Navy};padding:12px 20px">
        <a href="{Href(address)}" style="{Font};font-size:17px;line-height:22px;font-weight:bold;color:#ffffff;text-decoration:none">{html}</a>
        </td></tr></table>

        """;

    private static string Href(string address) =>
        IsSafe(address) ? Encode(address) : throw new ArgumentException("A message links to http, https, mailto and tel addresses only.", nameof(address));
}
