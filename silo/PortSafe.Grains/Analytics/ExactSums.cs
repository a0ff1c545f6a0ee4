using PortSafe.Data.Analytics;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Analytics;

/// <summary>Sums a cube into a pivot. Pure: no clock, no database.</summary>
internal static class ExactSums
{
    /// <param name="names">The ports' names; may be empty where no row is a port.</param>
    /// <returns>The pivot; or <c>pivot-too-large</c>.</returns>
    public static Result<ExactPivot> Of(ExactQuery query, ReportCube cube, IReadOnlyDictionary<Locode, string> names)
    {
        var (axes, spans) = (ExactAxes.Of(query, cube), query.Spans());
        if (axes.Rows * spans.Count > ExactQuery.MaxFigures)
            return Error.Invalid("pivot-too-large", $"This table would have {axes.Rows:N0} rows of {spans.Count:N0} columns. Choose fewer ports, a shorter time or longer columns: at most {ExactQuery.MaxFigures:N0} figures are summed at once.", "by");
        var missing = spans.Select(span => span.Months.SelectMany(cube.MissingOf).ToList()).ToList();
        var columns = spans.Select((span, index) => new ExactColumn(span.Code, span.Title, StateOf(cube, span.Months, missing[index]))).ToList();
        var sums = Sum(axes, cube, spans);
        var rows = axes.InOrder(axes.PossibleRows(), names);
        var pages = Math.Max(1, (rows.Count + query.Rows - 1) / query.Rows);
        var page = Math.Min(query.Page, pages);
        var pivot = new ExactPivot(query, columns, [], new ExactRow([], [], default), rows.Count, page, pages, [.. missing.SelectMany(column => column)], cube.State.Version);
        var state = pivot.StateOfSum;
        return pivot with
        {
            Rows = [.. rows.Skip((page - 1) * query.Rows).Take(query.Rows).Select(row => Row(axes.LabelsOf(row, names), sums.AsSpan(row * columns.Count, columns.Count), columns, state))],
            Totals = Row([], Totals(sums, rows, columns.Count), columns, state),
        };
    }

    /// <summary>By row, then column.</summary>
    private static long[] Sum(ExactAxes axes, ReportCube cube, IReadOnlyList<ExactColumnSpan> spans)
    {
        var sums = new long[axes.Rows * spans.Count];
        for (var column = 0; column < spans.Count; column++)
        {
            foreach (var month in spans[column].Months)
            {
                if (axes.IsByPort)
                    Add(cube.ByPort(month), axes, sums, column, spans.Count);
                else
                    Add(cube.ByClass(month), axes, sums, column, spans.Count);
            }
        }
        return sums;
    }

    private static void Add(ReadOnlySpan<int> counts, ExactAxes axes, long[] sums, int column, int columns)
    {
        for (var place = 0; place < counts.Length / ReportCube.Categories; place++)
        {
            if (axes.Places[place] < 0)
                continue;
            var ofPlace = counts.Slice(place * ReportCube.Categories, ReportCube.Categories);
            for (var category = 0; category < ofPlace.Length; category++)
            {
                if (ofPlace[category] != 0 && axes.Categories[category] >= 0)
                    sums[((axes.Places[place] + axes.Categories[category]) * columns) + column] += ofPlace[category];
            }
        }
    }

    private static void Add(ReadOnlySpan<long> counts, ExactAxes axes, long[] sums, int column, int columns)
    {
        for (var place = 0; place < counts.Length / ReportCube.Categories; place++)
        {
            if (axes.Places[place] < 0)
                continue;
            var ofPlace = counts.Slice(place * ReportCube.Categories, ReportCube.Categories);
            for (var category = 0; category < ofPlace.Length; category++)
            {
                if (axes.Categories[category] >= 0)
                    sums[((axes.Places[place] + axes.Categories[category]) * columns) + column] += ofPlace[category];
            }
        }
    }

    private static long[] Totals(long[] sums, IReadOnlyList<int> rows, int columns)
    {
        var totals = new long[columns];
        foreach (var row in rows)
        {
            for (var column = 0; column < columns; column++)
                totals[column] += sums[(row * columns) + column];
        }
        return totals;
    }

    private static ExactRow Row(IReadOnlyList<ExactLabel> labels, ReadOnlySpan<long> sums, List<ExactColumn> columns, ExactState state)
    {
        var (cells, total) = (new ExactFigure[sums.Length], 0L);
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = new ExactFigure(new RawCount(sums[column]), columns[column].State);
            total += sums[column];
        }
        return new ExactRow(labels, cells, new ExactFigure(new RawCount(total), state));
    }

    private static ExactState StateOf(ReportCube cube, IReadOnlyList<Month> months, List<MissingStatement> missing)
    {
        if (missing.Count == 0)
            return ExactState.Known;
        return months.Any(month => !cube.ByClass(month).IsEmpty) ? ExactState.Incomplete : ExactState.Unknown;
    }
}
