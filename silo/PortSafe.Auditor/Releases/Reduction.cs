namespace PortSafe.Auditor.Releases;

/// <summary>
/// A smaller table with the same ranges for the cells that are told apart. Every step is exact: each table that fits the smaller one
/// expands to one that fits the larger, and each of the larger has its image in the smaller. Four steps are taken until none
/// applies, or until bounds leave a cell no value, which no step may hide.
/// <list type="number">
/// <item>A cell that no sum uses, and an open total that no other sum uses, are left out.</item>
/// <item>Cells that are parts of exactly the same sums become one, bounded by the sums of their bounds: any whole number between these can
/// be dealt out to them.</item>
/// <item>A total of one part is that part, within the bounds of both.</item>
/// <item>Totals that are parts of the same sums, of open parts that pairwise are parts of the same other sums, become one: whole numbers
/// with given totals of rows and of columns can always be laid out, so long as both add up to the same.</item>
/// </list>
/// </summary>
internal sealed class Reduction
{
    private static readonly SameNumbers Comparer = new();

    private readonly HashSet<int> _kept;
    private readonly long[] _lower;
    private readonly long?[] _upper;
    private readonly bool[] _gone;
    private readonly Stack<Action<long[]>> _undo = new();
    private readonly int[] _left;
    private int[][] _sums;
    private int[][] _sumsOf = [];
    private int[] _totalOf = [];

    /// <param name="kept">Cells that are told apart from all others.</param>
    public Reduction(CountTable table, IEnumerable<int> kept)
    {
        _kept = [.. kept];
        (_lower, _upper, _sums) = ([.. table.Lower], [.. table.Upper], table.Sums);
        _gone = new bool[_lower.Length];
        do
            Index();
        while (!new CountTable(_lower, _upper, _sums).IsCrossed && (LeaveOut() || JoinTwins() || JoinSinglePart() || JoinStars()));

        _left = [.. Enumerable.Range(0, _lower.Length).Where(cell => !_gone[cell])];
        Table = new CountTable(
            Array.ConvertAll(_left, cell => _lower[cell]),
            Array.ConvertAll(_left, cell => _upper[cell]),
            Array.ConvertAll(_sums, sum => Array.ConvertAll(sum, PlaceOf)));
    }

    /// <summary>The smaller table.</summary>
    public CountTable Table { get; }

    /// <summary>The index in the smaller table of a cell that is told apart.</summary>
    public int PlaceOf(int cell) => Array.BinarySearch(_left, cell);

    /// <summary>A table that fits the larger one, from one that fits the smaller.</summary>
    public long[] Expand(long[] values)
    {
        var whole = new long[_lower.Length];
        for (var place = 0; place < _left.Length; place++)
            whole[_left[place]] = values[place];
        foreach (var undo in _undo)
            undo(whole);
        return whole;
    }

    private void Index()
    {
        _sumsOf = new CountTable(_lower, _upper, _sums).SumsOfParts();
        _totalOf = new int[_lower.Length];
        foreach (var sum in _sums)
            _totalOf[sum[0]]++;
    }

    private bool LeaveOut()
    {
        var open = _sums.Where(sum => !_kept.Contains(sum[0]) && IsOpen(sum[0]) && _totalOf[sum[0]] == 1 && _sumsOf[sum[0]].Length == 0).ToHashSet();
        foreach (var sum in open)
        {
            _gone[sum[0]] = true;
            _undo.Push(whole => AddUp(sum, whole));
        }
        for (var cell = 0; cell < _lower.Length; cell++)
        {
            if (_gone[cell] || _kept.Contains(cell) || _totalOf[cell] > 0 || _sumsOf[cell].Length > 0)
                continue;
            var unused = cell;
            _gone[cell] = true;
            _undo.Push(whole => whole[unused] = _lower[unused]);
        }
        _sums = open.Count == 0 ? _sums : [.. _sums.Where(sum => !open.Contains(sum))];
        return open.Count > 0;
    }

    private static void AddUp(int[] sum, long[] whole)
    {
        whole[sum[0]] = 0;
        foreach (var part in sum.AsSpan(1))
            whole[sum[0]] += whole[part];
    }

    private bool JoinTwins()
    {
        var groups = Enumerable.Range(0, _lower.Length).Where(cell => !_kept.Contains(cell) && _totalOf[cell] == 0 && _sumsOf[cell].Length > 0)
            .GroupBy(cell => _sumsOf[cell], Comparer).Select(cells => cells.ToArray()).Where(cells => cells.Length > 1).ToList();
        foreach (var cells in groups)
            _undo.Push(Join(cells));
        DropGoneParts(groups.Count > 0);
        return groups.Count > 0;
    }

