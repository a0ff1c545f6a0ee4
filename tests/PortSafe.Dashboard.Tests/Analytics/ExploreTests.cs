using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PortSafe.Grains.Analytics;

namespace PortSafe.Dashboard.Tests.Analytics;

[Collection(SiteCollection.Name)]
public sealed class ExploreTests(SampleSite site)
{
    [Fact]
    public async Task It_begins_with_a_finding_its_chart_its_table_and_its_files()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var page = await client.ReadAsync("/explore");

        Assert.StartsWith("Staff know the reporting line best in ", page.Text("h1"), StringComparison.Ordinal);
        Assert.StartsWith("Bar chart of ", page.QuerySelector("figure img")!.GetAttribute("alt"), StringComparison.Ordinal);
        Assert.Equal(11, page.QuerySelectorAll("figure tbody tr").Length);
        Assert.Contains("Survey respondents in the last four quarters", page.Text("#measured ~ div"), StringComparison.Ordinal);
        foreach (var file in page.QuerySelectorAll(".ps-chart__files a[download]").Select(link => link.GetAttribute("href")!))
        {
            Assert.StartsWith("/api/v1/measures/line-known.", file, StringComparison.Ordinal);
            using var answer = await client.GetAsync(new Uri(file, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_form_that_is_sent_leads_to_the_view_s_own_short_address()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.GetAsync(new Uri("/explore?measure=line-known&by=region&period=&compare=last-year&region=&size=&chart=&sort=&from=2026Q1&to=2026Q1", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/explore?measure=line-known&by=region&period=2026Q1&compare=last-year", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task What_does_not_go_together_is_said_at_its_field_and_the_form_stays()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var page = await client.ReadAsync("/explore?measure=reports&by=size&compare=last-year");

        Assert.Equal(["Choose to split by region or kind of report, or by nothing: so “Anonymous reports” is published."], page.Problems());
        Assert.Equal("#by", page.QuerySelector(".govuk-error-summary__list a")!.GetAttribute("href"));
        Assert.Equal("size", ((IHtmlSelectElement)page.GetElementById("by")!).Value);
        Assert.Equal("last-year", ((IHtmlSelectElement)page.GetElementById("compare")!).Value);
        Assert.Empty(page.QuerySelectorAll("figure"));
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("measure=line-known&period=soon", "period", "Choose a period between April to June 2025 and April to June 2026.")]
    [InlineData("measure=reports&period=2025", "period", "Choose quarters: “Anonymous reports” is not published by year.")]
    [InlineData("measure=line-known&compare=nation", "compare", "Choose a region or a size of port to compare with the whole UK.")]
    [InlineData("measure=schemes-by-stage&by=region&compare=region:wales", "compare", "Choose to compare with nothing: stages are shown quarter by quarter.")]
    [InlineData("measure=line-known&region=wales&size=major", "size", "Choose all regions or all sizes: figures are not published by region and size of port together.")]
    [InlineData("measure=weather", "measure", "Choose a measure from the list.")]
    public async Task What_is_wrong_is_said_in_the_form_s_words(string query, string field, string expected)
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var page = await client.ReadAsync($"/explore?{query}");

        Assert.Equal([expected], page.Problems());
        Assert.Equal($"#{field}", page.QuerySelector(".govuk-error-summary__list a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_kind_of_chart_that_is_left_over_gives_way_and_the_page_says_so_once()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.GetAsync(new Uri("/explore?measure=line-known&by=&chart=map", UriKind.Relative));
        var first = await client.ReadAsync(answer.Headers.Location!.ToString());
        var second = await client.ReadAsync(answer.Headers.Location!.ToString());

        Assert.Equal("/explore?measure=line-known", answer.Headers.Location!.ToString());
        Assert.Equal("This view cannot be drawn as a map of the regions, so it is drawn as lines.", first.Text(".ps-notice"));
        Assert.Null(second.QuerySelector(".ps-notice"));
    }

    [Fact]
    public async Task Quarters_chosen_the_wrong_way_round_are_the_same_period()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.GetAsync(new Uri("/explore?measure=line-known&from=2026Q1&to=2024Q4", UriKind.Relative));

        Assert.Equal("/explore?measure=line-known&period=2024Q4..2026Q1", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_newcomer_finds_who_knows_the_line_least_whether_it_gets_better_and_the_picture_in_four_clicks()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var overview = await client.ReadAsync("/");
        var nation = await FollowAsync(client, overview.QuerySelector("#chart-line-known .ps-chart__files a:not([download])")!);
        var regions = await FollowAsync(client, nation.QuerySelectorAll(".ps-look a").Single(link => link.TextContent == "By region"));
        var least = regions.QuerySelectorAll("figure tbody th").Last().TextContent.Trim();
        var one = await FollowAsync(client, regions.QuerySelectorAll(".ps-look a").Single(link => link.TextContent == least));
        using var picture = await client.GetAsync(new Uri(one.QuerySelector(".ps-chart__files a[href*='.png']")!.GetAttribute("href")!, UriKind.Relative));

        Assert.Contains("least in ", regions.Text("h1"), StringComparison.Ordinal);
        Assert.Matches($"^In .*{least}, the share of staff surveyed who know the reporting line (rose|fell|stands)", one.Text("h1"));
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Each_chart_of_the_overview_leads_to_its_view_as_of_the_quarter()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        foreach (var path in new[] { "/", "/?quarter=2025Q2" })
        {
            var charts = (await client.ReadAsync(path)).QuerySelectorAll("figure");
            Assert.NotEmpty(charts);
            foreach (var chart in charts)
                Assert.NotEmpty((await FollowAsync(client, chart.QuerySelector(".ps-chart__files a:not([download])")!)).QuerySelectorAll("figure"));
        }
    }

    [Fact]
    public async Task From_a_region_a_port_s_managers_reach_their_own_port_and_an_analyst_none()
    {
        using var manager = await site.SignInAsync(SampleSite.PortManager);
        using var analyst = await site.SignInAsync(SampleSite.Analyst);
        const string View = "/explore?measure=line-known&region=east";

        Assert.NotNull((await manager.ReadAsync(View)).QuerySelector(".ps-look a[href='/ports/GBFXT']"));
        Assert.Empty((await analyst.ReadAsync(View)).QuerySelectorAll(".ps-look a[href^='/ports']"));
    }

    [Fact]
    public async Task What_is_measured_is_the_catalogue()
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync("/what-is-measured");

        Assert.Equal(Measure.All.Select(measure => measure.Title), page.QuerySelectorAll("main h2").Select(heading => heading.TextContent.Trim()));
        Assert.All(Measure.All, measure => Assert.Contains(measure.Definition, page.Text("main"), StringComparison.Ordinal));
    }

    private static Task<IHtmlDocument> FollowAsync(HttpClient client, IElement link) => client.ReadAsync(link.GetAttribute("href")!);
}
