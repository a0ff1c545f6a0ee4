using PortSafe.Domain;

namespace PortSafe.Grains.Charts;

/// <summary>A chart's figures as text, for the table beside it, in a mail or in a spreadsheet.</summary>
/// <param name="Caption">The chart's title and measure.</param>
/// <param name="Header">The head of the column of categories, then the name of each series.</param>
/// <param name="Rows">A row a category, in the chart's order.</param>
public sealed record ChartTable(string Caption, IReadOnlyList<string> Header, IReadOnlyList<ChartTableRow> Rows)
{
    /// <summary>The table of a chart.</summary>
    /// <exception cref="ArgumentException">The chart breaks one of its bounds.</exception>
    public static ChartTable Of(Chart chart)
    {
        chart.Check();
        return new ChartTable(
            $"{chart.Title}. {chart.Subtitle}",
            [chart.CategoryName, .. chart.Series.Select(series => series.Name)],
            [.. chart.Categories.Select((category, i) => new ChartTableRow(
                Quarter.TryParse(category, null, out var quarter) ? quarter.Title : category,
                category,
                [.. chart.Series.Select(series => series.Points[i])]))]);
    }
}

/// <summary>One category's figures.</summary>
/// <param name="Heading">The category to people: “July to September 2026”.</param>
/// <param name="Key">The category to machines: <c>2026Q3</c>.</param>
/// <param name="Cells">One point a series; a page shows its display text.</param>
public sealed record ChartTableRow(string Heading, string Key, IReadOnlyList<ChartPoint> Cells);
