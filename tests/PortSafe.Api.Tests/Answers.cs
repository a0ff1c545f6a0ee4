using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PortSafe.Api.Tests;

internal static class Answers
{
    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string path) => client.GetAsync(new Uri($"/api/v1{path}", UriKind.Relative));

    /// <summary>The JSON document of an answer that must be a success.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpClient client, string path)
    {
        using var answer = await client.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).Clone();
    }

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, string path, object command) =>
        client.PostAsJsonAsync(new Uri($"/api/v1{path}", UriKind.Relative), command);

    /// <summary>Problem details with a status, and the domain's code for what is wrong.</summary>
    public static async Task<string?> ProblemAsync(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(((int)expected).ToString(), await answer.MemberAsync("status"));
        return await answer.MemberAsync("code");
    }

    /// <summary>One member of the JSON object that an answer holds, as text; null when it has none of that name.</summary>
    public static async Task<string?> MemberAsync(this HttpResponseMessage answer, string name) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.TryGetProperty(name, out var member) ? member.ToString() : null;
}
