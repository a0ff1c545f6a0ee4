namespace PortSafe.Auditor.Releases;

/// <summary>
/// Narrows the bounds of cells by each sum in turn until none narrows any more. The bounds hold every table that fits, so no cell can lie
/// outside them; a table that attains one therefore ends the search for it. That a value lies inside proves nothing.
/// </summary>
internal sealed class BoundPropagation
{
    private const long Open = long.MaxValue;

    private readonly CountTable _table;
    private readonly int[][] _sumsOf;
    private readonly long[] _low;
    private readonly long[] _high;
    private readonly Queue<int> _waiting = new();
    private readonly bool[] _waits;

    // Bounds that two sums push against each other could creep for long; they stay true wherever that is broken off.
    private int _steps;

    public BoundPropagation(CountTable table)
    {
        _table = table;
        _sumsOf = table.SumsOfParts();
        for (var number = 0; number < table.Sums.Length; number++)
            _sumsOf[table.Sums[number][0]] = [.. _sumsOf[table.Sums[number][0]], number];
        _low = [.. table.Lower];
        _high = Array.ConvertAll(table.Upper, upper => upper ?? Open);
        _waits = new bool[table.Sums.Length];
        _steps = 50 * (table.Sums.Length + 20);
        for (var number = 0; number < table.Sums.Length; number++)
            Wait(number);
        IsPossible = !_low.Where((low, cell) => low > _high[cell]).Any() && Settle();
    }

    private BoundPropagation(BoundPropagation other)
    {
        (_table, _sumsOf, _steps, IsPossible) = (other._table, other._sumsOf, 50 * (other._table.Sums.Length + 20), other.IsPossible);
        _low = [.. other._low];
        _high = [.. other._high];
        _waits = new bool[other._waits.Length];
    }

    /// <summary>False when some cell has no value left: no table fits.</summary>
    public bool IsPossible { get; private set; }

    public long Low(int cell) => _low[cell];

    /// <summary>Null when open.</summary>
    public long? High(int cell) => _high[cell] == Open ? null : _high[cell];

    /// <summary>A table that has the cell at that value, made by setting one cell after the other as low as its bounds allow; null when that leads nowhere.</summary>
    public long[]? Dive(int cell, long value)
    {
        var dive = new BoundPropagation(this);
        if (!dive.Set(cell, value))
            return null;
        for (var next = 0; next < _low.Length; next++)
        {
            if (dive._low[next] != dive._high[next] && !dive.Set(next, dive._low[next]))
                return null;
        }
        return dive._low;
    }

    private bool Set(int cell, long value)
    {
        (_low[cell], _high[cell]) = (value, value);
        WaitForAll(cell);
        return IsPossible = Settle() && _steps > 0;
    }

    private bool Settle()
    {
        while (_waiting.TryDequeue(out var number))
        {
            _waits[number] = false;
            if (_steps-- > 0 && !Apply(_table.Sums[number]))
                return false;
        }
        return true;
    }

    private bool Apply(int[] sum)
    {
        long low = 0, high = 0;
        var open = 0;
        foreach (var part in sum.AsSpan(1))
        {
            low += _low[part];
            if (_high[part] == Open)
                open++;
            else
                high += _high[part];
        }
        if (!Narrow(sum[0], low, open > 0 ? Open : high))
            return false;
        var (least, most) = (_low[sum[0]], _high[sum[0]]);
        foreach (var part in sum.AsSpan(1))
        {
            var othersOpen = open - (_high[part] == Open ? 1 : 0);
            var atLeast = othersOpen > 0 ? 0 : least - (high - (_high[part] == Open ? 0 : _high[part]));
            var atMost = most == Open ? Open : most - (low - _low[part]);
            if (!Narrow(part, atLeast, atMost))
                return false;
        }
        return true;
    }

    private bool Narrow(int cell, long low, long high)
    {
        if (low <= _low[cell] && high >= _high[cell])
            return true;
        _low[cell] = Math.Max(_low[cell], low);
        _high[cell] = Math.Min(_high[cell], high);
        WaitForAll(cell);
        return _low[cell] <= _high[cell];
    }

    private void WaitForAll(int cell)
    {
        foreach (var number in _sumsOf[cell])
            Wait(number);
    }

    private void Wait(int number)
    {
        if (_waits[number])
            return;
        _waits[number] = true;
        _waiting.Enqueue(number);
    }
}
