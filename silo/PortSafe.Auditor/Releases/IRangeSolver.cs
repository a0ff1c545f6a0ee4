namespace PortSafe.Auditor.Releases;

/// <summary>A question about whole numbers: between which values can cells lie, when bounds and sums hold?</summary>
/// <param name="Lower">Of each cell, 0 or more.</param>
/// <param name="Upper">Of each cell; null when open.</param>
/// <param name="Sums">Each as indices of cells: the total first, then its parts.</param>
/// <param name="Wanted">Indices of the cells that are asked about.</param>
public sealed record RangeQuestion(IReadOnlyList<long> Lower, IReadOnlyList<long?> Upper, IReadOnlyList<IReadOnlyList<int>> Sums, IReadOnlyList<int> Wanted);

/// <param name="Cell">Its index.</param>
/// <param name="MinTable">Index of the table that has the cell at its minimum.</param>
/// <param name="Max">Null when there is none.</param>
/// <param name="MaxTable">Index of the table that has the cell at its maximum, or far above its minimum; null when none was found.</param>
public sealed record RangeFound(int Cell, long Min, int MinTable, long? Max, int? MaxTable);

/// <param name="IsFeasible">Whether any table fits at all.</param>
/// <param name="Tables">Tables that fit, each a value a cell.</param>
public sealed record RangeAnswer(bool IsFeasible, IReadOnlyList<IReadOnlyList<long>> Tables, IReadOnlyList<RangeFound> Ranges);

/// <summary>Finds exact ranges by integer programming. It is not trusted: every table that it gives is checked.</summary>
public interface IRangeSolver
{
    Task<RangeAnswer> SolveAsync(RangeQuestion question, CancellationToken ct);
}
