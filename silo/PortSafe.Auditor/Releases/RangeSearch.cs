namespace PortSafe.Auditor.Releases;

/// <summary>
/// Finds the range of cells in joined tables. A bound that propagation gives from outside and a table attains needs no solver; whatever
/// is left is asked of it, once, however often the same question comes. Tables that are found are not checked here.
/// </summary>
internal sealed class RangeSearch(IRangeSolver solver)
{
    /// <summary>How far above its minimum a table goes to show that a cell has no maximum.</summary>
    public const long FarAbove = 1000;

    private readonly Dictionary<RangeQuestion, RangeAnswer> _known = new(new SameQuestion());

    /// <summary>How many questions went to the solver.</summary>
    public int Asked { get; private set; }

    /// <param name="questions">Each of one component.</param>
    public async Task<IReadOnlyList<RangeAnswer>> FindAsync(IReadOnlyList<RangeQuestion> questions, CancellationToken ct)
    {
        var open = new Dictionary<RangeQuestion, RangeAnswer>(_known.Comparer);
        foreach (var question in questions)
        {
            if (_known.ContainsKey(question) || open.ContainsKey(question))
                continue;
            var answer = Dive(question);
            if (!answer.IsFeasible || (answer.Tables.Count > 0 && answer.Ranges.Count == question.Wanted.Count))
                _known.Add(question, answer);
            else
                open.Add(question, answer);
        }
        if (open.Count > 0)
        {
            Asked += open.Count;
            var answers = await solver.SolveAsync([.. open.Select(pair => Rest(pair.Key, pair.Value))], ct);
            foreach (var ((question, found), answer) in open.Zip(answers))
                _known.Add(question, Join(found, answer));
        }
        return [.. questions.Select(question => _known[question])];
    }

    /// <summary>What is found without a solver: ranges of some of the cells, or that nothing fits.</summary>
    private static RangeAnswer Dive(RangeQuestion question)
    {
        var bounds = new BoundPropagation(question.Table);
        if (!bounds.IsPossible)
            return RangeAnswer.Infeasible;
        var tables = new List<long[]>();
        var ranges = new List<RangeFound>();
        foreach (var cell in question.Wanted)
        {
            // A cell of no sum has nothing to bound it but its own bounds.
            var far = question.Table.Sums.Length == 0 ? bounds.Low(cell) + FarAbove : (long?)null;
            if ((bounds.High(cell) ?? far) is not { } high || bounds.Dive(cell, bounds.Low(cell)) is not { } min || bounds.Dive(cell, high) is not { } max)
                continue;
            ranges.Add(new RangeFound(cell, bounds.Low(cell), tables.Count, bounds.High(cell), tables.Count + 1));
            tables.AddRange([min, max]);
        }
        if (tables.Count == 0 && bounds.Dive(0, bounds.Low(0)) is { } any)
            tables.Add(any);
        return new RangeAnswer(true, tables, ranges);
    }

    private static RangeQuestion Rest(RangeQuestion question, RangeAnswer found)
    {
        var settled = found.Ranges.Select(range => range.Cell).ToHashSet();
        return question with { Wanted = [.. question.Wanted.Where(cell => !settled.Contains(cell))] };
    }

    private static RangeAnswer Join(RangeAnswer found, RangeAnswer rest)
    {
        var offset = found.Tables.Count;
        return rest with
        {
            Tables = [.. found.Tables, .. rest.Tables],
            Ranges = [.. found.Ranges, .. rest.Ranges.Select(range => range with { MinTable = range.MinTable + offset, MaxTable = range.MaxTable + offset })],
        };
    }

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
