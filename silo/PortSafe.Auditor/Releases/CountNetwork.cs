namespace PortSafe.Auditor.Releases;

/// <summary>
/// A table as a network: sums are its nodes, and each cell is an arc that carries its value from one to another. That holds where a cell is
/// in two sums at most, and signs of the sums can be chosen so that it adds to one and takes from the other; a cell of one sum leads to the
/// ground. Ranges are then found by augmenting paths (Ford and Fulkerson 1962), which is exact in whole numbers: a path that cannot be
/// continued leaves a cut that nothing can cross.
/// </summary>
internal sealed class CountNetwork
{
    private const long Open = long.MaxValue;

    private readonly CountTable _table;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly List<int>[] _arcs;

    private CountNetwork(CountTable table, int[] from, int[] to)
    {
        (_table, _from, _to) = (table, from, to);
        _arcs = [.. Enumerable.Range(0, table.Sums.Length + 1).Select(_ => new List<int>())];
        for (var cell = 0; cell < from.Length; cell++)
        {
            _arcs[from[cell]].Add(cell);
            _arcs[to[cell]].Add(cell);
        }
    }

    /// <summary>Null when the table is no network.</summary>
    public static CountNetwork? Of(CountTable table)
    {
        var sums = new List<(int Sum, int Sign)>[table.Lower.Length];
        for (var sum = 0; sum < table.Sums.Length; sum++)
        {
            foreach (var (place, cell) in table.Sums[sum].Index())
                (sums[cell] ??= []).Add((sum, place == 0 ? -1 : 1));
        }
        if (Array.Exists(sums, of => of?.Count > 2) || Signs(table, sums) is not { } signs)
            return null;
        var ground = table.Sums.Length;
        var (from, to) = (new int[sums.Length], new int[sums.Length]);
        for (var cell = 0; cell < sums.Length; cell++)
        {
            (from[cell], to[cell]) = (ground, ground);
            foreach (var (sum, sign) in sums[cell] ?? [])
                (sign * signs[sum] > 0 ? to : from)[cell] = sum;
        }
        return new CountNetwork(table, from, to);
    }

    /// <summary>Every range that is wanted, exact.</summary>
    public RangeAnswer Solve(IReadOnlyList<int> wanted)
    {
        if (AnyTable() is not { } any)
            return RangeAnswer.Infeasible;
        var tables = new List<long[]> { any };
        var ranges = new List<RangeFound>();
        foreach (var cell in wanted)
        {
            var (min, max) = ((long[])any.Clone(), (long[])any.Clone());
            Move(min, cell, up: false);
            var open = Move(max, cell, up: true);
            ranges.Add(new RangeFound(cell, min[cell], tables.Count, open ? null : max[cell], tables.Count + 1));
            tables.AddRange([min, max]);
        }
        return new RangeAnswer(true, tables, ranges);
    }

    /// <summary>A sign for each sum so that each cell adds to one of its two and takes from the other; null when there are none.</summary>
    private static int[]? Signs(CountTable table, List<(int Sum, int Sign)>[] sums)
    {
        var signs = new int[table.Sums.Length];
        var waiting = new Stack<int>();
        for (var start = 0; start < signs.Length; start++)
        {
            if (signs[start] != 0)
                continue;
            signs[start] = 1;
            waiting.Push(start);
            while (waiting.TryPop(out var sum))
            {
                foreach (var pair in table.Sums[sum].Select(cell => sums[cell]).Where(of => of.Count == 2))
                {
                    var (own, other) = pair[0].Sum == sum ? (pair[0], pair[1]) : (pair[1], pair[0]);
                    var sign = -signs[sum] * own.Sign * other.Sign;
                    if (signs[other.Sum] == -sign)
                        return null;
                    if (signs[other.Sum] == 0)
                        waiting.Push(other.Sum);
                    signs[other.Sum] = sign;
                }
            }
        }
        return signs;
    }

    /// <summary>Sends what is too much at one node to where it is wanting, until every sum holds; null when it cannot get there.</summary>
    private long[]? AnyTable()
    {
        var values = (long[])_table.Lower.Clone();
        var excess = new long[_arcs.Length];
        for (var cell = 0; cell < values.Length; cell++)
        {
            if (_table.Lower[cell] > _table.Upper[cell])
                return null;
            excess[_to[cell]] += values[cell];
            excess[_from[cell]] -= values[cell];
        }
        for (var node = 0; node < excess.Length; node++)
        {
            while (excess[node] > 0)
            {
                if (PathFrom(node, other => excess[other] < 0, values, -1) is not { } path)
                    return null;
                var amount = Math.Min(excess[node], Math.Min(-excess[path.End], path.Capacity));
                Send(path, amount, values);
                excess[node] -= amount;
                excess[path.End] += amount;
            }
        }
        return values;
    }

    /// <summary>Takes a cell as far as it goes.</summary>
    /// <returns>Whether it could go on for ever.</returns>
    private bool Move(long[] values, int cell, bool up)
    {
        var (start, end) = up ? (_to[cell], _from[cell]) : (_from[cell], _to[cell]);
        while (Capacity(cell, up, values) is > 0 and var own && PathFrom(start, node => node == end, values, cell) is { } path)
        {
            var amount = Math.Min(own, path.Capacity);
            var open = amount == Open;
            if (open)
                amount = RangeSearch.FarAbove;
            Send(path, amount, values);
            values[cell] += up ? amount : -amount;
            if (open)
                return true;
        }
        return false;
    }

    private long Capacity(int cell, bool up, long[] values) =>
        !up ? values[cell] - _table.Lower[cell] : _table.Upper[cell] is { } upper ? upper - values[cell] : Open;

    private static void Send(Path path, long amount, long[] values)
    {
        foreach (var (cell, up) in path.Steps)
            values[cell] += up ? amount : -amount;
    }

    /// <summary>The shortest way along arcs that can take more, or back along such that can give.</summary>
    private Path? PathFrom(int start, Func<int, bool> isEnd, long[] values, int without)
    {
        var came = new (int Cell, bool Up, int Node)?[_arcs.Length];
        var waiting = new Queue<int>([start]);
        came[start] = (-1, false, start);
        while (waiting.TryDequeue(out var node))
        {
            if (isEnd(node))
                return Trace(came, node, values);
            foreach (var cell in _arcs[node])
            {
                var up = _from[cell] == node;
                var next = up ? _to[cell] : _from[cell];
                if (cell == without || came[next] is not null || Capacity(cell, up, values) == 0)
                    continue;
                came[next] = (cell, up, node);
                waiting.Enqueue(next);
            }
        }
        return null;
    }

    private Path Trace((int Cell, bool Up, int Node)?[] came, int end, long[] values)
    {
        var steps = new List<(int Cell, bool Up)>();
        var capacity = Open;
        for (var node = end; came[node] is { Cell: >= 0 } step; node = step.Node)
        {
            steps.Add((step.Cell, step.Up));
            capacity = Math.Min(capacity, Capacity(step.Cell, step.Up, values));
        }
        return new Path(end, steps, capacity);
    }

    private sealed record Path(int End, List<(int Cell, bool Up)> Steps, long Capacity);
}
