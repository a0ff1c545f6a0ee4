using System.Net;
using System.Text;
using AngleSharp.Html.Dom;

namespace PortSafe.Dashboard.Tests.Imports;

/// <summary>Takes files in, so it has a site of its own.</summary>
public sealed class ImportPagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task What_happened_in_schemes_is_shown_before_it_is_recorded()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var check = await SendAsync(client, "/imports/schemes", "date,locode,event,detail\n2026-10-05,GBFXT,milestone,drill\n2026-10-06,GBHYM,suspended,no-contact\n");
        var page = await check.ParseAsync();
        Assert.Contains("2 entries would be recorded", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Suspended", (await client.ReadAsync("/ports?q=GBHYM")).Text("tbody"), StringComparison.Ordinal);

        using var done = await ConfirmAsync(client, "/imports/schemes", page);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("2 events are recorded.", (await client.ReadAsync("/ports")).Text(".ps-done"));
        Assert.Contains("Suspended", (await client.ReadAsync("/ports?q=GBHYM")).Text("tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_fault_is_refused_whole_with_what_is_wrong()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await SendAsync(client, "/imports/schemes", "date,locode,event,detail\n2026-10-05,GBFXT,sunk,\n2026-10-06,GBHYM,milestone,act-offered\n");
        var page = await answer.ParseAsync();

        Assert.Equal("Line 2|event|sunk", string.Join('|', page.QuerySelectorAll("tbody tr").Single().Children.Take(3).Select(cell => cell.TextContent.Trim())));
        Assert.Null(page.QuerySelector("input[name=seen]"));
    }

    [Fact]
    public async Task Ports_of_the_register_are_added_by_file()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var check = await SendAsync(client, "/imports/ports", "locode,name,region,size,latitude,longitude\nGBZZX,Zed Haven,Wales,minor,51.7,-5\n");
        using var done = await ConfirmAsync(client, "/imports/ports", await check.ParseAsync());

        Assert.Equal("Zed Haven", (await client.ReadAsync("/ports/GBZZX")).Text("h1"));
    }

    [Theory]
    [InlineData(SampleSite.JmscAnalyst, "/imports", HttpStatusCode.OK)]
    [InlineData(SampleSite.JmscAnalyst, "/imports/schemes", HttpStatusCode.Forbidden)]
    [InlineData(SampleSite.JmscAnalyst, "/imports/ports", HttpStatusCode.Forbidden)]
    [InlineData(SampleSite.PortManager, "/imports", HttpStatusCode.Forbidden)]
    public async Task They_are_for_those_who_may_import(string email, string path, HttpStatusCode expected)
    {
        using var client = await site.SignInAsync(email);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string file)
    {
        using var form = await FormAsync(client, path);
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "file.csv");
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    private static async Task<HttpResponseMessage> ConfirmAsync(HttpClient client, string path, AngleSharp.Dom.IDocument page)
    {
        using var form = await FormAsync(client, path);
        foreach (var name in new[] { "content", "seen" })
            form.Add(new StringContent(((IHtmlInputElement)page.QuerySelector($"input[name={name}]")!).Value), name);
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    private static async Task<MultipartFormDataContent> FormAsync(HttpClient client, string path)
    {
        var token = (IHtmlInputElement)(await client.ReadAsync(path)).QuerySelector("main input[name=__RequestVerificationToken]")!;
        return new MultipartFormDataContent { { new StringContent(token.Value), token.Name! } };
    }
}
