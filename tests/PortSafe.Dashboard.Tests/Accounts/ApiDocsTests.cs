using System.Net;

namespace PortSafe.Dashboard.Tests.Accounts;

public sealed class ApiDocsTests(EmptySite site, PagesSite pages) : IClassFixture<EmptySite>, IClassFixture<PagesSite>
{
    private const string Path = "/api/docs";

    [Fact]
    public async Task It_tells_of_every_address_that_the_description_has()
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync(Path);
        using var description = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));

        var described = description.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        Assert.Equal(described.Order(StringComparer.Ordinal), page.QuerySelectorAll(".ps-api__address code").Select(address => address.TextContent.Trim()).Order(StringComparer.Ordinal));
        Assert.All(page.QuerySelectorAll(".ps-api"), call => Assert.Contains("curl", call.TextContent, StringComparison.Ordinal));
        Assert.Contains("import:reports", page.Text("#scopes"), StringComparison.Ordinal);
        Assert.Contains("not-signed-in", page.Text("#errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_api_is_not_served_there_is_no_page_about_it()
    {
        using var client = pages.CreateClient();
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Page not found", (await answer.ParseAsync()).Text("h1"));
    }
}
