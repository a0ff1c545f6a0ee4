using System.Text;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Imports;

/// <summary>Reads <c>month,locode,category,count</c>.</summary>
/// <param name="ports">Every port of the register, in the order of the LOCODEs.</param>
/// <param name="current">The month in progress; statements are of whole months, so of earlier ones.</param>
internal sealed class ReportsFile(IReadOnlyList<Locode> ports, Month current, ImportErrors errors)
{
    private const int MonthColumn = 0;
    private const int PortColumn = 1;
    private const int CategoryColumn = 2;
    private const int CountColumn = 3;

    private static readonly byte[][] Categories = [.. ReportCategory.All.Select(category => Encoding.UTF8.GetBytes(category.Code))];

    private readonly Dictionary<ulong, int> _months = [];
    private readonly Dictionary<ulong, int> _ports = ports.Select((port, index) => (port, index)).ToDictionary(item => KeyOf(Encoding.UTF8.GetBytes(item.port.ToString())), item => item.index);
    private int _lastCategory;

    public static IReadOnlyList<string> Columns { get; } = ["month", "locode", "category", "count"];

    public ReportedCounts Counts { get; } = new(ports);

    public async Task ReadAsync(CsvRows rows, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
            ReadRow(rows);
        foreach (var (line, first) in Counts.Sort().OrderBy(row => row.Line).Take(ImportErrors.Limit))
            errors.Add(line, null, null, $"one row for a month, port and category; line {first} has the same");
    }

    private void ReadRow(CsvRows rows)
    {
        var (month, port, category, count) = (MonthOf(rows), PortOf(rows), CategoryOf(rows), CountOf(rows.Field(CountColumn)));
        if (port < 0)
            rows.Refuse(PortColumn, ImportText.ExpectedPort);
        if (category < 0)
            rows.Refuse(CategoryColumn, "a category such as cargo-theft");
        if (count < 0)
            rows.Refuse(CountColumn, $"a whole number from 0 to {ReportedCounts.MaxCount:N0}");
        if (month >= 0 && port >= 0 && category >= 0 && count >= 0)
            Counts.Add(month, port, category, count, rows.Line);
    }

    private int MonthOf(CsvRows rows)
    {
        var field = rows.Field(MonthColumn);
        var key = field.Length <= sizeof(ulong) ? KeyOf(field) : 0;
        if (_months.TryGetValue(key, out var index))
            return index;
        if (!Month.TryParse(rows.Text(MonthColumn), null, out var month))
            rows.Refuse(MonthColumn, "a month such as 2026-09");
        else if (month >= current)
            rows.Refuse(MonthColumn, $"a month that is over, so one before {current}");
        else
            return _months[key] = ReportedCounts.MonthIndex(month);
        return -1;
    }

    private int PortOf(CsvRows rows)
    {
        var field = rows.Field(PortColumn);
        return field.Length <= sizeof(ulong) && _ports.TryGetValue(KeyOf(field), out var index) ? index : -1;
    }

    /// <summary>Files list categories in turn, so the search begins after the one found last.</summary>
    private int CategoryOf(CsvRows rows)
    {
        var field = rows.Field(CategoryColumn);
        for (var step = 1; step <= Categories.Length; step++)
        {
            var category = (_lastCategory + step) % Categories.Length;
            if (field.SequenceEqual(Categories[category]))
                return _lastCategory = category;
        }
        return -1;
    }

    private static int CountOf(ReadOnlySpan<byte> field) => ImportText.WholeNumber(field, ReportedCounts.MaxCount) ?? -1;

    /// <summary>Up to eight bytes as a number; texts of the product's codes never hold a zero byte, so no two share one.</summary>
    private static ulong KeyOf(ReadOnlySpan<byte> field)
    {
        var key = 0UL;
        foreach (var value in field)
            key = (key << 8) | value;
        return key;
    }
}
