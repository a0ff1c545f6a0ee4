namespace PortSafe.Auditor.Releases;

/// <summary>Cells of a table that sums join, directly or through others; no other sum touches them.</summary>
internal sealed record TablePart(AuditTable Table, IReadOnlyList<string> Ids, RangeQuestion Question)
{
    /// <summary>The table of that number, if it fits.</summary>
    /// <param name="cell">The cell whose end it is to show; the part's first where nothing is claimed.</param>
    /// <param name="claimed">The value that the cell is claimed to have; null when none is.</param>
    /// <exception cref="UnprovenException">It is not there, does not fit what was published, or does not show what is claimed.</exception>
    public Witness Witness(RangeAnswer answer, int? table, string cell, long? claimed)
    {
        if (table is not { } number || number >= answer.Tables.Count || answer.Tables[number].Count != Ids.Count)
            throw new UnprovenException($"The solver showed no table for “{cell}”.");
        var witness = new Witness(Ids, answer.Tables[number]);
        var values = witness.ToDictionary();
        return WitnessChecker.Fault(Table, values, cell, claimed ?? values[cell]) is { } fault ? throw new UnprovenException(fault) : witness;
    }

    /// <summary>The answer for a cell that no sum joins to any other: its bounds.</summary>
    public RangeAnswer Unbound()
    {
        var (lower, upper) = (Question.Lower[0], Question.Upper[0]);
        return new RangeAnswer(true, [[lower], [upper ?? lower + TableAuditor.FarAbove]], [.. Question.Wanted.Select(cell => new RangeFound(cell, lower, 0, upper, 1))]);
    }

    public static IReadOnlyList<TablePart> Split(AuditTable table)
    {
        var index = table.Cells.Select((cell, number) => (cell.Id, number)).ToDictionary(item => item.Id, item => item.number, StringComparer.Ordinal);
        var sums = table.Sums.Select(sum => sum.Parts.Prepend(sum.Total).Select(id => index[id]).ToArray()).ToList();
        var leaders = new Leaders(table.Cells.Count);
        foreach (var sum in sums)
        {
            foreach (var cell in sum)
                leaders.Join(sum[0], cell);
        }
        var sumsOf = sums.ToLookup(sum => leaders.Of(sum[0]));
        var wanted = table.Protected.Select(cell => index[cell.Id]).ToHashSet();
        return [.. Enumerable.Range(0, table.Cells.Count).GroupBy(leaders.Of).Select(cells => Part(table, [.. cells], sumsOf[cells.Key], wanted))];
    }

    private static TablePart Part(AuditTable table, int[] cells, IEnumerable<int[]> sums, HashSet<int> wanted)
    {
        var place = cells.Select((cell, number) => (cell, number)).ToDictionary(item => item.cell, item => item.number);
        var own = sums.ToList();
        return new TablePart(
            new AuditTable([.. cells.Select(cell => table.Cells[cell])], [.. own.Select(sum => SumOf(table, sum))], []),
            [.. cells.Select(cell => table.Cells[cell].Id)],
            new RangeQuestion(
                [.. cells.Select(cell => table.Cells[cell].Lower)],
                [.. cells.Select(cell => table.Cells[cell].Upper)],
                [.. own.Select(sum => (IReadOnlyList<int>)[.. sum.Select(cell => place[cell])])],
                [.. cells.Where(wanted.Contains).Select(cell => place[cell])]));
    }

    private static AuditSum SumOf(AuditTable table, int[] sum) => new(table.Cells[sum[0]].Id, [.. sum.Skip(1).Select(cell => table.Cells[cell].Id)]);

    /// <summary>Union by path halving: each set of joined cells has one leader.</summary>
    private sealed class Leaders(int count)
    {
        private readonly int[] _above = [.. Enumerable.Range(0, count)];

        public int Of(int cell)
        {
            while (_above[cell] != cell)
                cell = _above[cell] = _above[_above[cell]];
            return cell;
        }

        public void Join(int one, int other) => _above[Of(other)] = Of(one);
    }
}
