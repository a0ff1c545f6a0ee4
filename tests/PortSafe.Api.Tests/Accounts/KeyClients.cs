using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Api.Tests.Accounts;

internal static class KeyClients
{
    /// <summary>Makes a key, as an administrator does.</summary>
    public static async Task<MadeApiKey> MakeKeyAsync(this SampleSite site, params IReadOnlyList<KeyScope> scopes) =>
        (await site.Services.GetRequiredService<ApiKeys>().AddAsync(new NewApiKey("A test", scopes), await site.ActorAsync(SampleSite.Admin), default)).Value!;

    /// <summary>A program with a key of its own.</summary>
    public static async Task<HttpClient> CreateProgramAsync(this SampleSite site, params IReadOnlyList<KeyScope> scopes) =>
        site.CreateClient().With((await site.MakeKeyAsync(scopes)).Text);

    /// <summary>The same client, from now on with a key beside whatever else it sends.</summary>
    public static HttpClient With(this HttpClient client, string key)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
