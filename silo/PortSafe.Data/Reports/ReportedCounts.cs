using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Data.Reports;

/// <summary>
/// What one file says: counts by month, port and category. Twelve bytes a row, so that a file of millions of rows fits in memory.
/// </summary>
/// <param name="ports">Every port that may be named, in the order of their LOCODEs; at most 16 million.</param>
public sealed class ReportedCounts(IReadOnlyList<Locode> ports)
{
    /// <summary>No port has more reports of a kind in a month; a greater count is a mistake.</summary>
    public const int MaxCount = 1_000_000;

    private const int CountBits = 20;
    private const int CategoryBits = 8;
    private const int PortBits = 24;
    private const int PortShift = CountBits + CategoryBits;
    private const int MonthShift = PortShift + PortBits;

    private ulong[] _rows = new ulong[1024];
    private int[] _lines = new int[1024];
    private bool _isSorted = true;

    /// <summary>How many rows were added.</summary>
    public int Count { get; private set; }

    /// <summary>The sum of all counts.</summary>
    public long Total { get; private set; }

    /// <param name="month">Months since January 1900.</param>
    /// <param name="port">An index into the ports.</param>
    /// <param name="category">An index into <see cref="ReportCategory.All"/>.</param>
    /// <param name="count">0 to <see cref="MaxCount"/>.</param>
    /// <param name="line">The line of the file, for telling where a row stands twice.</param>
    public void Add(int month, int port, int category, int count, int line)
    {
        if (Count == _rows.Length)
            Grow();
        var row = ((ulong)month << MonthShift) | ((ulong)port << PortShift) | ((ulong)category << CountBits) | (uint)count;
        _isSorted &= Count == 0 || Key(_rows[Count - 1]) < Key(row);
        (_rows[Count], _lines[Count]) = (row, line);
        Count++;
        Total += count;
    }

    public static int MonthIndex(Month month) => ((month.Year - Quarter.MinYear) * 12) + month.Number - 1;

    /// <summary>Puts the rows in the order of their keys.</summary>
    /// <returns>The lines that repeat a month, port and category, each with the first line that has it; in no order.</returns>
    public IReadOnlyList<(int Line, int FirstLine)> Sort()
    {
        if (_isSorted)
            return [];
        Array.Sort(_rows, _lines, 0, Count);
        _isSorted = true;
        var repeated = new List<(int, int)>();
        for (var start = 0; start < Count;)
        {
            var end = start + 1;
            while (end < Count && Key(_rows[end]) == Key(_rows[start]))
                end++;
            if (end - start > 1)
            {
                var lines = _lines.AsSpan(start, end - start);
                lines.Sort();
                foreach (var line in lines[1..])
                    repeated.Add((line, lines[0]));
            }
            start = end;
        }
        return repeated;
    }

    /// <summary>The months that are named, in order. The rows must be sorted.</summary>
    public IReadOnlyList<Month> Months()
    {
        var months = new List<Month>();
        for (var index = 0; index < Count; index++)
        {
            if (index == 0 || MonthOf(_rows[index]) != MonthOf(_rows[index - 1]))
                months.Add(ToMonth(MonthOf(_rows[index])));
        }
        return months;
    }

    /// <summary>The ports that have a count above zero in a month, by LOCODE. The rows must be sorted.</summary>
    public IEnumerable<PortCounts> PortsOf(Month month)
    {
        var index = MonthIndex(month);
        var start = FirstOf(index);
        while (start < Count && MonthOf(_rows[start]) == index)
        {
            var end = start + 1;
            while (end < Count && _rows[end] >> PortShift == _rows[start] >> PortShift)
                end++;
            var counts = new PortCounts(ports[PortOf(_rows[start])], _rows.AsMemory(start, end - start));
            if (!counts.IsZero)
                yield return counts;
            start = end;
        }
    }

    internal static int CategoryOf(ulong row) => (int)(row >> CountBits) & ((1 << CategoryBits) - 1);

    internal static int CountOf(ulong row) => (int)row & ((1 << CountBits) - 1);

    private static int PortOf(ulong row) => (int)(row >> PortShift) & ((1 << PortBits) - 1);

    private static int MonthOf(ulong row) => (int)(row >> MonthShift);

    private static ulong Key(ulong row) => row >> CountBits;

    private static Month ToMonth(int index) => new(Quarter.MinYear + (index / 12), (index % 12) + 1);

    private int FirstOf(int month)
    {
        var index = _rows.AsSpan(0, Count).BinarySearch((ulong)month << MonthShift);
        return index < 0 ? ~index : index;
    }

    private void Grow()
    {
        Array.Resize(ref _rows, _rows.Length * 2);
        Array.Resize(ref _lines, _lines.Length * 2);
    }
}

/// <summary>One port's counts in one month.</summary>
public readonly struct PortCounts
{
    private readonly ReadOnlyMemory<ulong> _rows;

    internal PortCounts(Locode port, ReadOnlyMemory<ulong> rows) => (Port, _rows) = (port, rows);

    public Locode Port { get; }

    internal bool IsZero => Sum() == 0;

    /// <summary>Adds them up by category.</summary>
    /// <param name="byCategory">As many as there are categories, in their order.</param>
    internal void CopyTo(Span<int> byCategory)
    {
        byCategory.Clear();
        foreach (var row in _rows.Span)
            byCategory[ReportedCounts.CategoryOf(row)] = ReportedCounts.CountOf(row);
    }

    private long Sum()
    {
        var sum = 0L;
        foreach (var row in _rows.Span)
            sum += ReportedCounts.CountOf(row);
        return sum;
    }
}
