using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using PortSafe.Api.Tests.Accounts;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Schemes;

namespace PortSafe.Api.Tests;

/// <summary>Sends its examples, so it has a site of its own.</summary>
public sealed class OpenApiTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task The_description_is_valid_and_names_every_endpoint()
    {
        var document = await ReadAsync();

        var described = document.Paths.SelectMany(path => path.Value.Operations!.Keys.Select(method => $"{method.Method} {path.Key}")).Order(StringComparer.Ordinal);
        Assert.Equal(Routes(), described);
        Assert.Equal(["bearer", "cookie"], document.Components!.SecuritySchemes!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_endpoint_says_what_it_takes_and_every_answer_has_words_and_where_it_has_a_body_a_schema()
    {
        foreach (var (_, _, operation) in Operations(await ReadAsync()))
        {
            Assert.NotEmpty(operation.Summary!);
            Assert.All(operation.Parameters ?? [], parameter => Assert.NotEmpty(parameter.Description!));
            Assert.All(operation.RequestBody?.Content?.Values ?? [], media => Assert.True(media is { Schema: not null, Example: not null }));
            Assert.All(operation.Responses!.Values, response => Assert.NotEmpty(response.Description!));
            Assert.All(operation.Responses!.Values.SelectMany(response => response.Content?.Values ?? []), media => Assert.NotNull(media.Schema));
            Assert.All(operation.Responses!.Where(response => response.Key[0] == '4' || response.Key[0] == '5'), response =>
                Assert.NotNull(Assert.Single(response.Value.Content!, media => media.Key == "application/problem+json").Value.Example?["code"]));
        }
    }

    [Fact]
    public async Task A_key_may_call_exactly_what_the_description_says_for_its_scope()
    {
        var wrong = new List<string>();
        var operations = Operations(await ReadAsync()).ToList();
        foreach (var scope in KeyScope.All)
        {
            using var program = await site.CreateProgramAsync(scope);
            foreach (var (path, method, operation) in operations)
            {
                using var answer = await CallAsync(program, path, method, operation, sendsBody: false);
                var described = operation.Security is null or [] || operation.Security.Any(requirement => requirement.Any(item => item.Value.Contains(scope.Code)));
                if (described == (answer.StatusCode == HttpStatusCode.Forbidden))
                    wrong.Add($"{method} {path} with {scope}: {answer.StatusCode}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_examples_of_what_to_send_are_taken_and_answers_have_the_members_that_are_described()
    {
        using var admin = await site.SignInAsync(SampleSite.Admin);
        foreach (var (path, method, operation) in Operations(await ReadAsync()).Where(item => !item.Path.Contains("imports", StringComparison.Ordinal) && !item.Path.Contains("newsletters", StringComparison.Ordinal) && !item.Path.Contains("/views/", StringComparison.Ordinal)))
        {
            using var answer = await CallAsync(admin, path, method, operation, sendsBody: true);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{method} {path}: {text}");
            if (answer.Content.Headers.ContentType!.MediaType == "application/json")
                Assert.Equal(MembersOf(operation.Responses!["200"].Content!["application/json"].Schema!), MembersOf(JsonNode.Parse(text)!));
        }
    }

    [Fact]
    public async Task Words_of_closed_lists_are_named()
    {
        var milestone = (await ReadAsync()).Components!.Schemas!["RecordMilestone"].Properties!["milestone"];

        Assert.Equal(Milestone.All.Select(item => item.Code), milestone.Enum!.Select(word => (string?)word));
    }

    [Fact]
    public async Task Who_has_the_description_is_not_sent_it_again()
    {
        using var client = site.CreateClient();
        using var first = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/openapi/v1.json", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private async Task<OpenApiDocument> ReadAsync()
    {
        using var client = site.CreateClient();
        using var stream = new MemoryStream(await client.GetByteArrayAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        var result = await OpenApiDocument.LoadAsync(stream, "json");
        Assert.Empty(result.Diagnostic!.Errors.Select(error => error.ToString()));
        return result.Document!;
    }

    private IEnumerable<string> Routes() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
        .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!.TrimEnd('/')}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<(string Path, HttpMethod Method, OpenApiOperation Operation)> Operations(OpenApiDocument document) =>
        document.Paths.SelectMany(path => path.Value.Operations!.Select(operation => (path.Key, operation.Key, operation.Value)));

    private static async Task<HttpResponseMessage> CallAsync(HttpClient client, string path, HttpMethod method, OpenApiOperation operation, bool sendsBody)
    {
        var query = new List<string>();
        foreach (var parameter in operation.Parameters ?? [])
        {
            path = path.Replace($"{{{parameter.Name}}}", parameter.Example?.ToString(), StringComparison.Ordinal);
            if (parameter is { In: ParameterLocation.Query, Example: { } example })
                query.Add($"{parameter.Name}={example}");
        }
        using var request = new HttpRequestMessage(method, new Uri($"{path}?{string.Join('&', query)}", UriKind.Relative));
        if (operation.RequestBody?.Content?.Single() is { Key: { } type, Value: var media })
            request.Content = new StringContent(sendsBody ? media.Example!.ToJsonString() : "", Encoding.UTF8, type);
        return await client.SendAsync(request);
    }

    private static IEnumerable<string> MembersOf(IOpenApiSchema schema) => (schema.Items ?? schema).Properties!.Keys.Order(StringComparer.Ordinal);

    private static IEnumerable<string> MembersOf(JsonNode body) => ((JsonObject)(body is JsonArray list ? list[0]! : body)).Select(member => member.Key).Order(StringComparer.Ordinal);
}
