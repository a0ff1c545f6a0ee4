using PortSafe.Auditor.Releases;

namespace PortSafe.Auditor.Tests.Releases;

/// <summary>Small tables in which sums overlap as they please, with bounds around counts that fit.</summary>
internal static class RandomTables
{
    /// <param name="most">The greatest count of a cell that is no total.</param>
    public static CountTable Make(Random random, int most)
    {
        var values = Enumerable.Range(0, random.Next(2, 6)).Select(_ => (long)random.Next(most + 1)).ToList();
        var sums = new List<int[]>();
        for (var number = random.Next(1, 5); number > 0; number--)
        {
            var parts = Enumerable.Range(0, values.Count).Where(_ => random.Next(2) == 0).ToArray();
            if (parts.Length == 0)
                continue;
            sums.Add([values.Count, .. parts]);
            values.Add(parts.Sum(part => values[part]));
        }
        var free = random.Next(3) == 0;
        return new CountTable(
            [.. values.Select(value => Math.Max(0, value - random.Next(4)))],
            [.. values.Select(value => free && random.Next(4) == 0 ? (long?)null : value + random.Next(4))],
            [.. sums]);
    }

    /// <summary>The same for the whole auditor, with every cell protected.</summary>
    public static AuditTable Named(CountTable table) => new(
        [.. table.Lower.Select((lower, cell) => new AuditCell($"c{cell}", lower, table.Upper[cell]))],
        [.. table.Sums.Select(sum => new AuditSum($"c{sum[0]}", [.. sum.Skip(1).Select(part => $"c{part}")]))],
        [.. table.Lower.Select((_, cell) => new ProtectedCell($"c{cell}", null))]);
}
