using FsCheck;
using FsCheck.Fluent;
using PortSafe.Auditor.Releases;

namespace PortSafe.Auditor.Tests.Releases;

public sealed class WitnessCheckerTests
{
    private static readonly CountTable Year = new([0, 10, 0, 28], [9, 14, null, 32], [[3, 0, 1, 2]]);

    [Fact]
    public void A_table_that_fits_every_interval_and_sum_is_accepted() =>
        Assert.Null(Fault(q1: 9, q2: 10, rest: 9, year: 28, claimed: 9));

    [Theory]
    [InlineData(10, 10, 8, 28, 10, "Cell 0 is outside its published interval.")]
    [InlineData(-1, 14, 15, 28, -1, "Cell 0 is outside its published interval.")]
    [InlineData(9, 9, 10, 28, 9, "Cell 1 is outside its published interval.")]
    [InlineData(9, 14, -1, 28, 9, "Cell 2 is outside its published interval.")]
    [InlineData(9, 14, 10, 33, 9, "Cell 3 is outside its published interval.")]
    [InlineData(9, 14, 10, 32, 9, "The parts of cell 3 do not make it.")]
    [InlineData(8, 10, 10, 28, 9, "Cell 0 does not have the value claimed.")]
    public void A_table_that_does_not_fit_is_refused_with_the_reason(long q1, long q2, long rest, long year, long claimed, string fault) =>
        Assert.Equal(fault, Fault(q1, q2, rest, year, claimed));

    [Theory]
    [InlineData(0, null)]
    [InlineData(5, null)]
    [InlineData(6, "Cell 0 is not far above its least value.")]
    [InlineData(9, "Cell 0 is not far above its least value.")]
    public void A_cell_without_a_maximum_lies_four_or_more_above_its_least(long min, string? fault) =>
        Assert.Equal(fault, WitnessChecker.FaultOfOpenEnd(Year, [9, 10, 9, 28], 0, min));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_table_of_another_length_is_a_fault(int length) =>
        Assert.Equal($"The witness has {length} cells where the table has 4.", WitnessChecker.Fault(Year, new long[length], 0, 0));

    [Fact]
    public void Sums_beyond_64_bits_do_not_wrap_round_to_a_fit()
    {
        var table = new CountTable([0, 0, 0, 0], [null, null, null, null], [[0, 1, 2, 3]]);

        Assert.Equal(
            "The parts of cell 0 do not make it.",
            WitnessChecker.Fault(table, [long.MaxValue - 2, long.MaxValue, long.MaxValue, long.MaxValue], 1, long.MaxValue));
    }

    [Fact]
    public void It_accepts_a_random_table_exactly_when_every_condition_holds()
    {
        var nearFits =
            from q1 in Gen.Choose(-1, 10)
            from q2 in Gen.Choose(9, 15)
            from rest in Gen.Choose(-1, 12)
            from error in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(-1, 1)))
            select (q1, q2, rest, year: q1 + q2 + rest + error);

        Prop.ForAll(
            nearFits.ToArbitrary(),
            table =>
            {
                var (q1, q2, rest, year) = table;
                var fits = q1 is >= 0 and <= 9 && q2 is >= 10 and <= 14 && rest >= 0 && year is >= 28 and <= 32 && q1 + q2 + rest == year;
                return Fault(q1, q2, rest, year, q1) is null == fits;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    private static string? Fault(long q1, long q2, long rest, long year, long claimed) => WitnessChecker.Fault(Year, [q1, q2, rest, year], 0, claimed);
}
