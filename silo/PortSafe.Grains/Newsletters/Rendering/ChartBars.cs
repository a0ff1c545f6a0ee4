using System.Text;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>A chart's figures as a small table in a mail: one series as bars made of cells, several as columns of figures.</summary>
internal static class ChartBars
{
    /// <summary>The most rows shown: of a longer history the latest, of which the page has all.</summary>
    private const int MostRows = 12;

    /// <summary>The share of its cell that the longest bar takes, so that its figure fits beside it.</summary>
    private const double LongestBar = 74;

    private const string Small = $"{EmailStyles.Font}font-size:14px;line-height:18px;";

    public static void Write(StringBuilder output, Chart chart)
    {
        var table = ChartTable.Of(chart);
        var rows = table.Rows.Skip(Math.Max(0, table.Rows.Count - MostRows)).ToList();
        if (rows.Count == 0)
            return;
        output.Append($"<table aria-label=\"{Html.Text(chart.Subtitle)}\" style=\"width:100%;margin:6px 0 10px;border-collapse:collapse;\">\n");
        if (chart.Series.Count == 1)
            WriteBars(output, rows);
        else
            WriteColumns(output, table.Header, rows);
        output.Append("</table>\n");
    }

    private static void WriteBars(StringBuilder output, List<ChartTableRow> rows)
    {
        var longest = rows.Max(row => row.Cells[0].Upper ?? row.Cells[0].Value ?? 0);
        foreach (var row in rows)
        {
            var point = row.Cells[0];
            output.Append($"<tr><th scope=\"row\" class=\"ps-text\" style=\"{Small}width:38%;padding:2px 12px 2px 0;font-weight:normal;text-align:left;color:{EmailStyles.Ink};\">{Html.Text(row.Heading)}</th>")
                .Append("<td style=\"padding:2px 0;\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:100%;\"><tr>");
            WriteBar(output, point, longest);
            output.Append($"<td class=\"ps-text\" style=\"{Small}padding:0 0 0 8px;font-weight:bold;color:{EmailStyles.Ink};white-space:nowrap;\">{Html.Text(TextOf(point))}</td></tr></table></td></tr>\n");
        }
    }

    private static void WriteBar(StringBuilder output, ChartPoint point, double longest)
    {
        var reach = point.Value ?? point.Upper;
        if (reach is not > 0 || longest <= 0)
            return;
        var width = Math.Max(1, (int)Math.Round(LongestBar * reach.Value / longest));
        // A figure that is only known to be small is drawn as an outline, never as a bar.
        var fill = point.Value is null
            ? $"background-color:#ffffff;border:1px dashed {EmailStyles.Navy};"
            : $"background-color:{EmailStyles.Navy};";
        output.Append($"<td width=\"{width}%\" style=\"width:{width}%;height:14px;line-height:14px;font-size:0;{fill}\">&nbsp;</td>");
    }

    private static void WriteColumns(StringBuilder output, IReadOnlyList<string> header, List<ChartTableRow> rows)
    {
        output.Append("<tr>");
        for (var index = 0; index < header.Count; index++)
            output.Append($"<th scope=\"col\" class=\"ps-text\" style=\"{Small}padding:4px 0 4px {(index == 0 ? 0 : 10)}px;text-align:{(index == 0 ? "left" : "right")};color:{EmailStyles.Ink};border-bottom:1px solid {EmailStyles.Ink};\">{Html.Text(header[index])}</th>");
        output.Append("</tr>\n");
        foreach (var row in rows)
        {
            output.Append($"<tr><th scope=\"row\" class=\"ps-text\" style=\"{Small}padding:4px 0;font-weight:normal;text-align:left;color:{EmailStyles.Ink};border-bottom:1px solid {EmailStyles.Rule};\">{Html.Text(row.Heading)}</th>");
            foreach (var point in row.Cells)
                output.Append($"<td class=\"ps-text\" style=\"{Small}padding:4px 0 4px 10px;text-align:right;color:{EmailStyles.Ink};border-bottom:1px solid {EmailStyles.Rule};\">{Html.Text(TextOf(point))}</td>");
            output.Append("</tr>\n");
        }
    }

    /// <summary>The figure, with a withheld one as words.</summary>
    public static string TextOf(ChartPoint point) => point.Marker == ChartPoint.WithheldMarker ? "not shown" : point.Display;
}
