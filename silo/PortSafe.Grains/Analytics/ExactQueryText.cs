using System.Globalization;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Analytics;

/// <summary>A query of exact reports as addresses spell it, the same for pages and programs. What is empty is as usual.</summary>
/// <param name="From">A month, a quarter or a year: its first month is the first.</param>
/// <param name="To">A month, a quarter or a year: its last month is the last.</param>
public sealed record ExactQueryText(
    string? By = null, string? Split = null, string? Columns = null, string? Region = null, string? Size = null, string? Port = null, string? Group = null, string? Category = null,
    string? From = null, string? To = null, string? Page = null, string? Rows = null)
{
    private const string Code = "query-invalid";
    private const string PeriodExpected = "Give a quarter such as 2026Q3, a month such as 2026-09, or a year.";

    public static IReadOnlyList<string> Periods { get; } = ["quarter", "month", "year"];

    /// <summary>The query as its address has it: what is as usual is left out.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Of(ExactQuery query, DateOnly today)
    {
        var usual = ExactQuery.Usual(today);
        (string Name, string? Value)[] all =
        [
            ("by", query.By == usual.By ? null : query.By.Code), ("split", query.Split?.Code), ("columns", query.Columns == default ? null : Periods[(int)query.Columns]),
            ("region", query.Region?.ToString()), ("size", query.Size?.Code), ("port", query.Port?.ToString()), ("group", query.Group?.Code), ("category", query.Category?.Code),
            ("from", query.From == usual.From ? null : FromText(query)), ("to", query.To == usual.To ? null : ToText(query)),
        ];
        return all.Where(item => !string.IsNullOrEmpty(item.Value)).Select(item => KeyValuePair.Create(item.Name, item.Value));
    }

    /// <summary>Room on either side for the quarters before and after.</summary>
    private const int FirstYear = 2000;
    private const int LastYear = 2198;

    /// <summary>The first month, as the quarter that it begins where it does.</summary>
    public static string FromText(ExactQuery query) => query.From == query.From.Quarter.Months[0] ? query.From.Quarter.ToString() : query.From.ToString();

    /// <summary>The last month, as the quarter that it ends where it does.</summary>
    public static string ToText(ExactQuery query) => query.To == query.To.Quarter.Months[^1] ? query.To.Quarter.ToString() : query.To.ToString();

    /// <summary>What could be understood, and every fault: a page shows both.</summary>
    public (ExactQuery Query, IReadOnlyList<Error> Faults) Read(DateOnly today)
    {
        var faults = new List<Error>();
        var usual = ExactQuery.Usual(today);
        var to = Month(To, "to", month => month[^1], faults) ?? usual.To;
        var from = Month(From, "from", month => month[0], faults) ?? (to == usual.To ? usual.From : to.Quarter.Add(1 - ExactQuery.UsualQuarters).Months[0]);
        var query = new ExactQuery(from, to)
        {
            By = Coded<ExactDimension>(By, "by", faults) ?? usual.By,
            Split = Coded<ExactDimension>(Split, "split", faults),
            Columns = Period(faults),
            Region = RegionOf(faults),
            Size = Coded<PortSize>(Size, "size", faults),
            Port = PortOf(faults),
            Group = Coded<CategoryGroup>(Group, "group", faults),
            Category = Coded<ReportCategory>(Category, "category", faults),
            Page = Number(Page, "page", int.MaxValue, faults) ?? 1,
            Rows = Number(Rows, "rows", ExactQuery.MaxRowsOfPage, faults) ?? ExactQuery.RowsOfPage,
        };
        return (Bounded(query, usual, faults), faults);
    }

    /// <summary>The query, or the first thing in it that cannot be read.</summary>
    public Result<ExactQuery> ReadStrictly(DateOnly today)
    {
        var (query, faults) = Read(today);
        return faults.Count == 0 ? query : faults[0];
    }

    private static ExactQuery Bounded(ExactQuery query, ExactQuery usual, List<Error> faults)
    {
        if (query.Split == query.By)
        {
            faults.Add(Error.Invalid(Code, "Choose something else to break the rows down by.", "split"));
            query = query with { Split = null };
        }
        if (query.To < query.From)
            faults.Add(Error.Invalid(Code, "Choose an end that is not before the beginning.", "to"));
        else if (query.ColumnCount > ExactQuery.MaxColumns)
            faults.Add(Error.Invalid(Code, $"Choose a shorter time: at most {ExactQuery.MaxColumns} columns are shown.", "from"));
        else
            return query;
        return query with { From = usual.From, To = usual.To };
    }

    private static Month? Month(string? text, string field, Func<IReadOnlyList<Month>, Month> choose, List<Error> faults)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (Domain.Month.TryParse(text, null, out var month) && month.Year is >= FirstYear and <= LastYear)
            return month;
        if (Quarter.TryParse(text, null, out var quarter) && quarter.Year is >= FirstYear and <= LastYear)
            return choose(quarter.Months);
        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and <= LastYear)
            return choose([new Month(year, 1), new Month(year, 12)]);
        faults.Add(Error.Invalid(Code, PeriodExpected, field));
        return null;
    }

    private ExactPeriod Period(List<Error> faults)
    {
        if (string.IsNullOrEmpty(Columns))
            return default;
        for (var index = 0; index < Periods.Count; index++)
        {
            if (Periods[index] == Columns)
                return (ExactPeriod)index;
        }
        faults.Add(Error.Invalid(Code, $"Give one of {string.Join(", ", Periods)}.", "columns"));
        return default;
    }

    private Region? RegionOf(List<Error> faults)
    {
        if (string.IsNullOrEmpty(Region))
            return null;
        if (Domain.Ports.Region.TryParse(Region, null, out var region))
            return region;
        faults.Add(Error.Invalid(Code, "Give a region of the publication plan.", "region"));
        return null;
    }

    private Locode? PortOf(List<Error> faults)
    {
        if (string.IsNullOrWhiteSpace(Port))
            return null;
        if (Locode.TryParse(Port.Trim().ToUpperInvariant(), null, out var port))
            return port;
        faults.Add(Error.Invalid(Code, "Give a LOCODE such as GBFXT.", "port"));
        return null;
    }

    private static T? Coded<T>(string? text, string field, List<Error> faults) where T : class, ICoded<T>
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (!ICoded<T>.Find(text, out var value))
            faults.Add(Error.Invalid(Code, $"Give one of {string.Join(", ", T.All.Select(item => item.Code))}.", field));
        return value;
    }

    private static int? Number(string? text, string field, int most, List<Error> faults)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        faults.Add(Error.Invalid(Code, most == int.MaxValue ? "Give a page from 1 on." : $"Give 1 to {most:N0} rows.", field));
        return null;
    }
}
