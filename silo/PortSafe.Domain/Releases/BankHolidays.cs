namespace PortSafe.Domain.Releases;

/// <summary>
/// Bank holidays in England and Wales: those of the Banking and Financial Dealings Act 1971 and the common-law ones, by rule,
/// with the days that were moved or proclaimed for one year alone as data.
/// </summary>
public static class BankHolidays
{
    private static readonly Dictionary<int, DateOnly> MovedEarlyMay = new()
    {
        [1995] = new(1995, 5, 8),
        [2020] = new(2020, 5, 8),
    };

    private static readonly Dictionary<int, DateOnly> MovedSpring = new()
    {
        [2002] = new(2002, 6, 4),
        [2012] = new(2012, 6, 4),
        [2022] = new(2022, 6, 2),
    };

    /// <summary>Proclaimed for an occasion: the millennium, royal weddings and jubilees, a funeral and a coronation.</summary>
    private static readonly HashSet<DateOnly> Proclaimed =
    [
        new(1999, 12, 31), new(2002, 6, 3), new(2011, 4, 29), new(2012, 6, 5), new(2022, 6, 3), new(2022, 9, 19), new(2023, 5, 8),
    ];

    /// <summary>Whether banks are closed on that day by law; Saturdays and Sundays are not bank holidays by themselves.</summary>
    public static bool Includes(DateOnly date) => In(date.Year).Contains(date);

    /// <summary>The bank holidays of a year from 1978 on, when the early May holiday began, in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is before 1978 or after 2199.</exception>
    public static IReadOnlyList<DateOnly> In(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1978);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, Quarter.MaxYear);
        var (easter, christmas) = (EasterSunday(year), Christmas(year));
        return
        [
            .. Proclaimed.Where(day => day.Year == year)
                .Append(NextWeekday(new DateOnly(year, 1, 1)))
                .Append(easter.AddDays(-2))
                .Append(easter.AddDays(1))
                .Append(MovedEarlyMay.GetValueOrDefault(year, FirstMonday(year, 5)))
                .Append(MovedSpring.GetValueOrDefault(year, LastMonday(year, 5)))
                .Append(LastMonday(year, 8))
                .Append(christmas.Day)
                .Append(christmas.Boxing)
                .Order(),
        ];
    }

    /// <summary>Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher), for any year of the Gregorian calendar.</summary>
    public static DateOnly EasterSunday(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var moonShift = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - moonShift + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * weekday)) / 451;
        var march = epact + weekday - (7 * correction) + 114;
        return new DateOnly(year, march / 31, (march % 31) + 1);
    }

    /// <summary>Of Christmas Day and Boxing Day, one that falls on a weekend gives way to the next weekday that is free.</summary>
    private static (DateOnly Day, DateOnly Boxing) Christmas(int year)
    {
        var day = new DateOnly(year, 12, 25);
        return day.DayOfWeek switch
        {
            DayOfWeek.Friday => (day, day.AddDays(3)),
            DayOfWeek.Saturday => (day.AddDays(2), day.AddDays(3)),
            DayOfWeek.Sunday => (day.AddDays(2), day.AddDays(1)),
            _ => (day, day.AddDays(1)),
        };
    }

    private static DateOnly NextWeekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static DateOnly FirstMonday(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((DayOfWeek.Monday - first.DayOfWeek + 7) % 7);
    }

    private static DateOnly LastMonday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-((last.DayOfWeek - DayOfWeek.Monday + 7) % 7));
    }
}
