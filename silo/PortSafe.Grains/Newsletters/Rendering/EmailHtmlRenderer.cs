using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Newsletters.Images;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>
/// Writes a body for mail: one column, tables for layout, a style on each element. A chart is a picture inside the message, and
/// beneath it a table whose bars are cells, for readers who block pictures.
/// </summary>
/// <param name="page">The path of the issue's own page, on which every chart is shown with its figures.</param>
internal sealed class EmailHtmlRenderer(PublicSite site, string page) : HtmlRenderer(site)
{
    /// <summary>The width of the column, and of the pictures in it, in CSS pixels.</summary>
    public const int ColumnWidth = 544;

    private readonly PublicSite _site = site;
    private readonly FigureNotes _notes = new();

    protected override string Attributes(string element) => EmailStyles.Attributes(element);

    protected override void WriteQuote(QuoteBlock quote)
    {
        OpenLayout("margin:8px 0 24px;");
        Output.Append($"<tr><td class=\"ps-line\" style=\"padding:16px 18px 1px;background-color:{EmailStyles.Tint};border-left:5px solid {EmailStyles.Navy};\">");
        WriteBlocks(quote);
        Output.Append("</td></tr></table>");
    }

    protected override void WriteButton(string address, ContainerInline text)
    {
        Output.Append("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:8px 0 26px\"><tr>")
            .Append($"<td class=\"ps-action\" bgcolor=\"{EmailStyles.Navy}\" style=\"background-color:{EmailStyles.Navy};padding:12px 20px\">")
            .Append($"<a href=\"{Html.Text(address)}\" style=\"{EmailStyles.Font}font-size:17px;line-height:22px;font-weight:bold;color:#ffffff;text-decoration:none\">");
        WriteInlines(text);
        Output.Append("</a></td></tr></table>");
    }

    protected override void WriteImage(LinkInline link, string alt, IssueImage? image)
    {
        var width = Math.Min(image?.Width ?? ColumnWidth, ColumnWidth);
        Output.Append($"<p{Attributes("p")}><img src=\"cid:{ImageMarkup.HashOf(link.Url)}\" width=\"{width}\" alt=\"{Html.Text(alt)}\" ")
            .Append($"style=\"display:block;width:100%;max-width:{width}px;height:auto;border:0;{EmailStyles.Font}font-size:15px;line-height:20px;color:{EmailStyles.Ink};\"></p>");
    }

    protected override void WriteKeyFigures(IReadOnlyList<KeyFigure> figures)
    {
        OpenLayout($"margin:20px 0 28px;border-top:2px solid {EmailStyles.Ink};", " class=\"ps-ink\"");
        foreach (var pair in figures.Chunk(2))
        {
            Output.Append("<tr>");
            for (var index = 0; index < pair.Length; index++)
                WriteKeyFigure(pair[index], index == 0);
            Output.Append("</tr>\n");
        }
        Output.Append("</table>");
    }

