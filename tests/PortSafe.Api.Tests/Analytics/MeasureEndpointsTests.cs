using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;

namespace PortSafe.Api.Tests.Analytics;

[Collection(SiteCollection.Name)]
public sealed class MeasureEndpointsTests(SampleSite site)
{
    private const string LineKnown = "/measures/line-known";

    [Fact]
    public async Task The_catalogue_names_every_measure_with_what_it_counts()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.AskAsync("/measures");
        var measures = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray();

        Assert.Equal(Measure.All.Select(measure => measure.Id), measures.Select(measure => (string?)measure!["id"]));
        Assert.All(measures, measure => Assert.All(["title", "definition", "numerator", "source", "whoSees"], member => Assert.NotEqual("", (string?)measure![member])));
        Assert.Equal("jmsc", (string?)measures.Single(measure => (string?)measure!["id"] == "reports")!["exact"]);
    }

    [Fact]
    public async Task A_measure_comes_as_JSON_with_a_figure_for_each_region()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.AskAsync($"{LineKnown}?by=region&period=2026Q2");
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal("by=region&period=2026Q2", (string?)body["query"]);
        Assert.Equal(PublicationPlan.Current.Regions.Select(region => region.ToString()), body["categories"]!.AsArray().Select(name => (string?)name).Order(StringComparer.Ordinal));
        Assert.Matches("^Staff know the reporting line best in .+%\\), least in .+%\\)$", (string?)body["title"]);
        Assert.Matches("^[0-9a-f]{64}$", (string?)body["hash"]);
        Assert.All(body["series"]![0]!["points"]!.AsArray(), point => Assert.Matches("^([0-9]+%|c)$", (string?)point!["display"]));
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("svg", "image/svg+xml")]
    [InlineData("png", "image/png")]
    [InlineData("json", "application/json")]
    public async Task The_form_is_asked_for_by_extension_or_by_media_type_and_is_the_same(string kind, string mediaType)
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var byName = await client.AskAsync($"{LineKnown}.{kind}?by=region");
        using var byType = await AskAsync(client, $"{LineKnown}?by=region", $"{mediaType}, text/html;q=0.9");

        Assert.Equal(mediaType, byName.Content.Headers.ContentType?.MediaType);
        Assert.Equal(mediaType, byType.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await byName.Content.ReadAsByteArrayAsync(), await byType.Content.ReadAsByteArrayAsync());
        Assert.Contains("Accept", byType.Headers.Vary);
    }

    [Theory]
    [InlineData("*/*", "application/json")]
    [InlineData("image/*", "image/svg+xml")]
    [InlineData("text/csv;q=0.4, image/png;q=0.8", "image/png")]
    [InlineData("*/*;q=0.1, text/csv", "text/csv")]
    public async Task Of_several_forms_the_one_that_is_wanted_most_is_given(string accept, string expected)
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await AskAsync(client, LineKnown, accept);

        Assert.Equal(expected, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_form_that_there_is_not_is_refused()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await AskAsync(client, LineKnown, "application/pdf");

        Assert.Equal("not-acceptable", await answer.ProblemAsync(HttpStatusCode.NotAcceptable));
    }

    [Fact]
    public async Task A_file_has_the_numbers_the_filters_and_the_release_of_the_view()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var csv = await client.GetStringAsync(new Uri("/api/v1/measures/act-completions.csv?region=wales&period=last-4", UriKind.Relative));
        using var answer = await client.AskAsync("/measures/act-completions?region=wales&period=last-4");
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Contains("Filters,Wales only.", csv, StringComparison.Ordinal);
        Assert.Contains((string)body["hash"]!, csv, StringComparison.Ordinal);
        Assert.All(
            body["categories"]!.AsArray().Zip(body["series"]![0]!["points"]!.AsArray()),
            row => Assert.Contains($"\n{row.First},{Quoted((string?)row.Second!["marker"] ?? (string)row.Second["display"]!)}\r", csv, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_the_figures_is_not_sent_them_again()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var first = await client.AskAsync($"{LineKnown}?by=region");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1{LineKnown}?by=region", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });
    }

    [Theory]
    [InlineData("by=size", "by")]
    [InlineData("period=2026", "period")]
    [InlineData("period=soon", "period")]
    [InlineData("compare=everyone", "compare")]
    [InlineData("chart=pie", "chart")]
    [InlineData("sort=luck", "sort")]
    [InlineData("region=atlantis", "region")]
    public async Task What_cannot_be_answered_names_the_parameter(string query, string field)
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.AskAsync($"/measures/reports?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(("view-invalid", field), (problem.RootElement.GetProperty("code").GetString(), problem.RootElement.GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("/measures/weather")]
    [InlineData("/measures/weather.csv")]
    [InlineData("/measures/line-known.pdf")]
    public async Task What_is_not_measured_is_not_found(string path)
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.AskAsync(path);

        await answer.ProblemAsync(HttpStatusCode.NotFound);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1{path}", UriKind.Relative));
        foreach (var type in accept.Split(", "))
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(type));
        return await client.SendAsync(request);
    }

    private static string Quoted(string text) => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
