using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;

namespace PortSafe.Domain.Tests.Releases;

public sealed class AccountRuleTests
{
    private static readonly Dictionary<Locode, Region> Register = new()
    {
        [Locode.Parse("GBAAA")] = Region.Parse("East"),
        [Locode.Parse("GBBBB")] = Region.Parse("East"),
        [Locode.Parse("GBCCC")] = Region.Parse("East"),
        [Locode.Parse("GBDDD")] = Region.Parse("East"),
        [Locode.Parse("GBEEE")] = Region.Parse("Wales"),
        [Locode.Parse("GBFFF")] = Region.Parse("Wales"),
        [Locode.Parse("GBGGG")] = Region.Parse("Wales"),
    };

    [Theory]
    [InlineData(true, "GBAAA")]
    [InlineData(true, "GBAAA", "GBBBB")]
    [InlineData(true, "GBAAA", "GBBBB", "GBEEE")]
    [InlineData(false, "GBAAA", "GBBBB", "GBCCC")]
    [InlineData(false, "GBAAA", "GBBBB", "GBCCC", "GBDDD")]
    [InlineData(false, "GBAAA", "GBEEE", "GBFFF")]
    [InlineData(true, "GBAAA", "GBZZZ")]
    public void An_account_sees_its_ports_figures_while_two_others_are_left_in_each_region(bool shows, params string[] ports) =>
        Assert.Equal(shows, PublicationPlan.ShowsOwnFigures([.. ports.Select(port => Locode.Parse(port))], Register));
}
