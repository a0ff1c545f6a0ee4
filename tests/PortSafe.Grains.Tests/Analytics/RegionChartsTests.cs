using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Tests.Newsletters;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Analytics;

public sealed class RegionChartsTests : IAsyncLifetime
{
    private static readonly Region Wales = Region.Parse("Wales");
    private static readonly Region East = Region.Parse("East");
    private static readonly Region Islands = Region.Parse("Scotland North and Islands");

    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var now = NewsletterDesk.Quarter;
        await new ReleaseBuilder(now.SameQuarterLastYear).Share(Measure.LineKnown, 50, 100).Share(Measure.LineKnown, 60, 100, Wales).Share(Measure.LineKnown, 40, 100, East).Withheld(Measure.LineKnown, Islands)
            .FreezeAsync(_database);
        await new ReleaseBuilder(now).Share(Measure.LineKnown, 55, 100).Share(Measure.LineKnown, 70, 100, Wales).Share(Measure.LineKnown, 39, 100, East).Withheld(Measure.LineKnown, Islands)
            .Share(Measure.AdoptionRate, 20, 100).Share(Measure.AdoptionRate, 1, 10, Wales).Share(Measure.AdoptionRate, 3, 10, East)
            .FreezeAsync(_database);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Adoption_stands_as_bars_by_size_beside_the_whole_country()
    {
        var chart = await ChartAsync("adoption-by-region");

        Assert.Equal((ChartKind.Bar, "UK 20%"), (chart.Kind, chart.ReferenceLine!.Label));
        Assert.Equal(["East", "Wales"], chart.Categories);
        Assert.Equal("The East has the largest share of active schemes, Wales the smallest", chart.Title);
    }

    [Fact]
    public async Task Each_region_has_its_panel_and_the_country_stands_in_all_of_them()
    {
        var chart = await ChartAsync("line-known-by-region");

        Assert.Equal(ChartKind.SmallMultiples, chart.Kind);
        Assert.Equal(["Wales", "East", "Scotland North and Islands", "UK"], chart.Series.Select(series => series.Name));
        Assert.Equal([false, false, false, true], chart.Series.Select(series => series.Everywhere));
        Assert.Equal(["60% 70%", "40% 39%", "c c", "50% 55%"], chart.Series.Select(series => string.Join(' ', series.Points.Select(point => point.Display))));
        Assert.Equal("Knowledge of the line rose in 1 of 2 regions within a year", chart.Title);
    }

    [Fact]
    public async Task The_map_shows_every_region_that_was_asked_and_names_best_and_least()
    {
        var chart = await ChartAsync("line-known-map");

        Assert.Equal(ChartKind.TileMap, chart.Kind);
        Assert.Equal(["Wales", "East", "Scotland North and Islands"], chart.Categories);
        Assert.Equal("Wales knows the line best, the East least", chart.Title);
        Assert.Equal("UK 55%", chart.ReferenceLine!.Label);
    }

    [Fact]
    public async Task A_chart_bears_the_fingerprint_of_what_everyone_may_read()
    {
        var releases = new FrozenReleases(_database.Contexts);
        var release = (await releases.FindAsync(NewsletterDesk.Quarter, default))!;

        Assert.Equal(release.PublicHash, (await ChartAsync("line-known-map")).ReleaseHash);
        Assert.NotEqual(release.Hash, release.PublicHash);
    }

    private async Task<Chart> ChartAsync(string id) => (await new SectorCharts(new FrozenReleases(_database.Contexts)).FindAsync(id, NewsletterDesk.Quarter, default))!;
}
