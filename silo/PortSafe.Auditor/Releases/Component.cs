namespace PortSafe.Auditor.Releases;

/// <summary>Cells of a table that sums join, directly or through others; no other sum touches them, so they are independent of the rest.</summary>
/// <param name="Cells">Their indices in the whole table, in ascending order.</param>
internal sealed record Component(CountTable Table, int[] Cells)
{
    /// <summary>Writes the values of the component's cells to their places in the whole table.</summary>
    public void Place(long[] values, long[] whole)
    {
        for (var cell = 0; cell < Cells.Length; cell++)
            whole[Cells[cell]] = values[cell];
    }

    /// <summary>Every component of a table, in the order of their first cells.</summary>
    public static IReadOnlyList<Component> Split(CountTable whole)
    {
        var leaders = Leaders(whole);
        var sumsOf = whole.Sums.ToLookup(sum => leaders[sum[0]]);
        return [.. Enumerable.Range(0, leaders.Length).GroupBy(cell => leaders[cell]).Select(cells => Of(whole, [.. cells], sumsOf[cells.Key]))];
    }

    /// <summary>Union by path halving: each set of joined cells has one leader.</summary>
    private static int[] Leaders(CountTable table)
    {
        var above = new int[table.Lower.Length];
        for (var cell = 0; cell < above.Length; cell++)
            above[cell] = cell;
        foreach (var sum in table.Sums)
        {
            foreach (var cell in sum)
                above[Top(above, cell)] = Top(above, sum[0]);
        }
        for (var cell = 0; cell < above.Length; cell++)
            above[cell] = Top(above, cell);
        return above;
    }

    private static int Top(int[] above, int cell)
    {
        while (above[cell] != cell)
            cell = above[cell] = above[above[cell]];
        return cell;
    }

    private static Component Of(CountTable whole, int[] cells, IEnumerable<int[]> sums) => new(
        new CountTable(
            Array.ConvertAll(cells, cell => whole.Lower[cell]),
            Array.ConvertAll(cells, cell => whole.Upper[cell]),
            [.. sums.Select(sum => Array.ConvertAll(sum, cell => Array.BinarySearch(cells, cell)))]),
        cells);
}
