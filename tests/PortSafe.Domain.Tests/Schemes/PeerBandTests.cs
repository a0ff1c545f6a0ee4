using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Tests.Schemes;

public sealed class PeerBandTests
{
    [Theory]
    [InlineData(80, "top-quarter")]
    [InlineData(65, "top-quarter")]
    [InlineData(55, "upper-half")]
    [InlineData(45, "upper-half")]
    [InlineData(35, "lower-half")]
    [InlineData(25, "lower-half")]
    [InlineData(15, "lowest-quarter")]
    [InlineData(5, "lowest-quarter")]
    public void A_band_tells_the_quarter_and_no_rank(double own, string band) =>
        Assert.Equal(band, PeerBand.Of(own, [10, 20, 30, 40, 50, 60, 70])?.Code);

    [Fact]
    public void Four_others_are_too_few() => Assert.Null(PeerBand.Of(50, [10, 20, 30, 40]));

    [Fact]
    public void Five_others_are_enough() => Assert.NotNull(PeerBand.Of(50, [10, 20, 30, 40, 60]));

    [Fact]
    public void Those_who_score_alike_share_the_best_band_of_them() =>
        Assert.Equal(PeerBand.TopQuarter, PeerBand.Of(50, [50, 50, 50, 50, 50, 50]));
}
