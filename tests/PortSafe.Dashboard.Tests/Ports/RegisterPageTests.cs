namespace PortSafe.Dashboard.Tests.Ports;

[Collection(SiteCollection.Name)]
public sealed class RegisterPageTests(SampleSite site)
{
    [Fact]
    public async Task A_heading_sorts_the_table_turns_round_when_it_is_followed_again_and_keeps_the_filter()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var page = await client.ReadAsync("/ports?region=Wales&band=attention");
        Assert.Equal("ascending", page.QuerySelector("thead th")!.GetAttribute("aria-sort"));

        var byScore = await client.ReadAsync(page.QuerySelectorAll(".ps-sort").Single(link => link.TextContent == "Health").GetAttribute("href")!);
        Assert.Equal("ascending", byScore.QuerySelectorAll("thead th").Single(cell => cell.TextContent == "Health").GetAttribute("aria-sort"));
        Assert.Single(byScore.QuerySelectorAll("[aria-sort]"));
        Assert.Equal("Wales", byScore.QuerySelector("#region option[selected]")!.GetAttribute("value"));
        Assert.Equal("attention", byScore.QuerySelector("#band option[selected]")!.GetAttribute("value"));

        var turned = await client.ReadAsync(byScore.QuerySelectorAll(".ps-sort").Single(link => link.TextContent == "Health").GetAttribute("href")!);
        var (up, down) = (Scores(byScore), Scores(turned));
        Assert.Equal("descending", turned.QuerySelector("[aria-sort]")!.GetAttribute("aria-sort"));
        Assert.Equal(up.Order(), up);
        Assert.Equal(up.OrderDescending(), down);
    }

    [Fact]
    public async Task The_form_keeps_the_order_and_what_it_cannot_read_it_leaves_out()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var page = await client.ReadAsync("/ports?sort=-review-due&stage=sunk&page-number=x&register=all");

        Assert.Equal("-review-due", page.QuerySelector("input[name=sort]")!.GetAttribute("value"));
        Assert.Equal("", page.QuerySelector("#stage option[selected], #stage option")!.GetAttribute("value"));
        Assert.Contains("page 1 of 3", page.Text(".ps-count"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_holds_every_port_of_the_choice()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var link = (await client.ReadAsync("/ports?region=Wales&sort=-name")).QuerySelector(".ps-tally a")!.GetAttribute("href")!;
        using var answer = await client.GetAsync(new Uri(link, UriKind.Relative));
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("locode,name,region,size,closed_on,stage,score,band,last_action_on,review_due_on", lines[0]);
        Assert.All(lines[1..], line => Assert.Contains(",Wales,", line, StringComparison.Ordinal));
        Assert.Equal(lines[1..].Select(line => line.Split(',')[1]).OrderDescending(StringComparer.OrdinalIgnoreCase), lines[1..].Select(line => line.Split(',')[1]));
    }

    [Fact]
    public async Task A_port_manager_s_list_and_file_hold_their_own_port_alone()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var page = await client.ReadAsync("/ports?region=Wales&q=nothing");
        var file = await client.GetStringAsync(new Uri("/ports?handler=Csv&region=Wales", UriKind.Relative));

        Assert.Equal("My ports", page.Text("h1"));
        Assert.Null(page.QuerySelector(".ps-filters"));
        Assert.StartsWith("GBFXT,", Assert.Single(file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..]), StringComparison.Ordinal);
    }

    private static List<int> Scores(AngleSharp.Dom.IParentNode page) =>
        [.. page.QuerySelectorAll("td[data-label=Health]").Select(cell => int.Parse(cell.TextContent))];
}
