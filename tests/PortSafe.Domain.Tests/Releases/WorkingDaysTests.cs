using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Releases;

namespace PortSafe.Domain.Tests.Releases;

public sealed class WorkingDaysTests
{
    private static readonly Arbitrary<DateOnly> Dates =
        Gen.Choose(0, 365 * 100).Select(days => new DateOnly(1990, 1, 1).AddDays(days)).ToArbitrary();

    [Theory]
    [InlineData("2026Q3", "2026-10-07", "2026-10-14")]
    [InlineData("2026Q4", "2027-01-08", "2027-01-15")]
    [InlineData("2026Q1", "2026-04-09", "2026-04-16")]
    [InlineData("2023Q1", "2023-04-11", "2023-04-18")]
    [InlineData("2021Q4", "2022-01-10", "2022-01-17")]
    public void A_release_is_compiled_on_the_fifth_working_day_and_reminded_of_on_the_tenth(string quarter, string compiled, string reminded)
    {
        var end = Quarter.Parse(quarter).End;
        Assert.Equal(DateOnly.Parse(compiled, null), WorkingDays.After(end, WorkingDays.CompileDay));
        Assert.Equal(DateOnly.Parse(reminded, null), WorkingDays.After(end, WorkingDays.ReminderDay));
    }

    [Fact]
    public void Between_a_date_and_its_nth_working_day_lie_n_working_days() =>
        Prop.ForAll(Dates, Gen.Choose(1, 30).ToArbitrary(), (date, count) =>
        {
            var day = WorkingDays.After(date, count);
            return WorkingDays.Includes(day) && Between(date, day).Count(WorkingDays.Includes) == count;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_working_day_is_a_weekday_that_is_no_bank_holiday() =>
        Prop.ForAll(Dates, date => WorkingDays.Includes(date) ==
            (date.DayOfWeek is >= DayOfWeek.Monday and <= DayOfWeek.Friday && !BankHolidays.Includes(date))).QuickCheckThrowOnFailure();

    [Fact]
    public void There_is_no_zeroth_working_day() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingDays.After(new DateOnly(2026, 9, 30), 0));

    private static IEnumerable<DateOnly> Between(DateOnly after, DateOnly last)
    {
        for (var date = after.AddDays(1); date <= last; date = date.AddDays(1))
            yield return date;
    }
}
