using PortSafe.Domain.Toolkit;

namespace PortSafe.Grains.Mail.Layout;

/// <summary>
/// The house layout of every message: one column of 600 px that narrows with the window, a navy bar, the body, the reporting line, and
/// why the reader has it. Layout tables are marked as such for screen readers; dark mode is met where a mail program allows it.
/// </summary>
public static class EmailLayout
{
    /// <summary>After the preheader, so that mail programs do not fill the rest of its line with the body.</summary>
    private static readonly string Filler = string.Concat(Enumerable.Repeat("&#847;&zwnj;&nbsp;", 60));

    /// <summary>The whole HTML document.</summary>
    public static string Html(EmailPage page) => $"""
        <!DOCTYPE html>
        <html lang="en-GB" dir="ltr" xmlns:o="urn:schemas-microsoft-com:office:office">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
        <title>{EmailHtml.Encode(page.Title)}</title>
        {EmailStyleSheet.Html}
        </head>
        <body class="ps-ground" style="margin:0;padding:0;background-color:#eef1f4;-webkit-text-size-adjust:100%">
        <div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all">{EmailHtml.Encode(page.Preheader)}{Filler}</div>
        <div role="article" aria-roledescription="email" aria-label="{EmailHtml.Encode(page.Title)}" lang="en-GB">
        <table role="presentation" class="ps-ground" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#eef1f4" style="background-color:#eef1f4"><tr><td class="ps-outer" align="center" style="padding:24px 0">
        <!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
        <table role="presentation" class="ps-page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:600px;background-color:#ffffff;text-align:left">
        {Bar(page.Heading)}
        <tr><td class="ps-side" style="padding:32px 28px 10px">
        {page.BodyHtml.TrimEnd('\n')}
        </td></tr>
        {ReportingBox()}
        {Foot(page)}
        </table>
        <!--[if mso]></td></tr></table><![endif]-->
        </td></tr></table>
        </div>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Bar(IReadOnlyList<string> heading)
    {
        var lines = heading.Count == 0 ? "" : $"""

            <td class="ps-stack ps-side" align="right" style="padding:16px 28px;{EmailHtml.Font};font-size:14px;line-height:18px;color:#d5e3f0">{string.Join("<br>", heading.Select(EmailHtml.Encode))}</td>
            """;
        return $"""
            <tr><td bgcolor="{EmailHtml.Navy}" style="background-color:{EmailHtml.Navy}">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
            <td class="ps-stack ps-side{(heading.Count == 0 ? "" : " ps-named")}" style="padding:20px 28px;{EmailHtml.Font};font-size:22px;line-height:26px;font-weight:bold;color:#ffffff">PortSafe</td>{lines}
            </tr></table>
            </td></tr>
            """;
    }

    private static string ReportingBox() => $"""
        <tr><td class="ps-side" style="padding:0 28px 28px">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
        <td class="ps-line ps-text" style="border-left:5px solid {EmailHtml.Navy};background-color:#f3f5f7;padding:14px 18px;{EmailHtml.Font};font-size:16px;line-height:24px;color:#0b0c0c">Seen something wrong? Call {ReportingLine.Operator} on {Number(ReportingLine.TelephoneLink, ReportingLine.Telephone)} or <a href="{EmailHtml.Encode(ReportingLine.OnlineForm)}" rel="noreferrer" class="ps-link" style="{EmailHtml.LinkStyle}">report online</a>. It is 100% anonymous. In an emergency call {Number(ReportingLine.EmergencyLink, ReportingLine.Emergency)}.</td>
        </tr></table>
        </td></tr>
        """;

    private static string Number(string address, string number) =>
        $"<a href=\"{address}\" class=\"ps-text\" style=\"color:#0b0c0c;font-weight:bold;text-decoration:none;white-space:nowrap\">{number}</a>";

    private static string Foot(EmailPage page)
    {
        var links = page.Links.Where(link => EmailHtml.IsSafe(link.Address)).Select(link =>
            $"<a href=\"{EmailHtml.Encode(link.Address)}\" class=\"ps-link\" style=\"{EmailHtml.LinkStyle};display:inline-block;white-space:nowrap;margin-right:14px\">{EmailHtml.Encode(link.Label)}</a>");
        var row = page.Links.Count == 0 ? "" : $"<br>{string.Join(" &nbsp; ", links)}";
        return $"""
            <tr><td class="ps-side ps-foot ps-quiet" style="border-top:1px solid {EmailHtml.Rule};padding:18px 28px 26px;{EmailHtml.Font};font-size:14px;line-height:22px;color:#505a5f">{EmailHtml.Encode(page.Reason)} We do not track opens or clicks.{row}</td></tr>
            """;
    }
}
