using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace PortSafe.Dashboard.Tests;

internal static class Pages
{
    private static readonly HtmlParser Parser = new();

    /// <summary>A page that must open.</summary>
    public static async Task<IHtmlDocument> ReadAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ParseAsync(answer);
    }

    public static async Task<IHtmlDocument> ParseAsync(this HttpResponseMessage answer) => Parser.ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>What the page says is wrong, as its summary lists it.</summary>
    public static IReadOnlyList<string> Problems(this IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".govuk-error-summary__list li").Select(item => item.TextContent.Trim())];

    /// <summary>The text of the first element that matches, on one line.</summary>
    public static string Text(this IHtmlDocument page, string selector) =>
        string.Join(' ', page.QuerySelector(selector)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
