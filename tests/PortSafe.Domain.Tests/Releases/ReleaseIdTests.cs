using PortSafe.Domain.Releases;

namespace PortSafe.Domain.Tests.Releases;

public sealed class ReleaseIdTests
{
    [Theory]
    [InlineData("2026Q3", "July to September 2026", "2026-09-30")]
    [InlineData("2025-revised", "2025, revised", "2026-06-30")]
    public void A_release_is_read_back_as_it_is_written(string text, string title, string waitsUntil)
    {
        var id = ReleaseId.Parse(text);

        Assert.Equal(text, id.ToString());
        Assert.Equal(title, id.Title);
        Assert.Equal(DateOnly.Parse(waitsUntil, null), id.WaitsUntil);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026Q5")]
    [InlineData("2026-Revised")]
    [InlineData("0026-revised")]
    [InlineData("+026-revised")]
    [InlineData("2026-revised ")]
    public void Anything_else_is_no_release(string text) => Assert.False(ReleaseId.TryParse(text, null, out _));

    [Fact]
    public void A_revision_publishes_the_four_quarters_of_its_year_and_follows_the_last()
    {
        var revision = ReleaseId.RevisionOf(2025);

        Assert.Equal(["2025Q1", "2025Q2", "2025Q3", "2025Q4"], revision.Quarters.Select(quarter => quarter.ToString()));
        Assert.Equal(
            ["2025Q3", "2025Q4", "2025-revised", "2026Q1"],
            new[] { "2026Q1", "2025-revised", "2025Q4", "2025Q3" }.Select(text => ReleaseId.Parse(text)).Order().Select(id => id.ToString()));
    }
}
