using System.Globalization;
using PortSafe.Domain.Releases;

namespace PortSafe.Domain.Tests.Releases;

public sealed class BankHolidaysTests
{
    /// <summary>As the government published them.</summary>
    [Theory]
    [InlineData(1999, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31")]
    [InlineData(2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27")]
    [InlineData(2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26")]
    [InlineData(2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28")]
    [InlineData(2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28")]
    [InlineData(2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27")]
    [InlineData(2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26")]
    [InlineData(2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26")]
    [InlineData(2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26")]
    [InlineData(2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData(2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    public void A_year_has_its_published_bank_holidays(int year, string expected) =>
        Assert.Equal(expected, string.Join(' ', BankHolidays.In(year).Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData(1818, 3, 22)]
    [InlineData(1943, 4, 25)]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2038, 4, 25)]
    [InlineData(2285, 3, 22)]
    public void Easter_falls_on_its_known_day(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), BankHolidays.EasterSunday(year));

    [Fact]
    public void Every_year_has_eight_weekdays_at_least_and_no_day_twice()
    {
        for (var year = 1978; year <= Quarter.MaxYear; year++)
        {
            var days = BankHolidays.In(year);
            Assert.True(days.Count >= 8, $"{year} has {days.Count}");
            Assert.Equal(days.Distinct().Order(), days);
            Assert.DoesNotContain(days, day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
            Assert.All(days, day => Assert.Equal(year, day.Year));
        }
    }

    [Theory]
    [InlineData(1977)]
    [InlineData(2200)]
    public void A_year_outside_the_rules_is_refused(int year) => Assert.Throws<ArgumentOutOfRangeException>(() => BankHolidays.In(year));
}
