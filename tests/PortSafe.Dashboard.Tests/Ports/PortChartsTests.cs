using PortSafe.Testing;

namespace PortSafe.Dashboard.Tests.Ports;

/// <summary>Holds the charts' figures against the files that the sample was loaded from, read here anew.</summary>
[Collection(SiteCollection.Name)]
public sealed class PortChartsTests(SampleSite site)
{
    private const string Port = "GBFXT";

    [Fact]
    public async Task Reach_is_the_staff_briefed_in_four_quarters_over_the_last_headcount()
    {
        var figures = Figures();
        foreach (var (quarter, cell) in await ColumnAsync("staff-reached"))
        {
            var (year, headcount) = (Year(figures, quarter), figures.Last(row => Compare(row.Quarter, quarter) <= 0).Numbers[0]);
            Assert.Equal($"{Math.Round(100.0 * year.Sum(row => row.Numbers[1] + row.Numbers[2]) / headcount, MidpointRounding.AwayFromZero)}%", cell);
        }
    }

    [Fact]
    public async Task What_share_knows_the_line_is_shown_from_ten_answers_on()
    {
        var figures = Figures();
        var shown = await ColumnAsync("line-known");
        Assert.Contains(shown, item => item.Cell != "not known");
        foreach (var (quarter, cell) in shown)
        {
            var year = Year(figures, quarter);
            var (answers, know) = (year.Sum(row => row.Numbers[4]), year.Sum(row => row.Numbers[5]));
            Assert.Equal(answers < 10 ? "not known" : $"{Math.Round(100.0 * know / answers, MidpointRounding.AwayFromZero)}%", cell);
        }
    }

    [Fact]
    public async Task The_score_of_each_quarter_is_that_of_its_last_day()
    {
        var port = site.Grains.Get<Grains.Ports.IPortGrain>(Port);
        var actor = await site.ActorAsync(SampleSite.PortManager);
        var shown = await ColumnAsync("score");
        Assert.NotEmpty(shown);
        foreach (var (quarter, cell) in shown)
        {
            var status = (await port.GetStatusAsync(Domain.Quarter.Parse(quarter).End, actor, default)).Value!;
            Assert.Equal(status.Score.Value is { } score ? $"{Math.Round(score, MidpointRounding.AwayFromZero)}" : "not known", cell);
        }
    }

    [Fact]
    public async Task Region_and_nation_stand_beside_the_port_where_a_release_has_them()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var page = await client.ReadAsync($"/ports/{Port}");

        Assert.Equal(["Quarter", "Felixstowe", "East", "UK"], page.QuerySelectorAll("#chart-port-staff-reached-table th[scope=col]").Select(head => head.TextContent.Trim()));
        var row = page.QuerySelectorAll("#chart-port-staff-reached-table tbody tr").Single(line => line.FirstElementChild!.TextContent.Trim() == SampleSite.Frozen.Title);
        Assert.All(row.QuerySelectorAll("td"), cell => Assert.Matches("^[0-9]+%$", cell.TextContent.Trim()));
    }

    /// <summary>A quarter by how a table names it.</summary>
    private static string QuarterOf(string title) => Domain.Quarter.Range(new Domain.Quarter(2022, 1), new Domain.Quarter(2026, 4)).Single(quarter => quarter.Title == title).ToString();

    private static int Compare(string one, string other) => string.CompareOrdinal(one, other);

    private static List<(string Quarter, int[] Numbers)> Year(IEnumerable<(string Quarter, int[] Numbers)> figures, string quarter)
    {
        var first = $"{int.Parse(quarter[..4]) - 1}{quarter[4..]}";
        return [.. figures.Where(row => Compare(row.Quarter, first) > 0 && Compare(row.Quarter, quarter) <= 0)];
    }

    /// <summary>The port's rows of the sample file, the earliest first: quarter, then the numbers in the order of its columns.</summary>
    private static List<(string Quarter, int[] Numbers)> Figures() =>
    [
        .. File.ReadLines(Repository.PathTo("scripts", "sample-data", "awareness-2022-2026.csv")).Skip(1)
            .Select(line => line.Split(',')).Where(fields => fields[1] == Port)
            .Select(fields => (fields[0], fields[2..].Select(int.Parse).ToArray()))
            .OrderBy(row => row.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The port's own figure in each quarter, as the chart's table shows it.</summary>
    private async Task<List<(string Quarter, string Cell)>> ColumnAsync(string chart)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var page = await client.ReadAsync($"/ports/{Port}");
        return [.. page.QuerySelectorAll($"#chart-port-{chart}-table tbody tr").Select(row => (QuarterOf(row.FirstElementChild!.TextContent.Trim()), row.QuerySelector("td")!.TextContent.Trim()))];
    }
}
