using PortSafe.Data.Reports;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Analytics;

/// <summary>How much of a period is stated.</summary>
public enum ExactState
{
    /// <summary>Every source has spoken of all of it.</summary>
    Known,

    /// <summary>Some of it is stated: what is counted is the least that it can be.</summary>
    Incomplete,

    /// <summary>Nothing of it is stated.</summary>
    Unknown,
}

/// <summary>A number of reports, or what there is of one.</summary>
/// <param name="Count">What is counted by now.</param>
public readonly record struct ExactFigure(RawCount Count, ExactState State)
{
    /// <summary>Whether nothing can be said: “at least none” says nothing either.</summary>
    public bool IsUnknown => State == ExactState.Unknown || (State == ExactState.Incomplete && Count.Reports == 0);
}

/// <param name="Code">As addresses and files have it: <c>Wales</c>, <c>cyber</c>, <c>GBFXT</c>.</param>
/// <param name="Title">As people read it.</param>
public sealed record ExactLabel(string Code, string Title);

/// <param name="Labels">One for each breakdown.</param>
/// <param name="Cells">One for each column.</param>
public sealed record ExactRow(IReadOnlyList<ExactLabel> Labels, IReadOnlyList<ExactFigure> Cells, ExactFigure Total);

public sealed record ExactColumn(string Code, string Title, ExactState State);

/// <summary>Exact reports, broken down and filtered. Every sum is over all rows, on whatever page.</summary>
/// <param name="Totals">Without labels.</param>
/// <param name="Found">Rows on all pages.</param>
/// <param name="Page">The number of this page, from 1.</param>
/// <param name="Pages">At least 1.</param>
/// <param name="Missing">What is not known of the months of the columns, in their order.</param>
/// <param name="Version">The ledger's version that was read.</param>
public sealed record ExactPivot(
    ExactQuery Query,
    IReadOnlyList<ExactColumn> Columns,
    IReadOnlyList<ExactRow> Rows,
    ExactRow Totals,
    int Found,
    int Page,
    int Pages,
    IReadOnlyList<MissingStatement> Missing,
    long Version)
{
    /// <summary>What is summed over several columns.</summary>
    public ExactState StateOfSum =>
        Columns.All(column => column.State == ExactState.Known) ? ExactState.Known : Columns.All(column => column.State == ExactState.Unknown) ? ExactState.Unknown : ExactState.Incomplete;
}
