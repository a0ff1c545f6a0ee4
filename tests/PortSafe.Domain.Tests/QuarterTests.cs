using FsCheck;
using FsCheck.Fluent;

namespace PortSafe.Domain.Tests;

public sealed class QuarterTests
{
    private static readonly Arbitrary<Quarter> Quarters =
        Gen.Choose(8, (4 * (Quarter.MaxYear - Quarter.MinYear)) - 8).Select(index => new Quarter(Quarter.MinYear, 1).Add(index)).ToArbitrary();

    [Fact]
    public void Previous_and_next_undo_each_other() =>
        Prop.ForAll(Quarters, quarter => quarter.Previous.Next == quarter && quarter.Next.Previous == quarter).QuickCheckThrowOnFailure();

    [Fact]
    public void The_next_quarter_starts_the_day_after_this_one_ends() =>
        Prop.ForAll(Quarters, quarter => quarter.Next.Start == quarter.End.AddDays(1) && quarter < quarter.Next).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_quarter_last_year_is_four_back_and_keeps_its_number() =>
        Prop.ForAll(
            Quarters,
            quarter => quarter.SameQuarterLastYear == quarter.Previous.Previous.Previous.Previous
                && quarter.SameQuarterLastYear.Number == quarter.Number
                && quarter.SameQuarterLastYear.Year == quarter.Year - 1).QuickCheckThrowOnFailure();

    [Fact]
    public void A_quarter_contains_its_three_months_and_no_other() =>
        Prop.ForAll(
            Quarters,
            quarter => quarter.Months.Count == 3
                && quarter.Months.All(month => month.Quarter == quarter)
                && quarter.Months[0].Start == quarter.Start
                && quarter.Months[2].Next.Start == quarter.Next.Start).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_day_belongs_to_the_quarter_that_spans_it() =>
        Prop.ForAll(
            Gen.Choose(new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2199, 12, 31).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary(),
            day => Quarter.Of(day).Start <= day && day <= Quarter.Of(day).End && Month.Of(day).Quarter == Quarter.Of(day)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_range_holds_both_ends_and_each_quarter_between_once() =>
        Prop.ForAll(
            Quarters,
            Gen.Choose(-8, 60).ToArbitrary(),
            (first, length) =>
            {
                var last = first.Add(Math.Clamp(length, -8, new Quarter(Quarter.MaxYear, 4).Since(first)));
                var range = Quarter.Range(first, last).ToList();
                return range.Count == Math.Max(0, last.Since(first) + 1)
                    && range.Zip(range.Skip(1)).All(pair => pair.Second == pair.First.Next)
                    && (range.Count == 0 || (range[0] == first && range[^1] == last));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_and_since_undo_each_other() =>
        Prop.ForAll(Quarters, Quarters, (one, other) => one.Add(other.Since(one)) == other && one.CompareTo(other) == one.Since(other)).QuickCheckThrowOnFailure();

    [Fact]
    public void Beyond_the_first_and_the_last_year_there_is_no_quarter()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Quarter(Quarter.MinYear, 1).Previous);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Quarter(Quarter.MaxYear, 4).Next);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Quarter(2026, 5));
    }

    [Fact]
    public void People_read_the_months() => Assert.Equal("July to September 2026", new Quarter(2026, 3).Title);
}
