namespace PortSafe.Auditor.Releases;

/// <summary>
/// Attacks a table: finds, for every protected cell, the least and the greatest value that it can have in any table of whole numbers
/// that fits all that was published. Cells that no sum joins are independent, and are asked about apart.
/// </summary>
public sealed class TableAuditor(IRangeSolver solver)
{
    /// <summary>A range narrower than this tells too much (disclosure rules, section 4).</summary>
    public const int LeastWidth = 4;

    /// <summary>A count below this is one that must not be proven to be there.</summary>
    public const int LeastCommonCount = 5;

    internal const long FarAbove = 1000;

    /// <exception cref="UnprovenException">The solver's answer did not stand up to the check.</exception>
    public async Task<AuditReport> AuditAsync(AuditTable table, CancellationToken ct)
    {
        var found = new Dictionary<string, CellAudit>(StringComparer.Ordinal);
        var any = new Dictionary<string, long>(StringComparer.Ordinal);
        var truth = table.Protected.ToDictionary(cell => cell.Id, cell => cell.True, StringComparer.Ordinal);
        foreach (var part in TablePart.Split(table))
        {
            var answer = part.Question.Sums.Count == 0 ? part.Unbound() : await solver.SolveAsync(part.Question, ct);
            if (!answer.IsFeasible)
                return new AuditReport([], any, part.Ids);
            foreach (var (id, value) in part.Witness(answer, 0, part.Ids[0], null).ToDictionary())
                any.Add(id, value);
            foreach (var range in answer.Ranges)
                found.Add(part.Ids[range.Cell], AuditOf(part, answer, range, truth[part.Ids[range.Cell]]));
        }
        return new AuditReport([.. table.Protected.Select(cell => found.GetValueOrDefault(cell.Id) ?? throw new UnprovenException($"The solver gave no range of “{cell.Id}”."))], any, []);
    }

    /// <summary>Exact when only one value is left; else presence, narrow or pass.</summary>
    public static AuditVerdict VerdictOf(long min, long? max, long? trueCount) =>
        min == max ? AuditVerdict.Exact
        : min > 0 && trueCount is null or < LeastCommonCount ? AuditVerdict.Presence
        : max - min < LeastWidth ? AuditVerdict.Narrow
        : AuditVerdict.Pass;

    private static CellAudit AuditOf(TablePart part, RangeAnswer answer, RangeFound range, long? trueCount)
    {
        var id = part.Ids[range.Cell];
        return new CellAudit(
            id, range.Min, range.Max, VerdictOf(range.Min, range.Max, trueCount),
            part.Witness(answer, range.MinTable, id, range.Min),
            part.Witness(answer, range.MaxTable, id, range.Max));
    }
}
