using System.Text;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>A chart's figures as a small table in a mail: one series as bars made of cells, several as columns of figures.</summary>
internal static class ChartBars
{
    /// <summary>The most rows shown: of a longer history the latest, of which the page has all.</summary>
    private const int MostRows = 12;

    /// <summary>Lighter than the picture's, of which these bars are the small copy.</summary>
    private const string BarColour = "#6bace6";

    private const string Small = $"{EmailStyles.Font}font-size:14px;line-height:18px;";

    public static void Write(StringBuilder output, Chart chart)
    {
        var table = ChartTable.Of(chart);
        var rows = table.Rows.Skip(Math.Max(0, table.Rows.Count - MostRows)).ToList();
        if (rows.Count == 0)
            return;
        output.Append($"<table style=\"width:100%;margin:14px 0 12px;border-collapse:collapse;\"><caption class=\"ps-text\" style=\"{Small}padding:0 0 4px;font-weight:bold;text-align:left;color:{EmailStyles.Ink};\">{CaptionOf(table, rows)}</caption>\n");
        if (chart.Series.Count == 1)
            WriteBars(output, rows);
        else
            WriteColumns(output, table.Header, rows);
        output.Append("</table>\n");
    }

    private static string CaptionOf(ChartTable table, List<ChartTableRow> shown) =>
        shown.Count == table.Rows.Count ? "The same figures as a table" : "The latest of these figures as a table";

    private static void WriteBars(StringBuilder output, List<ChartTableRow> rows)
    {
        var longest = rows.Max(row => row.Cells[0].Upper ?? row.Cells[0].Value ?? 0);
        foreach (var row in rows)
        {
            var point = row.Cells[0];
            output.Append($"<tr><th scope=\"row\" class=\"ps-text\" style=\"{Small}padding:2px 10px 2px 0;font-weight:normal;text-align:left;color:{EmailStyles.Ink};\">{Html.Text(row.Heading)}</th>")
                .Append($"<td class=\"ps-text\" style=\"{Small}padding:2px 10px 2px 0;text-align:right;color:{EmailStyles.Ink};white-space:nowrap;font-variant-numeric:tabular-nums;\">{Html.Text(TextOf(point))}</td>")
                .Append("<td width=\"45%\" style=\"width:45%;padding:2px 0;\">");
            WriteBar(output, point, longest);
            output.Append("</td></tr>\n");
        }
    }

    private static void WriteBar(StringBuilder output, ChartPoint point, double longest)
    {
        var reach = point.Value ?? point.Upper;
        if (reach is not > 0 || longest <= 0)
            return;
        var width = Math.Max(1, (int)Math.Round(100 * reach.Value / longest));
        // A figure that is only known to be small is drawn as an outline, never as a bar.
        var (fill, kind) = point.Value is null ? ($"border:1px dashed {EmailStyles.Navy};", " class=\"ps-outline\"") : ($"background-color:{BarColour};", "");
        output.Append($"<table role=\"presentation\" width=\"{width}%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:{width}%;\"><tr><td{kind} style=\"height:10px;line-height:10px;font-size:0;{fill}\">&nbsp;</td></tr></table>");
    }

    private static void WriteColumns(StringBuilder output, IReadOnlyList<string> header, List<ChartTableRow> rows)
    {
        output.Append("<tr>");
        for (var index = 0; index < header.Count; index++)
            output.Append($"<th scope=\"col\" class=\"ps-text ps-ink\" style=\"{Small}padding:4px 0 4px {(index == 0 ? 0 : 10)}px;text-align:{(index == 0 ? "left" : "right")};color:{EmailStyles.Ink};border-bottom:1px solid {EmailStyles.Ink};\">{Html.Text(header[index])}</th>");
        output.Append("</tr>\n");
        foreach (var row in rows)
        {
            output.Append($"<tr><th scope=\"row\" class=\"ps-text ps-rule\" style=\"{Small}padding:4px 0;font-weight:normal;text-align:left;color:{EmailStyles.Ink};border-bottom:1px solid {EmailStyles.Rule};\">{Html.Text(row.Heading)}</th>");
            foreach (var point in row.Cells)
                output.Append($"<td class=\"ps-text ps-rule\" style=\"{Small}padding:4px 0 4px 10px;text-align:right;color:{EmailStyles.Ink};border-bottom:1px solid {EmailStyles.Rule};\">{Html.Text(TextOf(point))}</td>");
            output.Append("</tr>\n");
        }
    }

    /// <summary>The figure, with a withheld one as words.</summary>
    public static string TextOf(ChartPoint point) => point.Text;
}
