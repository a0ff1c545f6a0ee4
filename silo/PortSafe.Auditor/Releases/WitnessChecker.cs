namespace PortSafe.Auditor.Releases;

/// <summary>
/// Checks a table of counts that is claimed to fit everything that was published. It trusts no solver and uses nothing of one.
/// </summary>
public static class WitnessChecker
{
    /// <summary>What is wrong with the witness in one sentence; null when it fits.</summary>
    /// <param name="table">What was published.</param>
    /// <param name="witness">A whole number for every cell.</param>
    /// <param name="cell">The cell whose extreme the witness is to show.</param>
    /// <param name="claimed">The value that the cell is claimed to have.</param>
    public static string? Fault(CountTable table, ReadOnlySpan<long> witness, int cell, long claimed) =>
        FaultOfFit(table, witness) ?? (witness[cell] == claimed ? null : $"Cell {cell} does not have the value claimed.");

    /// <summary>The same for a cell that is claimed to have no greatest value: what counts is that it can lie far enough above its least.</summary>
    /// <param name="min">The least value that the cell was shown to have.</param>
    /// <inheritdoc cref="Fault"/>
    public static string? FaultOfOpenEnd(CountTable table, ReadOnlySpan<long> witness, int cell, long min) =>
        FaultOfFit(table, witness) ?? (witness[cell] - min >= AuditVerdicts.LeastWidth ? null : $"Cell {cell} is not far above its least value.");

    /// <summary>The same for both ends of a range.</summary>
    /// <param name="least">The witness of the least value.</param>
    /// <param name="greatest">The witness of the greatest value, or where there is none, of one far enough above the least.</param>
    /// <param name="max">Null when the cell is claimed to have no greatest value.</param>
    public static string? FaultOfRange(CountTable table, ReadOnlySpan<long> least, ReadOnlySpan<long> greatest, int cell, long min, long? max) =>
        Fault(table, least, cell, min) ?? (max is { } claimed ? Fault(table, greatest, cell, claimed) : FaultOfOpenEnd(table, greatest, cell, min));

    private static string? FaultOfFit(CountTable table, ReadOnlySpan<long> witness)
    {
        if (witness.Length != table.Lower.Length)
            return $"The witness has {witness.Length:N0} cells where the table has {table.Lower.Length:N0}.";
        for (var place = 0; place < witness.Length; place++)
        {
            if (witness[place] < 0 || witness[place] < table.Lower[place] || witness[place] > table.Upper[place])
                return $"Cell {place} is outside its published interval.";
        }
        foreach (var sum in table.Sums)
        {
            Int128 parts = 0;
            foreach (var part in sum.AsSpan(1))
                parts += witness[part];
            if (parts != witness[sum[0]])
                return $"The parts of cell {sum[0]} do not make it.";
        }
        return null;
    }
}
