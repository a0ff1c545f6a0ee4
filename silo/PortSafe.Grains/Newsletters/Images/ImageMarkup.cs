using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Images;

/// <summary>How an issue's Markdown shows a picture: <c>![what it shows](/newsletters/images/….png)</c>, in a paragraph of its own.</summary>
internal static partial class ImageMarkup
{
    /// <summary>The longest description, in UTF-16 units.</summary>
    public const int LongestAlt = 300;

    /// <summary>The picture that a paragraph is, or null for an ordinary one.</summary>
    public static LinkInline? AloneIn(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: LinkInline { IsImage: true, NextSibling: null } link } ? link : null;

    public static string AltOf(LinkInline link) => PlainWords.Of(link);

    /// <summary>The hash in a picture's address; null for an address that is none of this platform's pictures.</summary>
    public static string? HashOf(string? address) => Address().Match(address ?? "") is { Success: true } match ? match.Groups["hash"].Value : null;

    /// <summary>Every picture of a body.</summary>
    public static IEnumerable<LinkInline> In(MarkdownDocument document) => document.Descendants<LinkInline>().Where(link => link.IsImage);

    /// <summary>Why a picture cannot stand where it does; null when it can. A missing description is for the checklist.</summary>
    public static string? FaultOf(LinkInline link)
    {
        if (HashOf(link.Url) is null)
            return "A picture must be one that was uploaded here, such as /newsletters/images/….png. Upload it, then copy its line. For a chart write {{chart:…}} on a line of its own.";
        if (link.Parent?.ParentBlock is not ParagraphBlock { Parent: MarkdownDocument } paragraph || AloneIn(paragraph) != link)
            return "A picture needs a paragraph of its own. Put an empty line before and after it.";
        if (link.Descendants<FigureInline>().Any())
            return "A token cannot stand in a picture’s description. Put it in the text.";
        return AltOf(link).Length > LongestAlt ? $"A picture’s description has {LongestAlt} characters at most. Put the rest in the text." : null;
    }

    /// <summary>Remembers what is known of a picture, for the renderers.</summary>
    public static void Resolve(LinkInline link, IssueImage image) => link.SetData(typeof(IssueImage), image);

    /// <summary>What is known of a picture; null before it is resolved.</summary>
    public static IssueImage? ImageOf(LinkInline link) => link.GetData(typeof(IssueImage)) as IssueImage;

    [GeneratedRegex(@"^/newsletters/images/(?<hash>[0-9a-f]{64})\.(png|jpg)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
