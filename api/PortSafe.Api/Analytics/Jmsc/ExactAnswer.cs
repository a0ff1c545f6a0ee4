using PortSafe.Domain;
using PortSafe.Grains.Analytics;

namespace PortSafe.Api.Analytics.Jmsc;

/// <summary>Exact reports as JSON.</summary>
/// <param name="Marking">That they are official, and not for release.</param>
/// <param name="Split">Null where rows are not broken down once more.</param>
/// <param name="Columns">The periods, the earliest first.</param>
/// <param name="Unknown">Months that are not known, by source.</param>
/// <param name="LedgerVersion">The version of the ledger of statements that was read.</param>
internal sealed record ExactAnswer(
    string Marking, string By, string? Split, ExactColumnAnswer[] Columns, ExactRowAnswer[] Rows, ExactRowAnswer Totals, IReadOnlyList<UnknownMonth> Unknown, long LedgerVersion)
{
    public static ExactAnswer Of(ExactPivot pivot) => new(
        ExactCsv.Marking,
        pivot.Query.By.Code,
        pivot.Query.Split?.Code,
        [.. pivot.Columns.Select(column => new ExactColumnAnswer(column.Code, StateOf(column.State)))],
        [.. pivot.Rows.Select(ExactRowAnswer.Of)],
        ExactRowAnswer.Of(pivot.Totals),
        [.. pivot.Missing.Select(missing => new UnknownMonth(missing.Month, missing.Source))],
        pivot.Version);

    private static string StateOf(ExactState state) => state switch
    {
        ExactState.Known => "known",
        ExactState.Incomplete => "incomplete",
        _ => "unknown",
    };
}

/// <param name="State"><c>known</c>; <c>incomplete</c> where a source has not spoken of all of it, so that counts are the least they can be; or <c>unknown</c>.</param>
internal sealed record ExactColumnAnswer(string Period, string State);

/// <param name="Labels">What the row is about: one code for each breakdown, none for totals.</param>
/// <param name="Reports">One for each column; null where nothing is known.</param>
/// <param name="Total">Over all columns; null where nothing is known.</param>
internal sealed record ExactRowAnswer(string[] Labels, long?[] Reports, long? Total)
{
    public static ExactRowAnswer Of(ExactRow row)
    {
        var labels = new string[row.Labels.Count];
        for (var index = 0; index < labels.Length; index++)
            labels[index] = row.Labels[index].Code;
        var reports = new long?[row.Cells.Count];
        for (var index = 0; index < reports.Length; index++)
            reports[index] = Value(row.Cells[index]);
        return new ExactRowAnswer(labels, reports, Value(row.Total));
    }

    private static long? Value(ExactFigure figure) => figure.IsUnknown ? null : figure.Count.Reports;
}

/// <param name="Source">Who has not spoken of it; null where nobody has ever spoken.</param>
internal sealed record UnknownMonth(Month Month, string? Source);
