namespace PortSafe.Auditor.Releases;

/// <summary>What a reader can work out of a protected cell, the worst first.</summary>
public enum AuditVerdict
{
    /// <summary>Its value.</summary>
    Exact,

    /// <summary>That it is not zero, where it is below 5 or its value was not given.</summary>
    Presence,

    /// <summary>Its value to within fewer than four.</summary>
    Narrow,

    /// <summary>None of these.</summary>
    Pass,
}

/// <summary>A table that fits all that was published, of the cells that sums join to the one that it shows.</summary>
/// <param name="Ids">The cells.</param>
/// <param name="Values">Their values, in the same order.</param>
public sealed record Witness(IReadOnlyList<string> Ids, IReadOnlyList<long> Values)
{
    public IReadOnlyDictionary<string, long> ToDictionary() => Ids.Zip(Values).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
}

/// <summary>The range of one protected cell over every table that fits, with a table that attains each end.</summary>
/// <param name="Max">Null when there is no greatest value; the witness then shows one far above the minimum.</param>
public sealed record CellAudit(string Id, long Min, long? Max, AuditVerdict Verdict, Witness MinWitness, Witness MaxWitness);

/// <param name="Cells">Every protected cell, in the table's order.</param>
/// <param name="AnyTable">One table that fits, over all cells: a witness says what differs from it.</param>
/// <param name="Contradiction">Cells that no table can give values to; empty when the table is feasible, and only then are there audits.</param>
public sealed record AuditReport(IReadOnlyList<CellAudit> Cells, IReadOnlyDictionary<string, long> AnyTable, IReadOnlyList<string> Contradiction)
{
    public bool Passes => Contradiction.Count == 0 && Cells.All(cell => cell.Verdict == AuditVerdict.Pass);
}

/// <summary>The solver gave a table that does not fit, or none: nothing was proven, so nothing may be relied on.</summary>
public sealed class UnprovenException(string message) : Exception(message);
