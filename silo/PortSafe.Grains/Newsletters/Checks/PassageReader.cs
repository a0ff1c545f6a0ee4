using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>Reads the passages of a body, whatever is wrong with it.</summary>
internal static class PassageReader
{
    private const string CellBreak = " | ";

    /// <summary>Every passage, in the order of the text.</summary>
    public static IReadOnlyList<Passage> Read(MarkdownDocument document)
    {
        var passages = new List<Passage>();
        ReadBlocks(document, "", passages);
        return passages;
    }

    private static void ReadBlocks(ContainerBlock container, string context, List<Passage> passages)
    {
        var before = "";
        foreach (var block in container)
        {
            Read(block, block is ListBlock && before.EndsWith(':') ? $"{context} {before}" : context, passages);
            before = block is ParagraphBlock ? passages[^1].Text.TrimEnd() : "";
        }
    }

    private static void Read(Block block, string context, List<Passage> passages)
    {
        switch (block)
        {
            case HeadingBlock or ParagraphBlock:
                passages.Add(Of(block is HeadingBlock ? PassageKind.Heading : PassageKind.Paragraph, [(LeafBlock)block], " ", context));
                break;
            case CodeBlock code:
                passages.Add(new Passage(PassageKind.Code, code.Lines.ToString(), context, [(0, code.Span.Start)], []));
                break;
            case ListItemBlock item:
                ReadItem(item, context, passages);
                break;
            case Table table:
                ReadTable(table, context, passages);
                break;
            case ContainerBlock other and not LinkReferenceDefinitionGroup:
                ReadBlocks(other, context, passages);
                break;
        }
    }

    private static void ReadItem(ListItemBlock item, string context, List<Passage> passages)
    {
        var own = Of(PassageKind.ListItem, [.. item.OfType<ParagraphBlock>()], " ", context);
        passages.Add(own);
        foreach (var inner in item.Where(inner => inner is not ParagraphBlock))
            Read(inner, $"{context} {own.Text}", passages);
    }

    private static void ReadTable(Table table, string context, List<Passage> passages)
    {
        var headings = string.Join(CellBreak, table.OfType<TableRow>().Where(row => row.IsHeader).Select(row => Of(row, "").Text));
        passages.AddRange(table.OfType<TableRow>().Select(row => Of(row, row.IsHeader ? context : $"{context} {headings}")));
    }

    private static Passage Of(TableRow row, string context) =>
        Of(PassageKind.TableRow, [.. row.OfType<TableCell>().SelectMany(cell => cell.OfType<LeafBlock>())], CellBreak, context);

    private static Passage Of(PassageKind kind, IReadOnlyList<LeafBlock> blocks, string between, string context)
    {
        var writer = new Writer();
        foreach (var block in blocks)
        {
            writer.Write(writer.IsEmpty ? "" : between, block.Span.Start);
            writer.Write(block.Inline);
        }
        return writer.ToPassage(kind, context);
    }

    private sealed class Writer
    {
        private readonly StringBuilder _text = new();
        private readonly List<(int At, int Source)> _marks = [];
        private readonly List<PassageLink> _links = [];

        public bool IsEmpty => _text.Length == 0;

        public Passage ToPassage(PassageKind kind, string context) => new(kind, _text.ToString(), context, _marks, _links);

        public void Write(string text, int source)
        {
            _marks.Add((_text.Length, source));
            _text.Append(text);
        }

        public void Write(ContainerInline? container)
        {
            foreach (var inline in container ?? Enumerable.Empty<Inline>())
                Write(inline);
        }

        private void Write(Inline inline)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Write(literal.Content.ToString(), inline.Span.Start);
                    break;
                case HtmlEntityInline entity:
                    Write(entity.Transcoded.ToString(), inline.Span.Start);
                    break;
                case CodeInline code:
                    Write(code.Content, inline.Span.Start + 1);
                    break;
                case LineBreakInline:
                    Write(" ", inline.Span.Start);
                    break;
                case FigureInline:
                    Write(Passage.Token.ToString(), inline.Span.Start);
                    break;
                case AutolinkInline link:
                    _links.Add(new PassageLink(link.IsEmail ? $"mailto:{link.Url}" : link.Url, _text.Length, link.Url.Length, false, true));
                    Write(link.Url, inline.Span.Start + 1);
                    break;
                case LinkInline link:
                    var start = _text.Length;
                    _marks.Add((start, inline.Span.Start));
                    Write((ContainerInline)link);
                    _links.Add(new PassageLink(link.Url ?? "", start, _text.Length - start, link.IsImage, false));
                    break;
                case ContainerInline container:
                    Write(container);
                    break;
            }
        }
    }
}
