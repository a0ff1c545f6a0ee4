namespace PortSafe.Auditor.Releases;

/// <summary>
/// Finds the range of cells in joined tables: by paths where the table is a network, and else by the solver; the same question is answered
/// once. Tables that are found are not checked here.
/// </summary>
internal sealed class RangeSearch(IRangeSolver solver)
{
    /// <summary>How far up a table goes to show that a cell has no maximum.</summary>
    public const long FarAbove = 1000;

    private readonly Dictionary<RangeQuestion, RangeAnswer> _known = new(new SameQuestion());

    /// <param name="questions">Each of one component.</param>
    /// <returns>An answer for each, in order.</returns>
    public async Task<IReadOnlyList<RangeAnswer>> FindAsync(IReadOnlyList<RangeQuestion> questions, CancellationToken ct)
    {
        var asked = questions.Where(question => !_known.ContainsKey(question)).Distinct(_known.Comparer).ToList();
        var answers = asked.AsParallel().AsOrdered().Select(ByPaths).ToList();
        var open = asked.Where((_, number) => answers[number] is null).ToList();
        var solved = new Queue<RangeAnswer>(open.Count == 0 ? [] : await solver.SolveAsync(open, ct));
        foreach (var (question, answer) in asked.Zip(answers))
            _known.Add(question, answer ?? solved.Dequeue());
        return [.. questions.Select(question => _known[question])];
    }

    private static RangeAnswer? ByPaths(RangeQuestion question) =>
        question.Table.IsCrossed ? RangeAnswer.Infeasible : CountNetwork.Of(question.Table)?.Solve(question.Wanted);

    /// <summary>Compares what is asked, number by number.</summary>
    private sealed class SameQuestion : IEqualityComparer<RangeQuestion>
    {
        public bool Equals(RangeQuestion? x, RangeQuestion? y) => ReferenceEquals(x, y) || (x is not null && y is not null
            && x.Table.Lower.AsSpan().SequenceEqual(y.Table.Lower) && x.Table.Upper.AsSpan().SequenceEqual(y.Table.Upper)
            && x.Wanted.SequenceEqual(y.Wanted) && x.Table.Sums.Length == y.Table.Sums.Length
            && x.Table.Sums.Zip(y.Table.Sums).All(sums => sums.First.AsSpan().SequenceEqual(sums.Second)));

        public int GetHashCode(RangeQuestion obj)
        {
            var hash = default(HashCode);
            foreach (var lower in obj.Table.Lower)
                hash.Add(lower);
            foreach (var upper in obj.Table.Upper)
                hash.Add(upper);
            foreach (var sum in obj.Table.Sums)
                hash.Add(sum.Length);
            foreach (var cell in obj.Wanted)
                hash.Add(cell);
            return hash.ToHashCode();
        }
    }
}
