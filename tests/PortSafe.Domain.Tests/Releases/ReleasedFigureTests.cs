using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Releases;

namespace PortSafe.Domain.Tests.Releases;

public sealed class ReleasedFigureTests
{
    private static readonly Arbitrary<int> Counts = Gen.OneOf(Gen.Choose(0, 60), Gen.Choose(0, 2_000_000_000)).ToArbitrary();

    [Fact]
    public void A_count_lies_within_its_interval() =>
        Prop.ForAll(Counts, count => ReleasedFigure.Of(count) is var shown && shown.Lower <= count && count <= shown.Upper).QuickCheckThrowOnFailure();

    [Fact]
    public void Nought_to_nine_are_one_and_the_same_cell() =>
        Assert.Single(Enumerable.Range(0, 10).Select(count => ReleasedFigure.Of(count)).Distinct(), new ReleasedFigure(0, 9));

    [Fact]
    public void From_ten_on_a_band_holds_five_counts_and_starts_at_a_multiple_of_five() =>
        Prop.ForAll(
            Counts,
            count => count < 10 || (ReleasedFigure.Of(count) is var shown && shown.Lower % 5 == 0 && shown.Upper - shown.Lower == 4)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_greater_count_never_shows_as_a_lower_figure() =>
        Prop.ForAll(
            Counts,
            Counts,
            (one, other) => (one <= other) || ReleasedFigure.Of(one).Lower >= ReleasedFigure.Of(other).Upper
                || ReleasedFigure.Of(one) == ReleasedFigure.Of(other)).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_counts_in_one_interval_show_alike() =>
        Prop.ForAll(
            Counts,
            count => ReleasedFigure.Of(count) is var shown
                && Enumerable.Range(shown.Lower, shown.Upper - shown.Lower + 1).All(other => ReleasedFigure.Of(other) == shown)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "<10", "fewer than 10", 4)]
    [InlineData(9, "<10", "fewer than 10", 4)]
    [InlineData(10, "10–14", "10 to 14", 12)]
    [InlineData(14, "10–14", "10 to 14", 12)]
    [InlineData(15, "15–19", "15 to 19", 17)]
    [InlineData(1_004, "1,000–1,004", "1,000 to 1,004", 1_002)]
    public void It_reads_as_the_rule_says(long count, string display, string words, int middle)
    {
        var shown = ReleasedFigure.Of(count);

        Assert.Equal((display, words, middle), (shown.Display, shown.Words, shown.Middle));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2_000_000_001)]
    public void Impossible_counts_are_refused(long count) => Assert.Throws<ArgumentOutOfRangeException>(() => ReleasedFigure.Of(count));
}
