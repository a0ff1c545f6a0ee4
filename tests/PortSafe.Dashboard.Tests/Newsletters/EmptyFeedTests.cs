using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace PortSafe.Dashboard.Tests.Newsletters;

public sealed class EmptyFeedTests(EmptySite site) : IClassFixture<EmptySite>
{
    [Fact]
    public async Task Before_the_first_issue_the_feeds_are_there_and_hold_nothing()
    {
        using var client = site.CreateClient();

        Assert.Empty(XDocument.Parse(await client.GetStringAsync(new Uri("/newsletters/feed.xml", UriKind.Relative))).Descendants("item"));
        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri("/newsletters/feed.json", UriKind.Relative)));
        Assert.Equal(0, json.RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Before_the_first_issue_the_latest_is_the_archive()
    {
        using var client = site.CreateClient();
        using var answer = await client.GetAsync(new Uri("/newsletters/latest", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Found, "/newsletters"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Empty((await client.ReadAsync("/newsletters")).QuerySelectorAll("form[role=search]"));
    }
}
