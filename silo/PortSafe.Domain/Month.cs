using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortSafe.Domain;

/// <summary>A calendar month. Written <c>2026-09</c> to machines, “September 2026” to people.</summary>
public readonly record struct Month : IComparable<Month>, IParsable<Month>
{
    /// <param name="year">1900 to 2199.</param>
    /// <param name="number">1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">Either is outside its bounds.</exception>
    public Month(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, Quarter.MinYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, Quarter.MaxYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 12);
        (Year, Number) = (year, number);
    }

    public int Year { get; }

    /// <summary>1 is January.</summary>
    public int Number { get; }

    public DateOnly Start => new(Year, Number, 1);

    public Quarter Quarter => new(Year, ((Number - 1) / 3) + 1);

    public Month Next => Number == 12 ? new Month(Year + 1, 1) : new Month(Year, Number + 1);

    /// <summary>“September 2026”.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Start:MMMM yyyy}");

    public static Month Of(DateOnly date) => new(date.Year, date.Month);

    public int CompareTo(Month other) => ((Year - other.Year) * 12) + Number - other.Number;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");

    public static Month Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<Month>(s, "a month such as 2026-09");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Month result)
    {
        result = default;
        if (s is not { Length: 7 } || s[4] != '-')
            return false;
        if (!int.TryParse(s.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < Quarter.MinYear or > Quarter.MaxYear)
            return false;
        if (!int.TryParse(s.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 12)
            return false;
        result = new Month(year, number);
        return true;
    }

    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;

    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;

    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;
}
