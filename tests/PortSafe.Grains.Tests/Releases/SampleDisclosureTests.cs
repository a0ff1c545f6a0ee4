using PortSafe.Testing.Releases;
using Xunit.Abstractions;

namespace PortSafe.Grains.Tests.Releases;

/// <summary>Safety is not bought by publishing nothing: what the sample sector's readers still see.</summary>
public sealed class SampleDisclosureTests(ITestOutputHelper output)
{
    private readonly Dictionary<string, DisplayedCells> _measured = SampleDisclosure.Measure().ToDictionary(cells => cells.Name, StringComparer.Ordinal);

    [Fact]
    public void Nine_in_ten_of_the_nation_s_groups_are_shown_as_a_band()
    {
        var groups = _measured["nation x quarter x group"];
        output.WriteLine(groups.ToString());

        Assert.Equal(60, groups.Cells);
        Assert.InRange(groups.Share, 0.9, 1);
    }

    [Fact]
    public void Most_regions_are_shown_as_a_band()
    {
        var regions = _measured["region x quarter"];
        output.WriteLine(regions.ToString());

        Assert.Equal(165, regions.Cells);
        Assert.InRange(regions.Share, 0.9, 1);
    }

    /// <summary>Of counts spread evenly over a band of five, the middle is off by 0, 1, 1, 2 and 2: 1.2 on average.</summary>
    [Fact]
    public void The_middle_of_a_band_is_off_by_about_one_report() =>
        Assert.All(_measured.Values.Where(cells => cells.Bands >= 50), cells => Assert.InRange(cells.MeanError, 0.9, 1.5));
}
