using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Newsletters.Images;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>Writes a body, whose tokens are resolved, as plain text from its Markdown: for whoever reads mail without HTML.</summary>
internal sealed class PlainTextRenderer(PublicSite site)
{
    private readonly FigureNotes _notes = new();

    /// <summary>The text of a whole body, in lines of at most <see cref="EmailText.Width"/> characters unless an address is longer.</summary>
    /// <exception cref="InvalidOperationException">A token is not resolved, or the body was not checked.</exception>
    public string Render(MarkdownDocument document) => string.Join("\n", Blocks(document, EmailText.Width, tight: false)) + "\n";

    /// <summary>A paragraph's text on one line.</summary>
    public string Inline(ParagraphBlock paragraph) => Text(paragraph.Inline).Replace('\n', ' ');

    private List<string> Blocks(ContainerBlock container, int width, bool tight)
    {
        var lines = new List<string>();
        foreach (var block in container)
        {
            var next = Lines(block, width);
            if (next.Count == 0)
                continue;
            if (lines.Count > 0 && !tight)
                lines.Add("");
            if (lines.Count > 0 && block is HeadingBlock { Level: <= 2 })
                lines.Add("");
            lines.AddRange(next);
        }
        return lines;
    }

    private List<string> Lines(Block block, int width) => block switch
    {
        LinkReferenceDefinitionGroup => [],
        HeadingBlock heading => Heading(Text(heading.Inline), heading.Level, width),
        ParagraphBlock paragraph => Paragraph(paragraph, width),
        ListBlock list => List(list, width),
        QuoteBlock quote => [.. TextLines.Hang(Blocks(quote, width - 2, tight: false), "| ", "| ")],
        CodeBlock code => [.. code.Lines.ToString().Split('\n').Select(line => $"    {line}".TrimEnd())],
        ThematicBreakBlock => [new string('-', width)],
        Table table => MarkdownTable(table, width),
        FigureBlock figure => FigureLines(figure, width),
        _ => throw Unknown(block),
    };

    private static List<string> Heading(string text, int level, int width)
    {
        var lines = TextLines.Wrap(text, width);
        lines.Add(new string(level switch { 1 => '=', 2 => '-', _ => '.' }, lines.Max(line => line.Length)));
        return lines;
    }

    private List<string> Paragraph(ParagraphBlock paragraph, int width)
    {
        if (ImageMarkup.AloneIn(paragraph) is { } image)
            return TextLines.Wrap($"[Picture: {Clean(ImageMarkup.AltOf(image))}]", width);
        return CallToAction.In(paragraph) is { } action && !LinkAddress.IsAnchor(action.Url!)
            ? [.. TextLines.Wrap($"{Text(action)}:", width), LinkAddress.Absolute(action.Url!, site)]
            : TextLines.Wrap(Text(paragraph.Inline), width);
    }

    private List<string> List(ListBlock list, int width)
    {
        var number = int.TryParse(list.OrderedStart, out var first) ? first : 1;
        var last = number + list.Count - 1;
        var lines = new List<string>();
        foreach (var item in list.Cast<ListItemBlock>())
        {
            var mark = list.IsOrdered ? $"{number++}. ".PadLeft($"{last}. ".Length) : "- ";
            if (lines.Count > 0 && list.IsLoose)
                lines.Add("");
            lines.AddRange(TextLines.Hang(Blocks(item, width - mark.Length, !list.IsLoose), mark, new string(' ', mark.Length)));
        }
        return lines;
    }

    private List<string> MarkdownTable(Table table, int width)
    {
        var rows = table.Cast<TableRow>().Select(row => (row.IsHeader, Cells: (IReadOnlyList<string>)[.. row.Cast<TableCell>().Select(Cell)])).ToList();
        var columns = rows.Max(row => row.Cells.Count);
        var isNumber = Enumerable.Range(0, columns).Select(column => column < table.ColumnDefinitions.Count && table.ColumnDefinitions[column].Alignment == TableColumnAlign.Right);
        return TextTable.Lines(
            rows.FirstOrDefault(row => row.IsHeader).Cells ?? [],
            [.. rows.Where(row => !row.IsHeader).Select(row => row.Cells)],
            [.. isNumber],
            width);
    }

