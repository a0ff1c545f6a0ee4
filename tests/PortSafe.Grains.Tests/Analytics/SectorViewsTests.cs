using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Tests.Newsletters;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>Views of a few made-up releases: what they show and what they say.</summary>
public sealed class SectorViewsTests : IAsyncLifetime
{
    private static readonly Quarter Latest = new(2026, 3);
    private static readonly Region Wales = Region.Parse("Wales");
    private static readonly Region East = Region.Parse("East");

    private TestDatabase _database = null!;
    private FrozenReleases _releases = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _releases = new FrozenReleases(_database.Contexts);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Without_a_release_there_is_no_chart() => Assert.Null(await new SectorViews(_releases).ChartAsync(View(new("line-known")), default));

    [Fact]
    public async Task The_region_that_knows_the_line_least_is_named_with_its_figure()
    {
        await FreezeAsync(Latest, release => release.Share(Measure.LineKnown, 60, 100).Share(Measure.LineKnown, 71, 100, Wales).Share(Measure.LineKnown, 48, 100, East).Withheld(Measure.LineKnown, Region.Parse("North East")));
        var chart = await ChartAsync(new("line-known", "region"));

        Assert.Equal("Staff know the reporting line best in Wales (71%), least in the East (48%)", chart.Title);
        Assert.Equal("Share of staff surveyed who know the reporting line, by region, July to September 2026, per cent", chart.Subtitle);
        Assert.Equal("UK 60%", chart.ReferenceLine!.Label);
        Assert.Equal(["Wales", "East"], chart.Categories.Take(2));
        Assert.Equal(ChartPoint.WithheldMarker, chart.Series[0].Points[chart.Categories.ToList().IndexOf("North East")].Marker);
        Assert.Equal(ChartPoint.UnknownMarker, chart.Series[0].Points[^1].Marker);
        Assert.Contains("Withheld: too few answers.", chart.NotesToRead);
        Assert.Contains("Wales 71%, East 48%", chart.AltText, StringComparison.Ordinal);
        Assert.Equal((await _releases.FindAsync(Latest, default))!.PublicHash, chart.ReleaseHash);
        Assert.Contains(chart.ReleaseHash![..12], chart.Release, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_region_over_time_stands_in_a_panel_of_its_own_with_the_nation_in_each()
    {
        await FreezeAsync(Latest.Add(-4), release => release.Share(Measure.LineKnown, 41, 100, Wales).Share(Measure.LineKnown, 60, 100, East).Share(Measure.LineKnown, 55, 100));
        await FreezeAsync(Latest, release => release.Share(Measure.LineKnown, 46, 100, Wales).Share(Measure.LineKnown, 58, 100, East).Share(Measure.LineKnown, 50, 100));

        var chart = await ChartAsync(new("line-known", "region", Period: $"{Latest.Add(-4)}..{Latest}"));

        Assert.Equal(ChartKind.SmallMultiples, chart.Kind);
        Assert.Equal("The share of staff surveyed who know the reporting line rose in one of two regions in a year; it moved most in Wales, from 41% to 46%", chart.Title);
        Assert.Equal(["East", "Wales"], chart.Series.Take(2).Select(series => series.Name));
        Assert.Equal("UK", Assert.Single(chart.Series, series => series.Everywhere).Name);
        Assert.Equal(5, chart.Categories.Count);
        Assert.EndsWith("In the end highest East 58%, lowest Wales 46%, UK 50%.", chart.AltText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Regions_of_one_quarter_can_be_a_map()
    {
        await FreezeAsync(Latest, release => release.Share(Measure.LineKnown, 46, 100, Wales).Share(Measure.LineKnown, 50, 100));
        Assert.Equal(ChartKind.TileMap, (await ChartAsync(new("line-known", "region", Chart: "map"))).Kind);
    }

    [Fact]
    public async Task Of_a_withdrawn_quarter_nothing_is_shown_whatever_a_revision_says_of_it()
    {
        var lastYear = Latest.Add(-4);
        await FreezeAsync(Latest, release => release.Reports(540));
        await new ReleaseBuilder(lastYear).Reports(602).FreezeAsync(_database, ReleaseId.RevisionOf(lastYear.Year), new DateTimeOffset(2026, 7, 6, 9, 0, 0, TimeSpan.Zero));

        var chart = await ChartAsync(new("reports", Period: $"{lastYear}..{Latest}"));

        Assert.Equal(ChartPoint.Unknown, chart.Series[0].Points[0]);
        Assert.Equal("540–544", chart.Series[0].Points[^1].Display);
    }

    [Fact]
    public async Task Over_time_it_says_whether_things_got_better()
    {
        await FreezeAsync(Latest.Add(-4), release => release.Share(Measure.LineKnown, 41, 100, Wales).Share(Measure.LineKnown, 55, 100));
        await FreezeAsync(Latest, release => release.Share(Measure.LineKnown, 46, 100, Wales).Share(Measure.LineKnown, 50, 100));

        var chart = await ChartAsync(new("line-known", Region: "wales"));
        var beside = await ChartAsync(new("line-known", Region: "wales", Compare: "nation"));

        Assert.Equal("In Wales, the share of staff surveyed who know the reporting line rose from 41% to 46% in a year", chart.Title);
        Assert.Equal(["2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"], chart.Categories);
        Assert.Equal([null, "x", "x", "x", null], chart.Series[0].Points.Select(point => point.Marker));
        Assert.Contains(chart.Notes, note => note == "No release is frozen of 2025Q4, 2026Q1 and 2026Q2.");
        Assert.Equal("Wales only.", chart.Filters);
        Assert.Equal(["Wales", "UK"], beside.Series.Select(series => series.Name));
        Assert.EndsWith("rose from 41% to 46% in Wales and fell from 55% to 50% in the UK", beside.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_with_last_year_sets_each_part_beside_itself()
    {
        await FreezeAsync(Latest.Add(-4), release => release.Share(Measure.StaffReached, 10, 100, Wales).Share(Measure.StaffReached, 30, 100, East));
        await FreezeAsync(Latest, release => release.Share(Measure.StaffReached, 20, 100, Wales).Share(Measure.StaffReached, 30, 100, East));
        var chart = await ChartAsync(new("staff-reached", "region", Compare: "last-year"));

        Assert.Equal("The share of staff briefed in the last four quarters rose in one of two regions in a year; it moved most in Wales, from 10% to 20%", chart.Title);
        Assert.Equal(["July to September 2026", "July to September 2025"], chart.Series.Select(series => series.Name));
        Assert.Equal("Compared with the same period a year before.", chart.Filters);
    }

    [Fact]
    public async Task Reports_are_bands_with_their_range_and_a_second_publication_is_marked()
    {
        await FreezeAsync(new Quarter(2025, 4), release => release.Reports(42));
        await FreezeAsync(Latest, release => release.Reports(4));
        await new ReleaseBuilder(new Quarter(2025, 4)).Reports(51).FreezeAsync(_database, ReleaseId.RevisionOf(2025));
        var chart = await ChartAsync(new("reports"));

        Assert.Equal(["50–54 r", "not known", "not known", "<10"], chart.Series[0].Points.Select(point => point.Display));
        Assert.Equal((50d, 54d, 52d), (chart.Series[0].Points[0].Lower!.Value, chart.Series[0].Points[0].Upper!.Value, chart.Series[0].Points[0].Value!.Value));
        Assert.Null(chart.Series[0].Points[3].Value);
        Assert.Equal("The number of anonymous reports fell from 50–54 to fewer than 10 in three quarters", chart.Title);
        Assert.Contains(chart.Notes, note => note.StartsWith("r: revised", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_year_is_its_fourth_quarter_or_the_sum_of_four_and_unknown_while_one_is_missing()
    {
        foreach (var quarter in Quarter.Range(new Quarter(2024, 1), new Quarter(2025, 3)))
            await FreezeAsync(quarter, release => release.Share(Measure.AdoptionRate, quarter.Number * 10, 100).Number(Measure.ActCompletions, 100 + quarter.Number));

        var stock = await ChartAsync(new("adoption-rate", Period: "2024..2025"));
        var flow = await ChartAsync(new("act-completions", Period: "2024..2025"));

        Assert.Equal(["40%", "not known"], stock.Series[0].Points.Select(point => point.Display));
        Assert.Equal(["410", "not known"], flow.Series[0].Points.Select(point => point.Display));
        Assert.Contains("A year’s figure is the sum of its four quarters.", flow.Notes);
    }

    [Fact]
    public async Task Every_view_that_can_be_asked_for_can_be_drawn()
    {
        foreach (var quarter in Quarter.Range(Latest.Add(-5), Latest))
            await ReleaseBuilder.Whole(quarter).FreezeAsync(_database);
        var views = new SectorViews(_releases);
        string?[] periods = [null, "latest", "all", "2026Q3", "2020Q1", "2025", "2024..2026", "2025Q1..2026Q4"];
        string?[] compares = [null, "previous", "last-year", "nation", "region:wales"];
        var drawn = 0;
        foreach (var measure in Measure.All)
            foreach (var by in MeasureBreakdown.All)
                foreach (var period in periods)
                    foreach (var compare in compares)
                        foreach (var (region, size) in new (string?, string?)[] { (null, null), ("east", null), (null, "minor") })
                            foreach (var kind in SectorViewText.Kinds)
                            {
                                if (new SectorViewText(measure.Id, by.Code, period, compare, kind, null, region, size).Read().Value is not { } view)
                                    continue;
                                var chart = (await views.ChartAsync(view, default))!;
                                Assert.Equal(chart.Categories.Count, ChartTable.Of(chart).Rows.Count);
                                Assert.False(chart.Title.EndsWith('.') || chart.Title.Contains("  ", StringComparison.Ordinal), chart.Title);
                                Assert.InRange(chart.Title.Length, 10, 220);
                                drawn++;
                            }
        Assert.InRange(drawn, 300, 5000);
    }

    private async Task FreezeAsync(Quarter quarter, Action<ReleaseBuilder> cells)
    {
        var release = new ReleaseBuilder(quarter);
        cells(release);
        await release.FreezeAsync(_database);
    }

    private async Task<Chart> ChartAsync(SectorViewText text) => (await new SectorViews(_releases).ChartAsync(View(text), default))!;

    private static SectorView View(SectorViewText text) => text.Read().Value!;
}
