using System.Text.RegularExpressions;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters.Rendering;

namespace PortSafe.Grains.Newsletters.Editing;

/// <summary>An issue's mail as a page to look at: the same HTML, with pictures by their addresses.</summary>
public static partial class MailPreview
{
    /// <summary>
    /// What a browser may do with such a page: show it in a frame of this platform, with its own styles and this platform's pictures. No
    /// script runs in it and no link or form leads out of it.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

    /// <param name="pictureOf">Where the pictures of its charts are.</param>
    public static string Html(CompiledIssue issue, PictureAddress pictureOf)
    {
        var addresses = issue.Pictures.Select(picture => KeyValuePair.Create(picture.ContentId, pictureOf(picture.Chart.Id, picture.Period, false)))
            .Concat(issue.ImageAddresses)
            .ToDictionary(StringComparer.Ordinal);
        return Head().Replace(
            Picture().Replace(EmailLayout.Html(issue.Email()), match => addresses.TryGetValue(match.Groups["id"].Value, out var address) ? $"<img src=\"{Rendering.Html.Text(address)}\"" : match.Value),
            // Links are there to be seen: a new window, which the sandbox does not open.
            "<head>\n<base target=\"_blank\">",
            1);
    }

    [GeneratedRegex("<img src=\"cid:(?<id>[A-Za-z0-9._-]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Picture();

    [GeneratedRegex("<head>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Head();
}
