using System.Net;
using System.Text;
using AngleSharp.Dom;
using PortSafe.Grains.Charts;

namespace PortSafe.Dashboard.Tests.Analytics.Jmsc;

/// <summary>Counts what is written to the audit log, so it has a site of its own.</summary>
public sealed class ExactSectorPagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task Rows_and_columns_add_up_the_page_is_marked_and_its_reading_is_logged()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var before = await ReadingsAsync();
        var page = await client.ReadAsync("/exact?by=group&columns=month&from=2026-01&to=2026-06");

        Assert.Equal(before + 1, await ReadingsAsync());
        Assert.StartsWith("Official, not for release", page.Text(".ps-official"), StringComparison.Ordinal);
        Assert.Contains("Official, not for release", page.Text("caption"), StringComparison.Ordinal);
        var rows = page.QuerySelectorAll("tbody tr").Select(Numbers).ToList();
        var totals = Numbers(page.QuerySelector("tfoot tr")!);
        Assert.Equal((4, 7), (rows.Count, totals.Count));
        Assert.All(rows, row => Assert.Equal(row[^1], row[..^1].Sum()));
        Assert.Equal(totals, Enumerable.Range(0, 7).Select(column => rows.Sum(row => row[column])));
    }

    [Fact]
    public async Task The_file_has_what_the_page_has()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var page = await client.ReadAsync("/exact?by=category&region=Wales&from=2026Q1&to=2026Q2");
        var file = Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri(page.QuerySelector("a[download]")!.GetAttribute("href")!, UriKind.Relative)));

        Assert.StartsWith("\uFEFFMarking,\"Official, not for release\"\r\n", file, StringComparison.Ordinal);
        Assert.Contains("Filters,Wales\r\n", file, StringComparison.Ordinal);
        foreach (var row in page.QuerySelectorAll("tbody tr, tfoot tr"))
            Assert.Contains($"{string.Join(',', Numbers(row))}\r\n", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("by=group&from=2026Q1&to=2026Q2", ChartKind.Line, 4)]
    [InlineData("by=nation&from=2025Q1&to=2026Q2", ChartKind.Column, 1)]
    [InlineData("by=region&from=2026Q1&to=2026Q2", ChartKind.Bar, 1)]
    public async Task Its_chart_shows_what_its_table_shows_and_says_that_it_is_not_for_release(string query, ChartKind kind, int series)
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var page = await client.ReadAsync($"/exact?{query}");
        var chart = Chart.FromJson(page.QuerySelector("figure [data-chart-data]")!.TextContent);
        var rows = page.QuerySelectorAll("tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent.Trim(), row => Numbers(row));

        Assert.Equal((kind, series), (chart.Kind, chart.Series.Count));
        Assert.StartsWith("Official, not for release", page.Text("figcaption"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("figure img, figure a"));
        if (kind == ChartKind.Bar)
            Assert.Equal(rows.OrderByDescending(row => row.Value[^1]).Select(row => (double?)row.Value[^1]), chart.Series[0].Points.Select(point => point.Value));
        else
            Assert.All(chart.Series, shown => Assert.Equal(rows[shown.Name][..^1].Select(number => (double?)number), shown.Points.Select(point => point.Value)));
    }

    [Fact]
    public async Task A_time_that_nobody_stated_is_unknown_and_not_zero()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var page = await client.ReadAsync("/exact?from=2019Q1&to=2019Q4");

        Assert.Empty(page.QuerySelectorAll("table"));
        Assert.StartsWith("Nothing is known of this time", page.Text("main .govuk-body-l"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_understood_is_said_at_its_field_and_nothing_is_read()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var before = await ReadingsAsync();
        var page = await client.ReadAsync("/exact?by=month&from=2026Q3&to=2026Q1&port=Dov");

        Assert.Equal(["#by", "#to", "#port"], page.QuerySelectorAll(".govuk-error-summary a").Select(link => link.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll(".govuk-error-summary a"), link => Assert.NotNull(page.QuerySelector($"{link.GetAttribute("href")}[aria-describedby]")));
        Assert.Equal(before, await ReadingsAsync());
    }

    [Theory]
    [InlineData("/exact")]
    [InlineData("/exact/engagement")]
    [InlineData("/api/v1/exact/reports")]
    [InlineData("/api/v1/exact/reports.csv")]
    public async Task They_are_for_JMSC_alone(string path)
    {
        foreach (var email in new[] { SampleSite.PortManager, SampleSite.Analyst, SampleSite.Approver })
        {
            using var client = await site.SignInAsync(email);
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Only_JMSC_is_led_there_from_the_released_view()
    {
        using var jmsc = await site.SignInAsync(SampleSite.Admin);
        using var analyst = await site.SignInAsync(SampleSite.Analyst);

        Assert.Single((await jmsc.ReadAsync("/")).QuerySelectorAll("a[href='/exact']"));
        Assert.Empty((await analyst.ReadAsync("/")).QuerySelectorAll("a[href='/exact']"));
    }

    private static List<int> Numbers(IElement row) => [.. row.QuerySelectorAll("td.ps-number").Select(cell => int.Parse(cell.TextContent, System.Globalization.NumberStyles.AllowThousands))];

    private async Task<int> ReadingsAsync() => (await site.Database.RowsAsync("audit_log")).Count(row => row.Contains("action: raw-counts-read", StringComparison.Ordinal));
}
