using PortSafe.Grains.Newsletters.Body;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>Links that lead nowhere on this platform, and links whose text does not say where they lead.</summary>
/// <param name="isPublished">Whether the archive has an issue of that key, or will have when this one is sent.</param>
/// <param name="anchors">Of the issue's headings.</param>
internal sealed class LinkCheck(PublicSite site, Func<string, bool> isPublished, IReadOnlySet<string> anchors)
{
    private const string Issues = "/newsletters/";

    private static readonly HashSet<string> SaysNothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "click here", "click", "here", "read more", "more", "learn more", "find out more", "see more", "link", "this link", "this page", "this", "page", "website", "go", "follow this link", "press here", "tap here", "details",
    };

    public IEnumerable<CheckFinding> Check(IReadOnlyList<Passage> passages, SourceLines lines)
    {
        foreach (var passage in passages)
        {
            foreach (var link in passage.Links.Where(link => !link.IsPicture && LinkAddress.Fault(link.Address) is null))
            {
                var at = lines.At(passage.SourceOf(link.Start));
                if (FaultOf(link.Address) is { } fault)
                    yield return new CheckFinding(CheckCodes.BrokenLink, true, at, fault);
                if (TextFaultOf(passage.Text.Substring(link.Start, link.Length), link) is { } said)
                    yield return new CheckFinding(CheckCodes.LinkText, false, at, said);
            }
        }
    }

    /// <summary>The link's path on this platform; null where it leads elsewhere.</summary>
    public static string? PathOf(string address, PublicSite site)
    {
        if (LinkAddress.IsPage(address))
            return address;
        return address.Equals(site.Address, StringComparison.OrdinalIgnoreCase) ? "/"
            : address.StartsWith($"{site.Address}/", StringComparison.OrdinalIgnoreCase) ? address[site.Address.Length..]
            : null;
    }

    private string? FaultOf(string address)
    {
        if (address[0] == '#')
            return anchors.Contains(address[1..]) ? null : $"There is no heading for “{address}” in this issue. An anchor is the heading’s words in small letters, joined by hyphens.";
        if (PathOf(address, site) is not { } whole)
            return null;
        var path = whole.Split('?', '#')[0];
        if (!PublicAddresses.Has(path))
            return $"There is no page “{path}” that readers can open. Check the address.";
        return path.StartsWith(Issues, StringComparison.Ordinal) && !isPublished(path[Issues.Length..])
            ? $"No newsletter “{path[Issues.Length..]}” has been published. Check the address."
            : null;
    }

    private static string? TextFaultOf(string text, PassageLink link)
    {
        var said = text.Trim().TrimEnd('.', '!', ':', '…', '>', '»', '→').Trim();
        if (link.IsBare ? link.Address.StartsWith("http", StringComparison.OrdinalIgnoreCase) : said.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || said.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || said.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            return "This link shows a bare address. Say where it leads instead, in a few words.";
        if (said.Length == 0)
            return "This link has no text. Say where it leads, in a few words.";
        return SaysNothing.Contains(said) ? $"“{said}” does not say where the link leads. Use words that make sense by themselves, such as the page’s title." : null;
    }
}
