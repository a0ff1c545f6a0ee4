using System.Net;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Silo.Tests.Hosting;

/// <summary>The real program at its most talkative.</summary>
public sealed class LogTests
{
    private const string Token = "dGhpcy1saW5rLWlzLXNlY3JldC1hbmQtb25seS1vbmU";
    private const string Address = "somebody.private@port.example";
    private const string Password = "correct-horse-battery-staple-4711";
    private const string Key = "psk_c2VjcmV0LWtleS1vZi1hLXByb2dyYW0tNDcxMQ";
    private const string Query = "hidden-in-the-query-4711";

    [Theory]
    [InlineData("Logging__LogLevel__Default", "Trace")]
    [InlineData("Logging__LogLevel__Microsoft.AspNetCore", "Debug")]
    [InlineData("Logging__Console__LogLevel__Default", "Debug")]
    public async Task No_log_holds_a_token_an_address_a_password_or_a_cookie(string setting, string level)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var installation = new Installation(database, new Dictionary<string, string?> { [setting] = level, ["Logging__LogLevel__Microsoft"] = "Debug", ["Logging__LogLevel__System"] = "Debug" });
        await using var server = await installation.ServeAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };

        var (formToken, cookie) = await OpenFormAsync(client);
        foreach (var path in (string[])["/sign-in", $"/invitation/{Token}", $"/recover/{Token}", $"/sign-in/sample/{Token}", $"/nowhere/{Token}?from={Query}"])
        {
            await SendAsync(client, HttpMethod.Get, path, cookie, null);
            await SendAsync(client, HttpMethod.Post, path, cookie, formToken);
            await SendAsync(client, HttpMethod.Post, path, cookie, "bad");
        }
        await SendAsync(client, HttpMethod.Get, "/api/v1/ports", cookie, null);
        await database.ExecuteAsync("ALTER TABLE subscribers RENAME TO elsewhere");
        Assert.Equal(HttpStatusCode.InternalServerError, await SendAsync(client, HttpMethod.Post, $"/unsubscribe/{Token}", cookie, null));
        server.Process.Terminate();
        await server.Process.EndOfOutputAsync();

        var logs = server.Process.Output + server.Process.Errors;
        Assert.Contains("no such table", logs, StringComparison.Ordinal);
        Assert.All([Token, Address, Password, Key, Query, formToken, cookie.Split('=')[1]], secret => Assert.DoesNotContain(secret, logs, StringComparison.Ordinal));
    }

    private static async Task<(string Token, string Cookie)> OpenFormAsync(HttpClient client)
    {
        using var page = await client.GetAsync(new Uri($"/unsubscribe/{Token}", UriKind.Relative));
        var html = await page.Content.ReadAsStringAsync();
        const string before = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var start = html.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return (html[start..html.IndexOf('"', start)], page.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, HttpMethod method, string path, string cookie, string? formToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Key}");
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", formToken ?? ""), new("email", Address), new("password", Password), new("code", "471147"), new("from", $"/{Query}"),
            ]);
        }
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
