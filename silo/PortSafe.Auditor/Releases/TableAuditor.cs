namespace PortSafe.Auditor.Releases;

/// <summary>
/// Attacks any table: finds, for every protected cell, the least and the greatest value that it can have in any table of whole numbers
/// that fits all that was published.
/// </summary>
public sealed class TableAuditor(IRangeSolver solver)
{
    /// <exception cref="UnprovenException">The solver's answer did not stand up to the check.</exception>
    public async Task<AuditReport> AuditAsync(AuditTable table, CancellationToken ct)
    {
        var wanted = table.Protected.Select(cell => table.IndexOf(cell.Id)).ToHashSet();
        var parts = Component.Split(table.Counts);
        var questions = parts.Select(part => new RangeQuestion(
            part.Table, [.. part.Cells.Index().Where(cell => wanted.Contains(cell.Item)).Select(cell => cell.Index)]));
        var answers = await new RangeSearch(solver).FindAsync([.. questions], ct);

        if (answers.Index().FirstOrDefault(answer => !answer.Item.IsFeasible) is { Item: not null } none)
            return new AuditReport(table, [], [.. parts[none.Index].Cells.Select(cell => table.Cells[cell].Id)]);
        var found = parts.Zip(answers, (part, answer) => answer.Ranges.Select(range => (Cell: part.Cells[range.Cell], Found: new Found(part, answer, range))))
            .SelectMany(ranges => ranges).ToDictionary(item => item.Cell, item => item.Found);
        var any = Any(table, parts.Zip(answers));
        return new AuditReport(table, [.. table.Protected.Select(cell => found.TryGetValue(table.IndexOf(cell.Id), out var range)
            ? AuditOf(table, cell, any, range)
            : throw new UnprovenException($"The solver gave no range of “{cell.Id}”."))], []);
    }

    private static long[] Any(AuditTable table, IEnumerable<(Component Part, RangeAnswer Answer)> parts)
    {
        var values = new long[table.Cells.Count];
        foreach (var (part, answer) in parts)
            part.Place(answer.Tables[0], values);
        return values;
    }

    private static CellAudit AuditOf(AuditTable table, ProtectedCell cell, long[] any, Found found)
    {
        var (place, range) = (table.IndexOf(cell.Id), found.Range);
        var (min, max) = (Witness(range.MinTable), Witness(range.MaxTable));
        return WitnessChecker.FaultOfRange(table.Counts, min, max, place, range.Min, range.Max) is not { } fault
            ? new CellAudit(cell, range.Min, range.Max, AuditVerdicts.Of(range.Min, range.Max, cell.True), min, max)
            : throw new UnprovenException(fault);

        long[] Witness(int? number)
        {
            var witness = (long[])any.Clone();
            found.Part.Place(found.Answer.Tables[number ?? throw new UnprovenException($"The solver showed no table for “{cell.Id}”.")], witness);
            return witness;
        }
    }

    /// <summary>The range of a cell, as it was answered for the component that holds it.</summary>
    private sealed record Found(Component Part, RangeAnswer Answer, RangeFound Range);
}
