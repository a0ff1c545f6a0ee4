using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Analytics;

/// <summary>
/// A pivot as a chart, for the page that has its table: few rows over time as columns or lines, more as bars of their sums. It is official,
/// not for release, so no picture or file is made of it.
/// </summary>
public static class ExactChart
{
    private const int MostBars = 30;

    /// <summary>The chart of the rows that a page shows.</summary>
    /// <returns>Null where there are no rows, or more than bars can be told apart.</returns>
    public static Chart? Of(ExactPivot pivot)
    {
        var isOverTime = pivot.Rows.Count <= Chart.MaxSeries && pivot.Columns.Count > 1;
        if (pivot.Rows.Count == 0 || (!isOverTime && pivot.Rows.Count > MostBars))
            return null;
        var subject = $"{ExactCsv.Marking}: exact reports by {ExactCsv.Subject(pivot)}";
        var chart = new Chart
        {
            Id = "exact",
            Title = subject,
            Subtitle = $"{pivot.Columns[0].Title}{(pivot.Columns.Count > 1 ? $" to {pivot.Columns[^1].Title}" : "")}, number of reports",
            Kind = ChartKind.Bar,
            CategoryName = "",
            Categories = [],
            Series = [],
            Unit = SectorCharts.ReportsUnit,
            Source = "Every source’s statements, as they are now",
            AltText = $"{subject}. The table has its figures.",
        };
        return isOverTime ? OverTime(chart, pivot) : Sums(chart, pivot);
    }

    private static Chart OverTime(Chart chart, ExactPivot pivot) => chart with
    {
        Kind = pivot.Rows.Count == 1 ? ChartKind.Column : ChartKind.Line,
        CategoryName = "Period",
        Categories = [.. pivot.Columns.Select(column => column.Code)],
        Series = [.. pivot.Rows.Select(row => new ChartSeries(NameOf(row), [.. row.Cells.Select(Point)]))],
    };

    private static Chart Sums(Chart chart, ExactPivot pivot)
    {
        var rows = pivot.Rows.OrderByDescending(row => row.Total.IsUnknown ? -1 : row.Total.Count.Reports).ToList();
        return chart with { CategoryName = ExactCsv.Heads(pivot)[0], Categories = [.. rows.Select(NameOf)], Series = [new ChartSeries("Reports", [.. rows.Select(row => Point(row.Total))])] };
    }

    private static string NameOf(ExactRow row) => string.Join(", ", row.Labels.Select(label => label.Title));

    private static ChartPoint Point(ExactFigure figure) => figure.IsUnknown ? ChartPoint.Unknown : ChartPoint.Figure(figure.Count.Reports, ExactCsv.Text(figure));
}
