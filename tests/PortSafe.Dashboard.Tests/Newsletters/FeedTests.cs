using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains;

namespace PortSafe.Dashboard.Tests.Newsletters;

/// <summary>The feeds, read by parsers that know the formats and nothing of us.</summary>
public sealed class FeedTests(ArchiveSite site) : IClassFixture<ArchiveSite>
{
    private const string Rss = "/newsletters/feed.xml";
    private const string Json = "/newsletters/feed.json";
    private const int MostItems = 20;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";

    private string Home => site.Services.GetRequiredService<PublicSite>().Address;

    [Fact]
    public async Task The_rss_feed_is_what_its_specification_asks_for()
    {
        using var client = site.CreateClient();
        using var answer = await client.GetAsync(new Uri(Rss, UriKind.Relative));
        Assert.Equal("application/rss+xml; charset=utf-8", answer.Content.Headers.ContentType?.ToString());

        var rss = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        var channel = Assert.Single(rss.Elements("channel"));
        Assert.Equal(("rss", "2.0"), (rss.Name, rss.Attribute("version")!.Value));
        Assert.Equal($"{Home}/newsletters", channel.Element("link")!.Value);
        Assert.All(new[] { "title", "description", "language" }, name => Assert.NotEmpty(channel.Element(name)!.Value));
        Assert.Equal($"{Home}{Rss}", channel.Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.Equal(ArchiveSite.Latest, Date(channel.Element("lastBuildDate")!));

        var items = channel.Elements("item").ToList();
        Assert.Equal(MostItems, items.Count);
        Assert.Equal(["New posters", "Lines & quays"], items.Take(2).Select(item => item.Element("title")!.Value));
        Assert.Equal(items.Count, items.Select(item => item.Element("guid")!.Value).Distinct().Count());
        Assert.All(items, item =>
        {
            Assert.Equal(item.Element("link")!.Value, item.Element("guid")!.Value);
            Assert.NotEmpty(item.Element("description")!.Value);
            Assert.NotEmpty(item.Element("category")!.Value);
            AssertReadableElsewhere(item.Element(Content + "encoded")!.Value);
        });
        Assert.Equal(items.Select(Of), items.Select(Of).OrderDescending());

        static DateTimeOffset Of(XElement item) => Date(item.Element("pubDate")!);
    }

    [Fact]
    public async Task The_json_feed_is_what_its_specification_asks_for_and_says_the_same()
    {
        using var client = site.CreateClient();
        using var answer = await client.GetAsync(new Uri(Json, UriKind.Relative));
        Assert.Equal("application/feed+json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());

        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var feed = document.RootElement;
        Assert.Equal("https://jsonfeed.org/version/1.1", Text(feed, "version"));
        Assert.Equal(($"{Home}/newsletters", $"{Home}{Json}"), (Text(feed, "home_page_url"), Text(feed, "feed_url")));
        var items = feed.GetProperty("items").EnumerateArray().ToList();
        var others = XDocument.Parse(await client.GetStringAsync(new Uri(Rss, UriKind.Relative))).Descendants("item").ToList();
        Assert.Equal(
            others.Select(item => (item.Element("guid")!.Value, item.Element("title")!.Value, item.Element(Content + "encoded")!.Value, Date(item.Element("pubDate")!))),
            items.Select(item => (Text(item, "id"), Text(item, "title"), Text(item, "content_html"), item.GetProperty("date_published").GetDateTimeOffset())));
        Assert.All(items, item => Assert.Equal(Text(item, "id"), Text(item, "url")));
        Assert.Contains(items, item => Text(item, "summary")!.Contains("<img", StringComparison.Ordinal));
        Assert.All(items.Zip(others), pair =>
        {
            var description = Html(pair.Second.Element("description")!.Value).Body!;
            Assert.Equal((Text(pair.First, "summary"), 0), (description.TextContent, description.ChildElementCount));
        });
        Assert.Equal("Quarterly newsletter", items[1].GetProperty("tags")[0].GetString());
    }

    [Fact]
    public async Task The_whole_text_is_there_with_its_charts_for_everyone()
    {
        using var client = site.CreateClient();
        var issue = XDocument.Parse(await client.GetStringAsync(new Uri(Rss, UriKind.Relative))).Descendants("item").Single(item => item.Element("link")!.Value.EndsWith("/2026Q2", StringComparison.Ordinal));
        var html = Html(issue.Element(Content + "encoded")!.Value);

        Assert.Equal($"{Home}/newsletters", html.QuerySelector("p a")!.GetAttribute("href"));
        Assert.NotEmpty(html.QuerySelectorAll("table td"));
        var picture = html.QuerySelector("img")!.GetAttribute("src")!;
        using var drawn = await client.GetAsync(new Uri(picture[Home.Length..], UriKind.Relative));
        Assert.Equal("image/svg+xml", drawn.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(Rss)]
    [InlineData(Json)]
    public async Task A_reader_who_has_the_feed_is_told_so(string path)
    {
        using var client = site.CreateClient();
        using var first = await client.GetAsync(new Uri(path, UriKind.Relative));
        var (tag, changed) = (first.Headers.ETag!, first.Content.Headers.LastModified!.Value);
        Assert.Equal(ArchiveSite.Latest, changed);
        Assert.True(first.Headers.CacheControl is { Public: true, MaxAge.TotalMinutes: 5 });

        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(client, path, headers => headers.IfNoneMatch.Add(tag)));
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(client, path, headers => headers.IfModifiedSince = changed));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, path, headers => headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""))));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, path, headers => headers.IfModifiedSince = changed.AddMinutes(-1)));
    }

    [Theory]
    [InlineData(Rss)]
    [InlineData(Json)]
    public async Task A_head_is_answered_without_the_feed_itself(string path)
    {
        using var client = site.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 0);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/newsletters")]
    [InlineData("/newsletters/2026Q2")]
    public async Task Pages_say_where_the_feeds_are(string path)
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync(path);

        Assert.Equal(
            [("application/rss+xml", Rss), ("application/feed+json", Json)],
            page.QuerySelectorAll("head link[rel=alternate]").Select(link => (link.GetAttribute("type")!, link.GetAttribute("href")!)));
    }

    private void AssertReadableElsewhere(string content)
    {
        var html = Html(content);
        string[] addresses =
        [
            .. html.QuerySelectorAll("[href]").Select(element => element.GetAttribute("href")!),
            .. html.QuerySelectorAll("[src]").Select(element => element.GetAttribute("src")!),
            .. html.QuerySelectorAll("[srcset]").Select(element => element.GetAttribute("srcset")!),
        ];
        Assert.All(addresses, address => Assert.True(address.StartsWith(Home, StringComparison.Ordinal) || address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("tel:", StringComparison.Ordinal), address));
        Assert.Empty(html.QuerySelectorAll("script, style, form, iframe, [style]"));
        Assert.DoesNotContain(html.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.NotEmpty(html.Body!.TextContent.Trim());
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string path, Action<HttpRequestHeaders> set)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        set(request.Headers);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static IHtmlDocument Html(string content) => new HtmlParser().ParseDocument(content);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>As RFC 822 has it, with a year of four digits.</summary>
    private static DateTimeOffset Date(XElement element) =>
        DateTimeOffset.ParseExact(element.Value, "ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
