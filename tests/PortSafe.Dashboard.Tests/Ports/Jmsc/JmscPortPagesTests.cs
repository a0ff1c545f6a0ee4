using System.Net;

namespace PortSafe.Dashboard.Tests.Ports.Jmsc;

/// <summary>Counts what is written to the audit log, so it has a site of its own.</summary>
public sealed class JmscPortPagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task The_exact_page_sums_a_quarter_s_months_and_groups_and_is_audited()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var before = await ReadingsAsync();
        var page = await client.ReadAsync("/ports/GBFXT/exact");

        Assert.Equal(before + 1, await ReadingsAsync());
        Assert.StartsWith("Official, not for release", page.Text(".ps-official"), StringComparison.Ordinal);
        var tables = page.QuerySelectorAll("#reports ~ table");
        var known = tables[1].QuerySelectorAll("tbody tr").Where(row => !row.TextContent.Contains('–', StringComparison.Ordinal)).ToList();
        var months = known.ConvertAll(Numbers);
        var quarters = tables[0].QuerySelectorAll("tbody tr").Where(row => row.Children[0].TextContent.StartsWith("July to September 2026", StringComparison.Ordinal)).ToList();
        var first = known.FindIndex(row => row.Children[0].TextContent.StartsWith("September 2026", StringComparison.Ordinal));

        Assert.All(months, month => Assert.Equal(month[0], month[1..].Sum()));
        Assert.Equal(months.Skip(first).Take(3).Sum(month => month[0]), Numbers(Assert.Single(quarters))[0]);
    }

    [Fact]
    public async Task Quiet_ports_are_told_apart_and_the_page_is_audited()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var before = await ReadingsAsync();
        var page = await client.ReadAsync("/ports/quiet");

        Assert.Equal(before + 1, await ReadingsAsync());
        Assert.Equal(3, page.QuerySelectorAll("section h2").Length);
        var ports = page.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")).ToList();
        Assert.Equal(ports.Distinct(), ports);
    }

    [Theory]
    [InlineData("/ports/GBFXT/exact")]
    [InlineData("/ports/quiet")]
    [InlineData("/ports/GBFXT/standing/suspend")]
    public async Task They_are_not_for_a_port_manager(string path)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static List<int> Numbers(AngleSharp.Dom.IElement row) => [.. row.QuerySelectorAll("td.ps-number").Select(cell => int.Parse(cell.TextContent, System.Globalization.NumberStyles.AllowThousands))];

    private async Task<int> ReadingsAsync() => (await site.Database.RowsAsync("audit_log")).Count(row => row.Contains("action: raw-counts-read", StringComparison.Ordinal));
}
