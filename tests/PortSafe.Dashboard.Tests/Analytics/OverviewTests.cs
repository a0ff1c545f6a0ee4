using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Tests.Analytics;

[Collection(SiteCollection.Name)]
public sealed class OverviewTests(SampleSite site)
{
    [Fact]
    public async Task It_shows_the_latest_frozen_release_and_not_the_one_in_preparation()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var page = await client.ReadAsync("/");

        Assert.StartsWith("April to June 2026 · release 2026Q2, frozen ", page.Text(".ps-lead"), StringComparison.Ordinal);
        Assert.DoesNotContain("2026Q3", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_key_figures_are_the_release_s_own_cells()
    {
        var release = (await site.Services.GetRequiredService<FrozenReleases>().FindAsync(SampleSite.Frozen, default))!;
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var values = (await client.ReadAsync("/")).QuerySelectorAll(".ps-figure__value").Select(value => value.TextContent.Trim()).ToList();

        var active = release.Find(Measure.AdoptionRate)!;
        Assert.Equal(
            [$"{active.Numerator} of {active.Denominator}", release.Find(Measure.StaffReached)!.Display, release.Find(Measure.LineKnown)!.Display, release.Find(Measure.Reports)!.Display],
            values);
    }

    [Fact]
    public async Task It_leads_to_the_release_that_its_figures_are_from()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var page = await client.ReadAsync("/");

        Assert.Empty(page.QuerySelectorAll(".ps-notice"));
        Assert.Equal($"/releases/{SampleSite.Frozen}", page.QuerySelector(".ps-lead a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Each_chart_has_its_picture_its_table_and_its_files()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var page = await client.ReadAsync("/");

        var charts = page.QuerySelectorAll("figure");
        Assert.Equal(8, charts.Length);
        foreach (var chart in charts)
        {
            Assert.NotEqual("", chart.QuerySelector("img")!.GetAttribute("alt"));
            Assert.NotEmpty(chart.QuerySelectorAll("tbody tr"));
            foreach (var link in chart.QuerySelectorAll("img[src], .ps-chart__files a").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!))
            {
                using var file = await client.GetAsync(new Uri(link, UriKind.Relative));
                Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            }
        }
    }

    [Fact]
    public async Task An_earlier_quarter_can_be_picked()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var page = await client.ReadAsync("/?quarter=2025Q2");

        Assert.Contains("release 2025Q2", page.Text(".ps-lead"), StringComparison.Ordinal);
        Assert.Equal(["April to June 2026", "April to June 2025"], page.QuerySelectorAll("#quarter option").Select(option => option.TextContent));
    }

    [Theory]
    [InlineData("2026Q3")]
    [InlineData("1999Q1")]
    [InlineData("now")]
    public async Task A_quarter_without_a_frozen_release_is_not_found(string quarter)
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await client.GetAsync(new Uri($"/?quarter={quarter}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_notes_on_reading_apply_the_display_rule_itself()
    {
        using var client = site.CreateClient();
        var rows = (await client.ReadAsync("/how-to-read")).QuerySelectorAll("tbody tr");

        Assert.All(rows, row => Assert.Equal(
            ReleasedFigure.Of(long.Parse(row.Children[0].TextContent)).Display, row.Children[1].TextContent));
    }
}