    private string Cell(TableCell cell) => string.Join(" ", cell.OfType<ParagraphBlock>().Select(paragraph => Text(paragraph.Inline))).Replace('\n', ' ');

    private List<string> FigureLines(FigureBlock block, int width) => block.Figure switch
    {
        Figure.Tabular tabular => [
            .. TextLines.Wrap(tabular.Table.Title, width),
            "",
            .. TextTable.Lines([.. tabular.Table.Columns.Select(column => column.Title)], tabular.Table.Rows, [.. tabular.Table.Columns.Select(column => column.IsNumber)], width),
            .. Notes(tabular.Table.Notes, width)],
        Figure.Key key => TextTable.Lines([], [.. key.Figures.Select(KeyRow)], [false, true, false], width),
        Figure.Drawn drawn => ChartLines(drawn.Chart, width),
        _ => throw Unknown(block),
    };

    private static IReadOnlyList<string> KeyRow(KeyFigure figure) =>
        [figure.Label, figure.Suffix is { } suffix ? $"{figure.Value} {suffix}" : figure.Value, figure.Trend?.Sentence ?? ""];

    private List<string> ChartLines(Chart chart, int width)
    {
        var table = ChartTable.Of(chart);
        List<string> lines = [.. Heading(chart.Title, 3, width), .. TextLines.Wrap(chart.Subtitle, width), ""];
        lines.AddRange(TextTable.Lines(
            table.Header,
            [.. table.Rows.Select(row => (IReadOnlyList<string>)[row.Heading, .. row.Cells.Select(ChartBars.TextOf)])],
            [.. table.Header.Select((_, index) => index > 0)],
            width));
        lines.AddRange(Notes([.. chart.NotesToRead, $"Source: {chart.Source}.", .. chart.Release is { } release ? [$"{release}."] : Array.Empty<string>()], width));
        return lines;
    }

    private IEnumerable<string> Notes(IReadOnlyList<string> all, int width) =>
        _notes.Fresh(all) is not { Count: > 0 } notes ? [] : TextLines.Wrap(string.Join(" ", notes), width).Prepend("");

    private string Text(ContainerInline? container)
    {
        var text = new StringBuilder();
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
            text.Append(Text(inline));
        return text.ToString();
    }

    private string Text(Inline inline) => inline switch
    {
        LiteralInline literal => Clean(literal.Content.ToString()),
        HtmlEntityInline entity => Clean(entity.Transcoded.ToString()),
        CodeInline code => Clean(code.Content),
        LineBreakInline lineBreak => lineBreak.IsHard ? "\n" : " ",
        FigureInline { Figure: Figure.Stat stat } => stat.Words,
        EmphasisInline emphasis => Text(emphasis),
        LinkInline { IsImage: false } link => Linked(Text((ContainerInline)link), link.Url!),
        AutolinkInline link => Clean(link.Url),
        _ => throw Unknown(inline),
    };

    /// <summary>“text (address)”, or the text alone where it says the address already, as a telephone number does.</summary>
    private string Linked(string text, string address)
    {
        if (LinkAddress.IsAnchor(address) || (address.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) && SameDigits(text, address)))
            return text;
        var shown = address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address["mailto:".Length..].Split('?')[0] : LinkAddress.Absolute(address, site);
        return text == shown || text.Length == 0 ? shown : $"{text} ({shown})";
    }

    /// <summary>Whether a number ends in the digits that its link dials: 0800 … for +44800 ….</summary>
    private static bool SameDigits(string text, string address)
    {
        var (said, dialled) = (Digits(text), Digits(address));
        return said.Length >= 3 && dialled.EndsWith(said.TrimStart('0'), StringComparison.Ordinal);
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string Clean(string text) => string.Concat(text.Where(character => !char.IsControl(character) || character is '\n' or '\t'));

    private static InvalidOperationException Unknown(MarkdownObject what) =>
        new($"{what.GetType().Name} on line {what.Line + 1} was neither checked nor resolved.");
}
