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

/// <summary>When a range tells too much (disclosure rules, section 4).</summary>
public static class AuditVerdicts
{
    /// <summary>A range narrower than this does.</summary>
    public const int LeastWidth = 4;

    /// <summary>A count below this is one that must not be proven to be there.</summary>
    public const int LeastCommonCount = 5;

    /// <summary>Exact when only one value is left; else presence, narrow or pass.</summary>
    /// <param name="max">Null when there is none.</param>
    /// <param name="trueCount">Null when it is not given; every count is then taken for one below 5.</param>
    public static AuditVerdict Of(long min, long? max, long? trueCount) =>
        min == max ? AuditVerdict.Exact
        : min > 0 && trueCount is null or < LeastCommonCount ? AuditVerdict.Presence
        : max - min < LeastWidth ? AuditVerdict.Narrow
        : AuditVerdict.Pass;
}

/// <summary>The range of one protected cell over every table that fits, with a table that attains each end.</summary>
/// <param name="Max">Null when there is no greatest value; the witness then shows one far above the minimum.</param>
/// <param name="MinWitness">A value for every cell of the table, in its order.</param>
public sealed record CellAudit(ProtectedCell Cell, long Min, long? Max, AuditVerdict Verdict, long[] MinWitness, long[] MaxWitness);

/// <param name="Cells">Every protected cell, in the table's order.</param>
/// <param name="Contradiction">Cells that no table can give values to; empty when the table is feasible, and only then are there audits.</param>
public sealed record AuditReport(AuditTable Table, IReadOnlyList<CellAudit> Cells, IReadOnlyList<string> Contradiction)
{
    public bool Passes => Contradiction.Count == 0 && Cells.All(cell => cell.Verdict == AuditVerdict.Pass);
}

/// <summary>The solver gave a table that does not fit, or none: nothing was proven, so nothing may be relied on.</summary>
public sealed class UnprovenException(string message) : Exception(message);
