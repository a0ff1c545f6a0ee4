using System.Net.Http.Json;
using System.Text.Json;
using PortSafe.Domain.Schemes;

namespace PortSafe.Api.Tests;

[Collection(SiteCollection.Name)]
public sealed class OpenApiTests(SampleSite site)
{
    [Fact]
    public async Task The_description_names_every_endpoint_and_the_words_it_takes()
    {
        using var client = site.CreateClient();
        var document = await client.GetFromJsonAsync<JsonElement>(new Uri("/openapi/v1.json", UriKind.Relative));

        var paths = document.GetProperty("paths").EnumerateObject().ToDictionary(path => path.Name, path => path.Value, StringComparer.Ordinal);
        Assert.Equal(13, paths.Count);
        Assert.All(paths.Values.SelectMany(path => path.EnumerateObject()), operation => Assert.NotEqual("", operation.Value.GetProperty("summary").GetString()));
        Assert.Equal(Milestone.All.Select(milestone => milestone.Code), Words(document, "RecordMilestone", "milestone"));
    }

    private static IEnumerable<string?> Words(JsonElement document, string schema, string property)
    {
        var found = document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").GetProperty(property);
        if (found.TryGetProperty("$ref", out var reference))
            found = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return found.GetProperty("enum").EnumerateArray().Select(word => word.GetString());
    }
}