    private bool JoinSinglePart()
    {
        var same = new Dictionary<int, int>();
        var touched = new HashSet<int>();
        foreach (var sum in _sums.Where(sum => sum.Length == 2 && !(_kept.Contains(sum[0]) && _kept.Contains(sum[1]))))
        {
            var (stays, goes) = _kept.Contains(sum[0]) ? (sum[0], sum[1]) : (sum[1], sum[0]);
            if (touched.Contains(stays) || touched.Contains(goes) || MeetElsewhere(stays, goes, sum))
                continue;
            touched.UnionWith(sum);
            same.Add(goes, stays);
            _lower[stays] = Math.Max(_lower[stays], _lower[goes]);
            _upper[stays] = _upper[stays] < _upper[goes] || _upper[goes] is null ? _upper[stays] : _upper[goes];
            _gone[goes] = true;
            _undo.Push(whole => whole[goes] = whole[stays]);
        }
        if (same.Count > 0)
        {
            _sums = [.. _sums.Select(sum => Array.ConvertAll(sum, cell => same.GetValueOrDefault(cell, cell))).Where(sum => sum.Length > 2 || sum[0] != sum[1])];
        }
        return same.Count > 0;
    }

    private bool MeetElsewhere(int one, int other, int[] here) =>
        _sumsOf[one].Any(sum => _sums[sum] != here && (_sums[sum][0] == other || Array.BinarySearch(_sumsOf[other], sum) >= 0))
        || _sumsOf[other].Any(sum => _sums[sum] != here && _sums[sum][0] == one);

    private bool JoinStars()
    {
        var groups = Enumerable.Range(0, _sums.Length).Where(IsStar).GroupBy(StarKey, Comparer).Select(stars => stars.ToArray()).Where(stars => stars.Length > 1);
        var joined = new HashSet<int>();
        var crossed = new HashSet<int>();
        foreach (var stars in groups)
        {
            // Rows and columns both look like stars; whichever joins first leaves the others as they are.
            var others = StarKey(stars[0]);
            if (crossed.Overlaps(stars) || joined.Overlaps(others))
                continue;
            joined.UnionWith(stars);
            crossed.UnionWith(others);
            var rows = Array.ConvertAll(stars, star => _sums[star]);
            var deal = Join(Array.ConvertAll(rows, row => row[0]));
            for (var column = 1; column < rows[0].Length; column++)
                Join(Array.ConvertAll(rows, row => row[column]));
            _undo.Push(whole =>
            {
                deal(whole);
                LayOut(rows, whole);
            });
        }
        DropGoneParts(joined.Count > 0);
        return joined.Count > 0;
    }

    private bool IsStar(int number)
    {
        var sum = _sums[number];
        return sum.Length > 2 && !_kept.Contains(sum[0]) && _totalOf[sum[0]] == 1
            && sum.AsSpan(1).ToArray().All(part => IsOpen(part) && _totalOf[part] == 0 && !_kept.Contains(part));
    }

    private int[] StarKey(int number) =>
        [.. _sumsOf[_sums[number][0]], .. _sums[number].Skip(1).SelectMany(part => _sumsOf[part].Where(sum => sum != number).Prepend(-1))];

    /// <summary>Makes the first of the cells stand for all of them.</summary>
    /// <returns>What deals its value out to them again.</returns>
    private Action<long[]> Join(int[] cells)
    {
        var lower = Array.ConvertAll(cells, cell => _lower[cell]);
        var upper = Array.ConvertAll(cells, cell => _upper[cell]);
        _lower[cells[0]] = lower.Sum();
        _upper[cells[0]] = upper.Contains(null) ? null : upper.Sum();
        foreach (var cell in cells.AsSpan(1))
            _gone[cell] = true;
        return whole =>
        {
            var rest = whole[cells[0]] - lower.Sum();
            for (var place = 0; place < cells.Length; place++)
            {
                var more = Math.Min(rest, (upper[place] ?? long.MaxValue) - lower[place]);
                whole[cells[place]] = lower[place] + more;
                rest -= more;
            }
        };
    }

    /// <summary>Fills rows from the corner: their totals are dealt out, and the columns' totals stand in the first row.</summary>
    private static void LayOut(int[][] rows, long[] whole)
    {
        var columns = rows[0].Skip(1).Select(part => whole[part]).ToArray();
        foreach (var row in rows)
        {
            var rest = whole[row[0]];
            for (var column = 0; column < columns.Length; column++)
            {
                var taken = Math.Min(rest, columns[column]);
                whole[row[column + 1]] = taken;
                rest -= taken;
                columns[column] -= taken;
            }
        }
    }

    private void DropGoneParts(bool any)
    {
        if (any)
            _sums = [.. _sums.Where(sum => !_gone[sum[0]]).Select(sum => Array.Exists(sum, cell => _gone[cell]) ? Array.FindAll(sum, cell => !_gone[cell]) : sum)];
    }

    private bool IsOpen(int cell) => _lower[cell] == 0 && _upper[cell] is null;

    private sealed class SameNumbers : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = default(HashCode);
            foreach (var number in obj)
                hash.Add(number);
            return hash.ToHashCode();
        }
    }
}
