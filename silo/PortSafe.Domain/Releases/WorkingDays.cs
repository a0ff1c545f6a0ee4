namespace PortSafe.Domain.Releases;

/// <summary>Working days in England and Wales: Monday to Friday, bank holidays left out.</summary>
public static class WorkingDays
{
    /// <summary>On this working day after its end, a quarter's release is compiled.</summary>
    public const int CompileDay = 5;

    /// <summary>On this working day after the quarter's end, JMSC is reminded of a release that is not frozen yet.</summary>
    public const int ReminderDay = 10;

    public static bool Includes(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !BankHolidays.Includes(date);

    /// <summary>The working day with that number after a date: the first is the next working day.</summary>
    /// <param name="count">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public static DateOnly After(DateOnly date, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        while (count > 0)
        {
            date = date.AddDays(1);
            if (Includes(date))
                count--;
        }
        return date;
    }
}
