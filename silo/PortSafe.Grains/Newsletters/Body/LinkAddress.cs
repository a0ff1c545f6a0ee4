using System.Text.RegularExpressions;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Body;

/// <summary>Where a link may lead: the web, a mailbox, a telephone, a page of this platform as <c>/path</c>, or a heading of the same issue as <c>#anchor</c>.</summary>
internal static partial class LinkAddress
{
    private const int Longest = 2_000;

    /// <summary>Why the address cannot be used, in a sentence; null when it can.</summary>
    public static string? Fault(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.Length > Longest)
            return $"A link needs an address of 1 to {Longest:N0} characters.";
        if (address.Contains(FigureTokenReader.Opening, StringComparison.Ordinal))
            return "A token cannot stand in a link's address. Put it in the link's text.";
        if (address.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\'))
            return "A link's address cannot hold spaces, backslashes or control characters.";
        return IsPage(address) || Anchor().IsMatch(address) || IsWeb(address) || Mailbox().IsMatch(address) || Telephone().IsMatch(address)
            ? null
            : "A link must lead to http://, https://, mailto: or tel:, or to a page here such as /newsletters.";
    }

    /// <summary>The whole address of a link whose address has no <see cref="Fault"/>.</summary>
    /// <param name="site">Where this platform is reached.</param>
    public static string Absolute(string address, PublicSite site) =>
        IsPage(address) ? site.Page(address) : IsAnchor(address) ? $"#{HeadingAnchors.Prefix}{address[1..]}" : address;

    /// <summary>True for a heading of the same issue.</summary>
    public static bool IsAnchor(string address) => address[0] == '#';

    /// <summary>True for a page of this platform. Two strokes would be another host.</summary>
    public static bool IsPage(string address) => address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal);

    private static bool IsWeb(string address) =>
        Web().IsMatch(address) && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    [GeneratedRegex(@"^#[a-z0-9-]{1,200}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Anchor();

    [GeneratedRegex(@"^https?://", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Web();

    [GeneratedRegex(@"^mailto:[^@?&%#,;:<>""]+@[^@?&%#,;:<>""]+(\?subject=[^&?#%<>""]*(%20[^&?#%<>""]*)*)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mailbox();

    [GeneratedRegex(@"^tel:\+?[0-9-]{3,20}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Telephone();
}
