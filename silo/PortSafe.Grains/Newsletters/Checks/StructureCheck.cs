using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Images;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>Sections without contents, and pictures without a description.</summary>
internal static class StructureCheck
{
    public static IEnumerable<CheckFinding> EmptySections(MarkdownDocument document, SourceLines lines)
    {
        for (var index = 0; index < document.Count; index++)
        {
            if (document[index] is not HeadingBlock heading)
                continue;
            var next = document.Skip(index + 1).FirstOrDefault(block => block is not LinkReferenceDefinitionGroup);
            if (next is null || (next is HeadingBlock other && other.Level <= heading.Level))
                yield return new CheckFinding(CheckCodes.EmptySection, true, lines.At(heading.Span.Start), $"Nothing stands under “{PlainWords.Of(heading.Inline)}”. Write something, or take the heading out.");
        }
    }

    public static IEnumerable<CheckFinding> Pictures(MarkdownDocument document, SourceLines lines) =>
        document.Descendants<LinkInline>()
            .Where(link => link.IsImage && string.IsNullOrWhiteSpace(ImageMarkup.AltOf(link)))
            .Select(link => new CheckFinding(CheckCodes.NoAltText, true, lines.At(link.Span.Start), "This picture has no description. Say between the square brackets what it shows, for those who cannot see it."));
}
