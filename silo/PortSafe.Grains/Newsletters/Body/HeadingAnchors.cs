using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PortSafe.Grains.Newsletters.Body;

/// <summary>How a link leads to a heading of the same issue: <c>#what-changed</c>, the heading's letters and digits joined by hyphens.</summary>
internal static class HeadingAnchors
{
    /// <summary>Before the anchor in a page, where other things have names too.</summary>
    public const string Prefix = "issue-";

    /// <summary>The anchor of each heading that is linked to, once: of two headings alike it is the first.</summary>
    public static IReadOnlyDictionary<HeadingBlock, string> Linked(MarkdownDocument document)
    {
        var wanted = document.Descendants<LinkInline>().Where(link => !link.IsImage && link.Url is ['#', ..]).Select(link => link.Url![1..]).ToHashSet(StringComparer.Ordinal);
        return document.Descendants<HeadingBlock>().DistinctBy(Of).Where(heading => wanted.Contains(Of(heading))).ToDictionary(heading => heading, Of);
    }

    /// <summary>Every anchor of a text.</summary>
    public static IReadOnlySet<string> All(MarkdownDocument document) => document.Descendants<HeadingBlock>().Select(Of).Where(anchor => anchor.Length > 0).ToHashSet(StringComparer.Ordinal);

    private static string Of(HeadingBlock heading)
    {
        var letters = PlainWords.Of(heading.Inline).ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : ' ').ToArray();
        return string.Join('-', new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
