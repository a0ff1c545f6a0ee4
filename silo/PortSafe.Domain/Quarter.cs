using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortSafe.Domain;

/// <summary>A calendar quarter. Written <c>2026Q3</c> to machines, “July to September 2026” to people.</summary>
public readonly record struct Quarter : IComparable<Quarter>, IParsable<Quarter>
{
    public const int MinYear = 1900;
    public const int MaxYear = 2199;

    /// <param name="year">1900 to 2199.</param>
    /// <param name="number">1 to 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">Either is outside its bounds.</exception>
    public Quarter(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, MinYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, MaxYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 4);
        (Year, Number) = (year, number);
    }

    public int Year { get; }

    public int Number { get; }

    public DateOnly Start => new(Year, (Number * 3) - 2, 1);

    /// <summary>The last day, inclusive.</summary>
    public DateOnly End => Start.AddMonths(3).AddDays(-1);

    public Quarter Previous => Add(-1);

    public Quarter Next => Add(1);

    public Quarter SameQuarterLastYear => Add(-4);

    /// <summary>The three months, in order.</summary>
    public IReadOnlyList<Month> Months
    {
        get
        {
            var first = new Month(Year, (Number * 3) - 2);
            return [first, first.Next, first.Next.Next];
        }
    }

    /// <summary>“July to September 2026”.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Start:MMMM} to {End:MMMM} {Year}");

    /// <exception cref="ArgumentOutOfRangeException">The result is outside 1900Q1 to 2199Q4.</exception>
    public Quarter Add(int quarters)
    {
        var index = (Year * 4) + Number - 1 + quarters;
        return new Quarter(Math.DivRem(index, 4, out var rest), rest + 1);
    }

    /// <summary>How many quarters lie between the two; negative when this one is earlier.</summary>
    public int Since(Quarter other) => ((Year - other.Year) * 4) + Number - other.Number;

    public static Quarter Of(DateOnly date) => new(date.Year, ((date.Month - 1) / 3) + 1);

    /// <summary>Every quarter from the first to the last, both included; empty when the last is earlier.</summary>
    public static IEnumerable<Quarter> Range(Quarter first, Quarter last)
    {
        for (var index = 0; index <= last.Since(first); index++)
            yield return first.Add(index);
    }

    public int CompareTo(Quarter other) => Since(other);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}Q{Number}");

    public static Quarter Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<Quarter>(s, "a quarter such as 2026Q3");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Quarter result)
    {
        result = default;
        if (s is not { Length: 6 } || s[4] != 'Q' || s[5] is < '1' or > '4')
            return false;
        if (!int.TryParse(s.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < MinYear or > MaxYear)
            return false;
        result = new Quarter(year, s[5] - '0');
        return true;
    }

    public static bool operator <(Quarter left, Quarter right) => left.CompareTo(right) < 0;

    public static bool operator >(Quarter left, Quarter right) => left.CompareTo(right) > 0;

    public static bool operator <=(Quarter left, Quarter right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Quarter left, Quarter right) => left.CompareTo(right) >= 0;
}
