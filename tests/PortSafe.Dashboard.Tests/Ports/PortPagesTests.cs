using System.Net;

namespace PortSafe.Dashboard.Tests.Ports;

[Collection(SiteCollection.Name)]
public sealed class PortPagesTests(SampleSite site)
{
    [Fact]
    public async Task A_port_s_page_tells_how_it_is_what_next_and_what_happened()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var page = await client.ReadAsync("/ports/GBFXT");

        Assert.Equal("Felixstowe", page.Text("h1"));
        Assert.Equal(5, page.QuerySelectorAll(".ps-part__bar").Length);
        Assert.InRange(page.QuerySelectorAll(".ps-step").Length, 1, 5);
        Assert.NotNull(page.QuerySelector("#news"));
        Assert.InRange(page.QuerySelectorAll(".ps-timeline__entry").Length, 1, 4);
        Assert.Equal(["chart-port-score", "chart-port-staff-reached", "chart-port-line-known", "chart-port-reports"], page.QuerySelectorAll("figure").Select(figure => figure.Id));
        Assert.Equal(15, page.QuerySelectorAll(".ps-tier li").Length);
    }

    [Fact]
    public async Task Its_bars_are_as_long_as_the_points_they_stand_for()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        foreach (var part in (await client.ReadAsync("/ports/GBFXT")).QuerySelectorAll(".ps-part:not(.ps-part--cap)"))
        {
            var whole = double.Parse(part.QuerySelector("svg")!.GetAttribute("viewBox")!.Split(' ')[2]);
            var known = double.Parse(part.QuerySelector(".ps-part__possible")!.GetAttribute("width")!);
            var earned = double.Parse(part.QuerySelector(".ps-part__earned")!.GetAttribute("width")!);
            Assert.InRange(known, 0, whole);
            Assert.InRange(earned, 0, known);
        }
    }

    [Fact]
    public async Task Each_part_of_the_score_explains_its_points_and_they_add_up()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        foreach (var part in (await client.ReadAsync("/ports/GBFXT")).QuerySelectorAll(".ps-part:not(.ps-part--cap)"))
        {
            var lines = part.QuerySelectorAll("details li .ps-part__line").Select(line => line.TextContent.Split(' ')[0]).Where(points => points != "not").Select(double.Parse).ToList();
            var whole = part.QuerySelector(".ps-part__points")!.TextContent;
            // Each line is rounded to a tenth of its own.
            Assert.Equal(whole == "not known" ? 0 : double.Parse(whole.Split(' ')[0]), lines.Sum(), 0.05 * (lines.Count + 1));
        }
    }

    [Fact]
    public async Task What_caps_the_score_is_a_line_of_its_own()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var page = await client.ReadAsync("/ports/GBFXT");

        Assert.Equal("59", page.QuerySelector(".ps-health__value")!.FirstChild!.TextContent);
        Assert.Contains("Missing: Read the Information Guide.", page.Text("#cap"), StringComparison.Ordinal);
        Assert.Contains("held at 59 by the cap", page.Text(".ps-part__sum"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_score_is_compared_with_the_last_quarter_last_year_and_peers_in_words()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var words = string.Join(' ', (await client.ReadAsync("/ports/GBFXT")).QuerySelectorAll(".ps-health__why").Select(line => line.TextContent.Trim()));

        Assert.Matches("(higher|lower) than at the end of [A-Z][a-z]+ [0-9]{4} \\([0-9]+\\)\\.|The same as at the end of", words);
        Assert.Matches("In the (top quarter|upper half|lower half|lowest quarter) of [0-9]+ major ports with a score", words);
    }

    [Fact]
    public async Task Whatever_changed_leads_to_where_it_can_be_read()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var page = await client.ReadAsync("/ports/GBFXT");

        foreach (var address in page.QuerySelectorAll(".ps-news a").Select(link => link.GetAttribute("href")!))
        {
            if (address.StartsWith('#'))
                Assert.NotNull(page.QuerySelector(address));
            else
                await client.ReadAsync(address);
        }
    }

    [Fact]
    public async Task Its_report_figures_are_bands_and_never_counts()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var figures = (await client.ReadAsync("/ports/GBFXT")).QuerySelectorAll("#chart-port-reports-table td").Select(cell => cell.TextContent.Trim()).ToList();

        Assert.NotEmpty(figures);
        Assert.All(figures, figure => Assert.Matches("^(<10|[0-9,]+–[0-9,]+)$", figure));
    }

    [Fact]
    public async Task A_port_that_never_applied_says_what_will_be_there()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var list = await client.ReadAsync("/ports?stage=none");
        var page = await client.ReadAsync(list.QuerySelector("tbody a")!.GetAttribute("href")!);

        Assert.Contains("has not applied to join PortSafe", page.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_filtered_by_name_code_region_and_stage()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);

        Assert.Equal(50, await CountAsync(client, "/ports"));
        Assert.Equal(13, await CountAsync(client, "/ports?page-number=3"));
        Assert.Equal(1, await CountAsync(client, "/ports?q=felix"));
        Assert.Equal(1, await CountAsync(client, "/ports?q=gbdvr"));
        Assert.Equal(0, await CountAsync(client, "/ports?q=atlantis"));
        Assert.InRange(await CountAsync(client, "/ports?region=Wales"), 5, 30);
        Assert.InRange(await CountAsync(client, "/ports?region=Wales&stage=active"), 0, 10);
    }

    [Theory]
    [InlineData("/ports/felixstowe")]
    [InlineData("/ports/GBZZZ")]
    public async Task A_port_that_is_not_in_the_register_is_not_found(string path)
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<int> CountAsync(HttpClient client, string path) => (await client.ReadAsync(path)).QuerySelectorAll("tbody tr").Length;
}
