using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Newsletters.Images;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>Writes a body, whose tokens are resolved, as HTML. What the two kinds of page do differently is for the classes below it.</summary>
internal abstract class HtmlRenderer(PublicSite site)
{
    private IReadOnlyDictionary<HeadingBlock, string> _anchors = new Dictionary<HeadingBlock, string>();

    protected StringBuilder Output { get; } = new();

    /// <summary>The HTML of a whole body.</summary>
    /// <exception cref="InvalidOperationException">A token is not resolved, or the body was not checked.</exception>
    public string Render(MarkdownDocument document)
    {
        Output.Clear();
        _anchors = HeadingAnchors.Linked(document);
        foreach (var block in document)
            Write(block);
        return Output.ToString();
    }

    /// <summary>The attributes of an element, each with a space before it; empty for none.</summary>
    /// <param name="element">The element's name, or <c>p-li</c> for a paragraph in a list, <c>a-tel</c> for a telephone number, <c>th-number</c>
    /// and <c>td-number</c> for figures in the last column, <c>th-inner</c> and <c>td-inner</c> in another.</param>
    protected abstract string Attributes(string element);

    protected abstract void WriteQuote(QuoteBlock quote);

    protected abstract void WriteButton(string address, ContainerInline text);

    /// <param name="image">Null where nothing is known of the picture but its address.</param>
    protected abstract void WriteImage(LinkInline link, string alt, IssueImage? image);

    protected abstract void WriteChart(Figure.Drawn chart);

    protected abstract void WriteKeyFigures(IReadOnlyList<KeyFigure> figures);

    protected abstract void WriteTable(FigureTable table);

    protected void WriteBlocks(ContainerBlock container)
    {
        foreach (var block in container)
            Write(block);
    }

    protected void WriteInlines(ContainerInline? container)
    {
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
            Write(inline);
    }

    protected void WriteText(ReadOnlySpan<char> text) => Output.Append(Html.Text(text));

    protected void Element(string element, Action write)
    {
        var name = element.Split('-')[0];
        Output.Append('<').Append(name).Append(Attributes(element)).Append('>');
        write();
        Output.Append("</").Append(name).Append('>');
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case LinkReferenceDefinitionGroup:
                return;
            case FigureBlock figure:
                WriteFigure(figure);
                break;
            case HeadingBlock heading:
                WriteHeading(heading);
                break;
            case ParagraphBlock paragraph:
                WriteParagraph(paragraph);
                break;
            case ListBlock list:
                WriteList(list);
                break;
            case QuoteBlock quote:
                WriteQuote(quote);
                break;
            case Table table:
                WriteTable(table);
                break;
            case CodeBlock code:
                Element("pre", () => WriteText(code.Lines.ToString()));
                break;
            case ThematicBreakBlock:
                Output.Append("<hr").Append(Attributes("hr")).Append('>');
                break;
            default:
                throw Unknown(block);
        }
        Output.Append('\n');
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                WriteText(literal.Content.AsSpan());
                break;
            case HtmlEntityInline entity:
                WriteText(entity.Transcoded.AsSpan());
                break;
            case CodeInline code:
                Element("code", () => WriteText(code.Content));
                break;
            case LineBreakInline lineBreak:
                Output.Append(lineBreak.IsHard ? "<br>" : "\n");
                break;
            case FigureInline { Figure: Figure.Stat stat }:
                WriteText(stat.Words);
                break;
            case EmphasisInline emphasis:
                Element(emphasis.DelimiterCount == 2 ? "strong" : "em", () => WriteInlines(emphasis));
                break;
            case LinkInline { IsImage: false } link:
                WriteLink(link.Url!, () => WriteInlines(link));
                break;
            case AutolinkInline link:
                WriteLink(link.IsEmail ? $"mailto:{link.Url}" : link.Url, () => WriteText(link.Url));
                break;
            default:
                throw Unknown(inline);
        }
    }

    private void WriteHeading(HeadingBlock heading)
    {
        var name = $"h{Math.Min(heading.Level, 3)}";
        var anchor = _anchors.TryGetValue(heading, out var words) ? $" id=\"{HeadingAnchors.Prefix}{words}\"" : "";
        Output.Append($"<{name}{anchor}{Attributes(name)}>");
        WriteInlines(heading.Inline);
        Output.Append($"</{name}>");
    }

    private void WriteParagraph(ParagraphBlock paragraph)
    {
        if (paragraph.Parent is ListItemBlock { Parent: ListBlock { IsLoose: false } } or TableCell)
            WriteInlines(paragraph.Inline);
        else if (ImageMarkup.AloneIn(paragraph) is { } image)
            WriteImage(image, ImageMarkup.AltOf(image), ImageMarkup.ImageOf(image));
        else if (CallToAction.In(paragraph) is { } action)
            WriteButton(Absolute(action.Url!), action);
        else
            Element(paragraph.Parent is ListItemBlock ? "p-li" : "p", () => WriteInlines(paragraph.Inline));
    }

    private void WriteList(ListBlock list)
    {
        var start = list is { IsOrdered: true, OrderedStart: { } first } && int.TryParse(first, out var number) && number != 1 ? $" start=\"{number}\"" : "";
        var name = list.IsOrdered ? "ol" : "ul";
        Output.Append('<').Append(name).Append(Attributes(name)).Append(start).Append('>');
        foreach (var item in list.Cast<ListItemBlock>())
            Element("li", () => WriteBlocks(item));
        Output.Append("</").Append(name).Append('>');
    }

    private void WriteLink(string address, Action write)
    {
        var whole = Absolute(address);
        var isTelephone = address.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);
        // Whoever follows a link to the reporting form must not carry where they came from.
        var outward = whole.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !LinkAddress.IsPage(address) ? " rel=\"noreferrer noopener\"" : "";
        Output.Append("<a href=\"").Append(Html.Text(whole)).Append('"').Append(outward).Append(Attributes(isTelephone ? "a-tel" : "a")).Append('>');
        write();
        Output.Append("</a>");
    }

    protected virtual string Absolute(string address) => LinkAddress.Absolute(address, site);

    private void WriteTable(Table table) => Element("table", () =>
    {
        foreach (var row in table.Cast<TableRow>())
            Element("tr", () =>
            {
                for (var index = 0; index < row.Count; index++)
                    WriteCell(table, row, index);
            });
    });

    private void WriteCell(Table table, TableRow row, int index)
    {
        var right = index < table.ColumnDefinitions.Count && table.ColumnDefinitions[index].Alignment == TableColumnAlign.Right;
        var kind = !right ? "" : index == row.Count - 1 ? "-number" : "-inner";
        Element((row.IsHeader ? "th" : "td") + kind, () => WriteBlocks((TableCell)row[index]));
    }

    private void WriteFigure(FigureBlock block)
    {
        switch (block.Figure)
        {
            case Figure.Drawn drawn:
                WriteChart(drawn);
                break;
            case Figure.Key key:
                WriteKeyFigures(key.Figures);
                break;
            case Figure.Tabular tabular:
                WriteTable(tabular.Table);
                break;
            default:
                throw Unknown(block);
        }
    }

    private static InvalidOperationException Unknown(MarkdownObject what) =>
        new($"{what.GetType().Name} on line {what.Line + 1} was neither checked nor resolved.");
}
