using System.Text.RegularExpressions;

namespace PortSafe.Grains.Mail;

/// <summary>
/// Messages of which there are more to come say in their headers too how they are stopped (RFC 8058), so that a mail program offers a
/// button for it. Which they are, their own text tells: it links the page that stops them without a sign-in.
/// </summary>
internal static partial class OneClick
{
    /// <summary>The headers for a message; none where it links no such page.</summary>
    /// <param name="markdown">The message's body.</param>
    public static IReadOnlyList<MailHeader> HeadersOf(string markdown) => Stop().Match(markdown) is not { Success: true } link ? [] :
    [
        new MailHeader("List-Unsubscribe", $"<{link.Groups["address"].Value}>"),
        new MailHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ];

    [GeneratedRegex(@"\]\((?<address>https?://[^\s()<>]+/unsubscribe/view/[0-9a-f-]{36}/[0-9a-f]{64})\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stop();
}
