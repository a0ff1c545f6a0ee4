using System.Globalization;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Analytics;

/// <summary>Which exact reports are asked for, and how they are broken down.</summary>
/// <param name="From">The first month; the columns begin with the quarter or year that it is in.</param>
/// <param name="To">The last month, not before the first; the columns end with the quarter or year that it is in.</param>
public sealed record ExactQuery(Month From, Month To)
{
    /// <summary>Ten years of months.</summary>
    public const int MaxColumns = 120;

    /// <summary>Rows on all pages times columns: 32 MiB of sums.</summary>
    public const int MaxFigures = 4 << 20;

    public const int MaxRowsOfPage = 1_000;

    public const int RowsOfPage = 100;

    /// <summary>Quarters that are shown where nobody says which.</summary>
    public const int UsualQuarters = 8;

    public ExactDimension By { get; init; } = ExactDimension.Region;

    /// <summary>What each row is broken down by once more; null for nothing. Never the same as <see cref="By"/>.</summary>
    public ExactDimension? Split { get; init; }

    public ExactPeriod Columns { get; init; }

    public Region? Region { get; init; }

    public PortSize? Size { get; init; }

    public Locode? Port { get; init; }

    public CategoryGroup? Group { get; init; }

    public ReportCategory? Category { get; init; }

    /// <summary>From 1. One that is past the last is the last.</summary>
    public int Page { get; init; } = 1;

    /// <summary>1 to <see cref="MaxRowsOfPage"/>.</summary>
    public int Rows { get; init; } = RowsOfPage;

    /// <summary>The latest completed quarters.</summary>
    public static ExactQuery Usual(DateOnly today)
    {
        var last = Quarter.Of(today.AddDays(1)).Previous;
        return new ExactQuery(last.Add(1 - UsualQuarters).Months[0], last.Months[^1]);
    }

    /// <summary>The months of each column, the earliest first.</summary>
    public IReadOnlyList<ExactColumnSpan> Spans()
    {
        var spans = new List<ExactColumnSpan>();
        switch (Columns)
        {
            case ExactPeriod.Month:
                for (var month = From; month <= To; month = month.Next)
                    spans.Add(new ExactColumnSpan(month.ToString(), month.Title, [month]));
                break;
            case ExactPeriod.Quarter:
                spans.AddRange(Quarter.Range(From.Quarter, To.Quarter).Select(quarter => new ExactColumnSpan(quarter.ToString(), quarter.Title, quarter.Months)));
                break;
            default:
                spans.AddRange(Enumerable.Range(From.Year, To.Year - From.Year + 1).Select(YearOf));
                break;
        }
        return spans;
    }

    private static ExactColumnSpan YearOf(int year)
    {
        var text = year.ToString(CultureInfo.InvariantCulture);
        return new ExactColumnSpan(text, text, [.. Quarter.Range(new Quarter(year, 1), new Quarter(year, 4)).SelectMany(quarter => quarter.Months)]);
    }

    /// <summary>How many columns there are.</summary>
    public int ColumnCount => Columns switch
    {
        ExactPeriod.Month => To.CompareTo(From) + 1,
        ExactPeriod.Quarter => To.Quarter.Since(From.Quarter) + 1,
        _ => To.Year - From.Year + 1,
    };
}

/// <summary>A column's months.</summary>
/// <param name="Code">As machines write it: <c>2026-09</c>, <c>2026Q3</c> or <c>2026</c>.</param>
/// <param name="Title">As people do.</param>
public sealed record ExactColumnSpan(string Code, string Title, IReadOnlyList<Month> Months);
