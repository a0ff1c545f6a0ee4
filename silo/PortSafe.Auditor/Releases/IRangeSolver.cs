namespace PortSafe.Auditor.Releases;

/// <summary>Between which values can cells lie, when bounds and sums hold?</summary>
/// <param name="Wanted">Indices of the cells that are asked about; none asks whether any table fits.</param>
public sealed record RangeQuestion(CountTable Table, IReadOnlyList<int> Wanted);

/// <param name="Cell">Its index.</param>
/// <param name="MinTable">Index of the table that has the cell at its minimum.</param>
/// <param name="Max">Null when there is none.</param>
/// <param name="MaxTable">Index of the table that has the cell at its maximum, or far above its minimum; null when none was found.</param>
public sealed record RangeFound(int Cell, long Min, int MinTable, long? Max, int? MaxTable);

/// <param name="IsFeasible">Whether any table fits at all.</param>
/// <param name="Tables">Tables that fit, each a value a cell; at least one when any fits.</param>
public sealed record RangeAnswer(bool IsFeasible, IReadOnlyList<long[]> Tables, IReadOnlyList<RangeFound> Ranges)
{
    public static RangeAnswer Infeasible { get; } = new(false, [], []);
}

/// <summary>Finds exact ranges by integer programming. It is not trusted: every table that it gives is checked.</summary>
public interface IRangeSolver
{
    /// <summary>An answer for each question, in order.</summary>
    Task<IReadOnlyList<RangeAnswer>> SolveAsync(IReadOnlyList<RangeQuestion> questions, CancellationToken ct);
}