    protected override void WriteTable(FigureTable table)
    {
        Output.Append($"<table{Attributes("table")}>")
            .Append($"<caption class=\"ps-text\" style=\"{EmailStyles.Font}font-size:15px;line-height:20px;font-weight:bold;color:{EmailStyles.Ink};text-align:left;padding:10px 0 4px;\">{Html.Text(table.Title)}</caption>\n<tr>");
        foreach (var column in table.Columns)
            Output.Append($"<th scope=\"col\"{(column.IsNumber ? " width=\"27%\"" : "")}{Attributes(column.IsNumber ? "th-number" : "th")}>{Html.Text(column.Title)}</th>");
        Output.Append("</tr>\n");
        foreach (var row in table.Rows)
            WriteRow(table, row);
        Output.Append("</table>");
        WriteNotes(table.Notes);
    }

    protected override void WriteChart(Figure.Drawn chart)
    {
        var drawn = chart.Chart;
        Output.Append($"<h3{Attributes("h3")}>{Html.Text(drawn.Title)}</h3>\n<p{Attributes("note")}>{Html.Text(drawn.Subtitle)}</p>\n")
            .Append($"<img src=\"cid:{IssuePicture.ContentIdOf(chart)}\" width=\"{ColumnWidth}\" alt=\"{Html.Text(drawn.AltText)}\" ")
            .Append($"style=\"display:block;width:100%;max-width:{ColumnWidth}px;height:auto;border:0;background-color:#ffffff;{EmailStyles.Font}font-size:15px;line-height:20px;color:{EmailStyles.Ink};\">\n");
        ChartBars.Write(Output, drawn);
        WriteNotes(drawn.NotesToRead);
        Output.Append($"<p{Attributes("note")}>Source: {Html.Text(drawn.Source)}. {Html.Text(drawn.Release is { } release ? $"{release}. " : "")}")
            .Append($"<a href=\"{Html.Text(_site.Page($"{page}#{drawn.Id}"))}\"{Attributes("a")}>Chart and figures on the web</a></p>");
    }

    private void WriteRow(FigureTable table, IReadOnlyList<string> row)
    {
        Output.Append("<tr>");
        for (var index = 0; index < row.Count; index++)
        {
            var text = Html.Text(row[index]);
            Output.Append(index == 0
                ? $"<th scope=\"row\"{Attributes("th-row")}>{text}</th>"
                : $"<td{Attributes(table.Columns[index].IsNumber ? "td-number" : "td")}>{text}</td>");
        }
        Output.Append("</tr>\n");
    }

    private void WriteKeyFigure(KeyFigure figure, bool isFirst)
    {
        // No padding on anything but cells, because Outlook knows it on no other element.
        Output.Append($"<td width=\"50%\" class=\"ps-figure ps-rule\" style=\"width:50%;padding:12px {(isFirst ? 12 : 0)}px 12px 0;border-bottom:1px solid {EmailStyles.Rule};vertical-align:top;\">")
            .Append($"<div class=\"ps-quiet\" style=\"{EmailStyles.Font}font-size:15px;line-height:20px;color:{EmailStyles.Quiet};\">{Html.Text(figure.Label)}</div>")
            .Append($"<div class=\"ps-text\" style=\"{EmailStyles.Font}font-size:34px;line-height:42px;font-weight:bold;color:{EmailStyles.Ink};\">{Html.Text(figure.Value)}");
        if (figure.Suffix is { } suffix)
            Output.Append($" <span style=\"font-size:17px;line-height:20px;font-weight:normal;\">{Html.Text(suffix)}</span>");
        Output.Append("</div>");
        if (figure.Trend is { } trend)
            WriteTrend(trend);
        Output.Append("</td>");
    }

    private void WriteTrend(Trend trend)
    {
        var tone = trend.IsGood switch
        {
            true => $" class=\"ps-good\" style=\"color:{EmailStyles.Good};\"",
            false => $" class=\"ps-bad\" style=\"color:{EmailStyles.Bad};\"",
            null => "",
        };
        var arrow = trend.Direction switch { TrendDirection.Up => "▲", TrendDirection.Down => "▼", _ => "" };
        Output.Append($"<div class=\"ps-text\" style=\"{EmailStyles.Font}font-size:15px;line-height:20px;color:{EmailStyles.Ink};\">")
            .Append(arrow.Length == 0 ? "" : $"<span aria-hidden=\"true\"{tone}>{arrow}</span> ")
            .Append(Html.Text(Wording.Capital(trend.Sentence)))
            .Append("</div>");
    }

    private void WriteNotes(IReadOnlyList<string> all)
    {
        if (_notes.Fresh(all) is { Count: > 0 } notes)
            Output.Append($"<p{Attributes("note")}>{Html.Text(string.Join(" ", notes))}</p>\n");
    }

    private void OpenLayout(string style, string attributes = "") => Output.Append(
        $"<table role=\"presentation\"{attributes} width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:100%;border-collapse:separate;{style}\">");
}
