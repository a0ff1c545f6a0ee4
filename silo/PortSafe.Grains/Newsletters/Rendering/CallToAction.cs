using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>A paragraph that is one link and nothing else is the thing to do: <c>[See how your scheme is doing](/)</c>.</summary>
internal static class CallToAction
{
    /// <summary>The link, or null when the paragraph is an ordinary one.</summary>
    public static LinkInline? In(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: LinkInline { IsImage: false, NextSibling: null } link } ? link : null;
}
