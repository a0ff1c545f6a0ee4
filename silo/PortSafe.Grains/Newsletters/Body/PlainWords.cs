using System.Text;
using Markdig.Syntax.Inlines;

namespace PortSafe.Grains.Newsletters.Body;

/// <summary>The words of a heading or of a picture's description, without markup.</summary>
internal static class PlainWords
{
    public static string Of(ContainerInline? container)
    {
        var text = new StringBuilder();
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                CodeInline code => text.Append(code.Content),
                LineBreakInline => text.Append(' '),
                ContainerInline inner => text.Append(Of(inner)),
                _ => text,
            };
        return text.ToString().Trim();
    }
}
