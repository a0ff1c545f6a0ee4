using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Archive;

/// <summary>What can be found of a body whose tokens are resolved: its text block by block, on one line each, without addresses of links.</summary>
internal static class SearchPassages
{
    public static IReadOnlyList<string> Of(MarkdownDocument document) =>
        [.. document.Descendants<LeafBlock>().SelectMany(Of).Select(OneLine).Where(passage => passage.Length > 0)];

    private static IEnumerable<string> Of(LeafBlock block) => block switch
    {
        LinkReferenceDefinition => [],
        FigureBlock figure => Of(figure.Figure),
        CodeBlock code => [code.Lines.ToString()],
        _ => [Text(block.Inline)],
    };

    private static IEnumerable<string> Of(Figure? figure) => figure switch
    {
        Figure.Tabular { Table: var table } => [table.Title, .. table.Rows.Select(row => string.Join(" ", row)), .. table.Notes],
        Figure.Key key => key.Figures.Select(one => $"{one.Label}: {one.Value} {one.Suffix} {one.Trend?.Sentence}"),
        Figure.Drawn { Chart: var chart } =>
            [chart.Title, chart.Subtitle, .. ChartTable.Of(chart).Rows.Select(row => $"{row.Heading} {string.Join(" ", row.Cells.Select(cell => cell.Text))}")],
        _ => [],
    };

    private static string Text(ContainerInline? container)
    {
        var text = new StringBuilder();
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
            text.Append(Text(inline));
        return text.ToString();
    }

    private static string Text(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        FigureInline { Figure: Figure.Stat stat } => stat.Words,
        AutolinkInline link => link.Url,
        ContainerInline container => Text(container),
        _ => "",
    };

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
