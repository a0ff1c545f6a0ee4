namespace PortSafe.Auditor.Releases;

/// <summary>
/// Checks a table of counts that is claimed to fit everything that was published. It trusts no solver and uses nothing of one.
/// </summary>
public static class WitnessChecker
{
    /// <summary>What is wrong with the witness in one sentence; null when it fits.</summary>
    /// <param name="table">What was published.</param>
    /// <param name="witness">A whole number for every cell, by its id.</param>
    /// <param name="cell">The cell whose extreme the witness is to show.</param>
    /// <param name="claimed">The value that the cell is claimed to have.</param>
    public static string? Fault(AuditTable table, IReadOnlyDictionary<string, long> witness, string cell, long claimed)
    {
        if (witness.Count != table.Cells.Count)
            return $"The witness has {witness.Count:N0} cells where the table has {table.Cells.Count:N0}.";
        foreach (var published in table.Cells)
        {
            if (!witness.TryGetValue(published.Id, out var value))
                return $"The witness has no cell “{published.Id}”.";
            if (value < 0 || value < published.Lower || value > published.Upper)
                return $"“{published.Id}” is outside its published interval.";
        }
        foreach (var sum in table.Sums)
        {
            Int128 total = 0;
            foreach (var part in sum.Parts)
                total += witness[part];
            if (total != witness[sum.Total])
                return $"The parts of “{sum.Total}” do not make it.";
        }
        return witness.TryGetValue(cell, out var shown) && shown == claimed ? null : $"“{cell}” does not have the value claimed.";
    }
}
