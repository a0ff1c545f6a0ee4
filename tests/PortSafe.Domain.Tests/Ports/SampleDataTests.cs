using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Tests.Ports;

public sealed class SampleDataTests
{
    private static readonly SampleData Sample = SampleData.Load();
    private static readonly DateOnly QuarterEnd = new(2026, 9, 30);

    [Fact]
    public void Every_row_of_the_sample_is_a_fact_that_the_rules_accept() => Assert.Empty(Sample.Refused);

    [Fact]
    public void Every_port_that_applied_has_a_stage_and_no_other_has() =>
        Assert.Equal((113, 97), (Sample.AsOf(QuarterEnd).Count, Sample.AsOf(QuarterEnd).Count(facts => Stages.Of(facts) is not null)));

    [Theory]
    [InlineData("Wales", 22)]
    [InlineData("Scotland Central and South", 22)]
    [InlineData("South West", 20)]
    [InlineData("Thames and Medway", 19)]
    [InlineData("Yorkshire and The Humber", 17)]
    [InlineData("East", 17)]
    [InlineData("South East", 15)]
    [InlineData("Scotland North and Islands", 15)]
    [InlineData("North East", 15)]
    [InlineData("Northern Ireland", 12)]
    [InlineData("North West", 10)]
    public void The_share_of_staff_reached_in_a_region_is_known(string region, int percent) =>
        Assert.Equal(percent, ReachedPercent(Sample.AsOf(QuarterEnd).Where(facts => facts.Region == Region.Parse(region))));

    [Fact]
    public void The_share_of_staff_reached_in_the_country_is_known() => Assert.Equal(18, ReachedPercent(Sample.AsOf(QuarterEnd)));

    private static int ReachedPercent(IEnumerable<SchemeFacts> ports)
    {
        var windows = ports.Select(facts => AwarenessWindow.LastFourQuarters(facts)).ToList();
        return (int)Math.Round(100.0 * windows.Sum(window => window.Briefed) / windows.Sum(window => window.Headcount ?? 0));
    }
}
