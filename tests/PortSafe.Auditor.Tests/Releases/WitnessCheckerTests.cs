using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortSafe.Auditor.Releases;

namespace PortSafe.Auditor.Tests.Releases;

public sealed class WitnessCheckerTests
{
    private static readonly AuditTable Year = AuditTableReader.Read(Encoding.UTF8.GetBytes("""
        { "cells":     [ {"id": "q1", "lower": 0, "upper": 9}, {"id": "q2", "lower": 10, "upper": 14}, {"id": "year", "lower": 28, "upper": 32} ],
          "sums":      [ {"total": "year", "parts": ["q1", "q2", "rest"]} ],
          "protected": [ {"id": "q1"} ] }
        """)).Table!;

    [Fact]
    public void A_table_that_fits_every_interval_and_sum_is_accepted() =>
        Assert.Null(Fault(q1: 9, q2: 10, rest: 9, year: 28, claimed: 9));

    [Theory]
    [InlineData(10, 10, 8, 28, 10, "“q1” is outside its published interval.")]
    [InlineData(-1, 14, 15, 28, -1, "“q1” is outside its published interval.")]
    [InlineData(9, 9, 10, 28, 9, "“q2” is outside its published interval.")]
    [InlineData(9, 14, -1, 28, 9, "“rest” is outside its published interval.")]
    [InlineData(9, 14, 10, 33, 9, "“year” is outside its published interval.")]
    [InlineData(9, 14, 10, 32, 9, "The parts of “year” do not make it.")]
    [InlineData(8, 10, 10, 28, 9, "“q1” does not have the value claimed.")]
    public void A_table_that_does_not_fit_is_refused_with_the_reason(long q1, long q2, long rest, long year, long claimed, string fault) =>
        Assert.Equal(fault, Fault(q1, q2, rest, year, claimed));

    [Fact]
    public void A_missing_cell_is_a_fault() =>
        Assert.Equal("The witness has 1 cells where the table has 4.", WitnessChecker.Fault(Year, new Dictionary<string, long> { ["q1"] = 9 }, "q1", 9));

    [Fact]
    public void A_cell_of_another_name_is_a_fault()
    {
        var witness = new Dictionary<string, long> { ["q1"] = 9, ["q2"] = 10, ["REST"] = 9, ["year"] = 28 };

        Assert.Equal("The witness has no cell “rest”.", WitnessChecker.Fault(Year, witness, "q1", 9));
    }

    [Fact]
    public void Sums_beyond_64_bits_do_not_wrap_round_to_a_fit()
    {
        var table = AuditTableReader.Read(Encoding.UTF8.GetBytes(
            """{ "sums": [ {"total": "t", "parts": ["a", "b", "c"]} ], "protected": [ {"id": "a"} ] }""")).Table!;
        var witness = new Dictionary<string, long> { ["t"] = long.MaxValue - 2, ["a"] = long.MaxValue, ["b"] = long.MaxValue, ["c"] = long.MaxValue };

        Assert.Equal("The parts of “t” do not make it.", WitnessChecker.Fault(table, witness, "a", long.MaxValue));
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

    private static string? Fault(long q1, long q2, long rest, long year, long claimed) =>
        WitnessChecker.Fault(Year, new Dictionary<string, long> { ["q1"] = q1, ["q2"] = q2, ["rest"] = rest, ["year"] = year }, "q1", claimed);
}
