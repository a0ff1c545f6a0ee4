using PortSafe.Auditor.Releases;

namespace PortSafe.Auditor.Tests.Releases;

public sealed class TableAuditorTests(NodeSolver solver) : IClassFixture<NodeSolver>
{
    [Fact]
    public async Task Ranges_are_those_of_every_table_there_is()
    {
        var random = new Random(20261);
        for (var number = 0; number < 150; number++)
        {
            var table = RandomTables.Make(random, most: 3);
            if (table.Upper.Contains(null))
                continue;
            var fitting = Every(table).ToList();
            var report = await new TableAuditor(solver).AuditAsync(RandomTables.Named(table), default);

            Assert.Equal(
                Enumerable.Range(0, table.Lower.Length).Select(cell => (fitting.Min(values => values[cell]), (long?)fitting.Max(values => values[cell]))),
                report.Cells.Select(cell => (cell.Min, cell.Max)));
        }
    }

    [Fact]
    public async Task Ranges_are_those_that_glpk_finds()
    {
        var random = new Random(20262);
        var tables = Enumerable.Range(0, 510).Select(_ => RandomTables.Make(random, most: random.Next(2) == 0 ? 6 : 60)).ToList();
        var expected = await Glpk.RangesAsync(tables);
        var before = solver.Asked;

        for (var number = 0; number < tables.Count; number++)
        {
            var report = await new TableAuditor(solver).AuditAsync(RandomTables.Named(tables[number]), default);
            Assert.Equal(expected[number], report.Cells.Select(cell => (cell.Min, cell.Max)));
        }
        Assert.InRange(solver.Asked - before, 100, int.MaxValue);
    }

    [Fact]
    public async Task The_solver_and_the_network_find_the_same()
    {
        var random = new Random(20263);
        var questions = Enumerable.Range(0, 300).SelectMany(_ => Component.Split(RandomTables.Make(random, most: 30)))
            .Where(part => CountNetwork.Of(part.Table) is not null).Select(part => new RangeQuestion(part.Table, [.. Enumerable.Range(0, part.Cells.Length)])).ToList();

        var solved = await solver.SolveAsync(questions, default);

        Assert.InRange(questions.Count, 200, int.MaxValue);
        Assert.All(questions.Zip(solved), pair => Assert.Equal(
            pair.Second.Ranges.Select(range => (range.Cell, range.Min, range.Max)),
            CountNetwork.Of(pair.First.Table)!.Solve(pair.First.Wanted).Ranges.Select(range => (range.Cell, range.Min, range.Max))));
    }

    [Fact]
    public async Task Figures_that_no_counts_fit_are_a_contradiction_and_never_a_pass()
    {
        var table = new CountTable([5, 5, 0], [9, 9, 9], [[2, 0, 1]]);

        var report = await new TableAuditor(solver).AuditAsync(RandomTables.Named(table), default);

        Assert.False(report.Passes);
        Assert.Equal(["c0", "c1", "c2"], report.Contradiction);
    }

    [Fact]
    public async Task A_solver_that_lies_is_found_out()
    {
        var table = RandomTables.Named(new CountTable([0, 0, 0, 0, 0], [9, 9, 9, null, null], [[3, 0, 1, 2], [4, 0, 1], [4, 1, 2], [3, 0, 2]]));

        await Assert.ThrowsAsync<UnprovenException>(() => new TableAuditor(new Liar()).AuditAsync(table, default));
    }

    [Fact]
    public async Task A_solver_that_denies_a_maximum_and_shows_the_minimum_is_found_out()
    {
        // Cells are in three sums, so this is no network and the solver is asked.
        var table = RandomTables.Named(new CountTable([0, 0, 0, 10, 0], [null, null, null, 10, null], [[3, 0, 1, 2], [4, 0, 1], [4, 1, 2], [3, 0, 1, 2]]));

        await Assert.ThrowsAsync<UnprovenException>(() => new TableAuditor(new OpenEndLiar([5, 0, 5, 10, 5])).AuditAsync(table, default));
    }

    [Fact]
    public async Task A_reduced_table_has_the_same_ranges()
    {
        var random = new Random(20264);
        for (var number = 0; number < 150; number++)
        {
            var table = RandomTables.Make(random, most: 12);
            var kept = random.Next(table.Lower.Length);
            var reduced = new Reduction(table, [kept]);

            var whole = await RangeOf(table, kept);
            var small = await RangeOf(reduced.Table, reduced.PlaceOf(kept));

            Assert.Equal((whole.Min, whole.Max), (small.Min, small.Max));
            Assert.Null(WitnessChecker.Fault(table, reduced.Expand(small.MinTable), kept, small.Min));
        }
    }

    private async Task<(long Min, long? Max, long[] MinTable)> RangeOf(CountTable table, int cell)
    {
        var answer = (await solver.SolveAsync([new RangeQuestion(table, [cell])], default)).Single();
        return (answer.Ranges[0].Min, answer.Ranges[0].Max, answer.Tables[answer.Ranges[0].MinTable]);
    }

    private static IEnumerable<long[]> Every(CountTable table)
    {
        var totals = table.Sums.ToDictionary(sum => sum[0]);
        return Extend(new long[table.Lower.Length], 0);

        IEnumerable<long[]> Extend(long[] values, int cell)
        {
            if (cell == values.Length)
                return [(long[])values.Clone()];
            var total = totals.TryGetValue(cell, out var sum) ? sum.Skip(1).Sum(part => values[part]) : (long?)null;
            return Enumerable.Range((int)table.Lower[cell], (int)(table.Upper[cell]!.Value - table.Lower[cell] + 1)).Where(value => total is null || value == total).SelectMany(value =>
            {
                values[cell] = value;
                return Extend(values, cell + 1).ToList();
            });
        }
    }

    private sealed class Liar : IRangeSolver
    {
        public Task<IReadOnlyList<RangeAnswer>> SolveAsync(IReadOnlyList<RangeQuestion> questions, CancellationToken ct) => Task.FromResult<IReadOnlyList<RangeAnswer>>(
            [.. questions.Select(question => new RangeAnswer(true, [new long[question.Table.Lower.Length], [.. question.Table.Lower.Select(_ => 5L)]], [.. question.Wanted.Select(cell => new RangeFound(cell, 0, 0, 5, 1))]))]);
    }

    /// <summary>Shows the same table for the least value and to prove that there is no greatest.</summary>
    private sealed class OpenEndLiar(long[] values) : IRangeSolver
    {
        public Task<IReadOnlyList<RangeAnswer>> SolveAsync(IReadOnlyList<RangeQuestion> questions, CancellationToken ct) => Task.FromResult<IReadOnlyList<RangeAnswer>>(
            [.. questions.Select(question => new RangeAnswer(true, [values], [.. question.Wanted.Select(cell => new RangeFound(cell, values[cell], 0, null, 0))]))]);
    }
}
