using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Grains.Newsletters.Images;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Body;

/// <summary>
/// The allow-list over the syntax tree. What is not named here does not reach a renderer, whatever Markdig may learn to parse.
/// </summary>
internal static class BodyRules
{
    /// <summary>Every place that breaks a rule.</summary>
    public static IEnumerable<BodyProblem> Check(MarkdownDocument document) => document.SelectMany(Check);

    private static IEnumerable<BodyProblem> Check(Block block) => block switch
    {
        LinkReferenceDefinitionGroup => [],
        FigureBlock figure => CheckPlace(figure),
        QuoteBlock or ListBlock or ListItemBlock or Table or TableRow or TableCell => ((ContainerBlock)block).SelectMany(Check),
        ThematicBreakBlock or CodeBlock => [],
        ParagraphBlock or HeadingBlock => ((LeafBlock)block).Inline is { } inline ? CheckContents(inline) : [],
        _ => [Problem(block, "This kind of block cannot be used. Use headings, paragraphs, lists, quotations, tables and tokens.")],
    };

    private static IEnumerable<BodyProblem> CheckContents(ContainerInline container) => container.SelectMany(Check);

    private static IEnumerable<BodyProblem> Check(Inline inline) => inline switch
    {
        LiteralInline or CodeInline or LineBreakInline or HtmlEntityInline => [],
        FigureInline figure => CheckPlace(figure),
        EmphasisInline emphasis => CheckContents(emphasis),
        LinkInline { IsImage: true } image => ImageMarkup.FaultOf(image) is { } fault ? [Problem(inline, fault)] : CheckContents(image),
        LinkInline link => [.. CheckAddress(link, link.Url), .. CheckContents(link)],
        AutolinkInline { IsEmail: true } link => CheckAddress(link, $"mailto:{link.Url}"),
        AutolinkInline link => CheckAddress(link, link.Url),
        _ => [Problem(inline, "This kind of markup cannot be used. Use emphasis, links and tokens.")],
    };

    private static IEnumerable<BodyProblem> CheckAddress(Inline inline, string? address)
    {
        if (LinkAddress.Fault(address) is { } fault)
            yield return Problem(inline, fault);
    }

    private static IEnumerable<BodyProblem> CheckPlace(FigureInline figure)
    {
        if (figure.Token.Problem is { } problem)
            yield return new BodyProblem(figure.Token.At, problem);
        else if (figure.Token.Kind != FigureKind.Stat)
            yield return new BodyProblem(figure.Token.At, "A chart or table needs a line of its own. Put the token alone on a line.");
    }

    private static IEnumerable<BodyProblem> CheckPlace(FigureBlock figure)
    {
        if (figure.Parent is not MarkdownDocument)
            yield return new BodyProblem(figure.Token.At, "A chart or table stands by itself. Take the token out of the list or quotation.");
    }

    private static BodyProblem Problem(MarkdownObject at, string message) => new(new TextPosition(at.Line + 1, at.Column + 1), message);
}
