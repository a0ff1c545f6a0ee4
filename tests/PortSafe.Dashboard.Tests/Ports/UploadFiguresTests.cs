using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Tests.Ports;

/// <summary>Takes files in, so it has a site of its own.</summary>
public sealed class UploadFiguresTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Upload = "/ports/quarter-figures/upload";
    private const string Header = "quarter,locode,headcount,briefed_security,briefed_other,act_completions,survey_responses,know_line,believe_anonymous,confident_to_report";

    [Fact]
    public async Task A_file_is_shown_quarter_by_quarter_before_and_after_and_then_recorded()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var checkedAnswer = await SendAsync(client, $"{Header}\n2025Q3,GBFXT,610,5,60,12,20,15,11,12\n2025Q4,GBFXT,620,5,61,12,20,15,11,12\n");

        var page = await checkedAnswer.ParseAsync();
        Assert.Equal("Check what the file changes", page.Text("h1"));
        Assert.Contains("2 entries would be recorded", page.Text("main"), StringComparison.Ordinal);
        Assert.Matches("July to September 2025 Staff [0-9,]+ 610", page.Text("table"));
        Assert.NotEqual(610, await HeadcountAsync("2025Q3"));

        using var done = await SendAsync(client, Hidden(page, "content"), Hidden(page, "seen"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("The figures of 2 rows are recorded.", (await client.ReadAsync("/ports/GBFXT")).Text(".ps-done"));
        Assert.Equal(610, await HeadcountAsync("2025Q3"));
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_line_field_value_and_what_is_expected()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await SendAsync(client, $"{Header}\n2026Q2,GBFXT,many,5,40,12,20,15,11,12\n2026Q2,GBDVR,600,5,40,12,20,15,11,12\n");

        var page = await answer.ParseAsync();
        Assert.Equal(["The file cannot be taken in. See below what is wrong with it."], page.Problems());
        Assert.Equal(
            ["Line 2|headcount|many|a whole number from 0 to 1,000,000", "Line 3|locode|GBDVR|your port, GBFXT"],
            page.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()))));
    }

    [Fact]
    public async Task A_form_without_a_file_says_so()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.PostFormAsync(Upload, []);

        Assert.Equal(["Choose a CSV file."], (await answer.ParseAsync()).Problems());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await SendAsync(client, new string('a', 513 * 1024));

        Assert.Equal(["Choose a file of at most 512 KB."], (await answer.ParseAsync()).Problems());
    }

    [Fact]
    public async Task An_empty_file_with_the_header_can_be_had()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.GetAsync(new Uri($"{Upload}?handler=Template", UriKind.Relative));

        Assert.Equal("awareness.csv", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal($"{Header}\r\n", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string file)
    {
        using var form = await FormAsync(client);
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "figures.csv");
        return await client.PostAsync(new Uri(Upload, UriKind.Relative), form);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string content, string seen)
    {
        using var form = await FormAsync(client);
        form.Add(new StringContent(content), "content");
        form.Add(new StringContent(seen), "seen");
        return await client.PostAsync(new Uri(Upload, UriKind.Relative), form);
    }

    private static async Task<MultipartFormDataContent> FormAsync(HttpClient client)
    {
        var token = SiteClient.TokenIn(await client.GetStringAsync(new Uri(Upload, UriKind.Relative)));
        return new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
    }

    private static string Hidden(IHtmlDocument page, string name) => page.QuerySelector($"input[name={name}]")!.GetAttribute("value")!;

    private async Task<int> HeadcountAsync(string quarter)
    {
        var status = (await site.Grains.Get<IPortGrain>("GBFXT").GetStatusAsync(null, await site.ActorAsync(SampleSite.PortManager), default)).Value!;
        return status.Quarters.Single(item => item.Quarter.ToString() == quarter).Figures.Headcount;
    }
}
