using System.Net;
using System.Text.RegularExpressions;
using PortSafe.Testing.Accounts;

namespace PortSafe.Testing.Processes;

/// <summary>The program as it serves. Killed when disposed.</summary>
public sealed partial class PortSafeServer : IAsyncDisposable
{
    private PortSafeServer(RunningProcess process, Uri address) => (Process, Address) = (process, address);

    public RunningProcess Process { get; }

    /// <summary>Where its pages and its API are.</summary>
    public Uri Address { get; }

    /// <summary>Waits until a started server says where it listens and that it is ready.</summary>
    public static async Task<PortSafeServer> WaitAsync(RunningProcess process)
    {
        try
        {
            var line = await process.LineAsync(line => Listening().IsMatch(line));
            var server = new PortSafeServer(process, new Uri(Listening().Match(line).Groups["address"].Value));
            using var client = server.CreateClient();
            using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            Assert.True(ready.IsSuccessStatusCode, $"It serves but is not ready: {await ready.Content.ReadAsStringAsync()}");
            return server;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Somebody who has not signed in. Keeps cookies; follows no redirect.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = Address,
        Timeout = RunningProcess.Patience,
    };

    /// <summary>Somebody who has accepted an invitation, and sets up next how they sign in.</summary>
    /// <param name="invitation">The invitation's path.</param>
    public async Task<HttpClient> AcceptAsync(string invitation)
    {
        var client = CreateClient();
        await LeadsToAsync("/set-up", SendFormAsync(client, invitation));
        return client;
    }

    /// <summary>Somebody who has accepted an invitation, has set up a password and an authenticator app, and is signed in.</summary>
    /// <param name="invitation">The invitation's path.</param>
    public async Task<HttpClient> SignInAsync(string invitation)
    {
        var client = await AcceptAsync(invitation);
        await LeadsToAsync("/set-up/authenticator", SendFormAsync(client, "/set-up/password", KeyValuePair.Create("password", "violet kettle over the pier")));
        var key = AuthenticatorKey().Match(await client.GetStringAsync(new Uri("/set-up/authenticator", UriKind.Relative))).Groups["key"].Value;
        await LeadsToAsync("/set-up/recovery-codes", SendFormAsync(client, "/set-up/authenticator", KeyValuePair.Create("code", Totp.Code(key))));
        return client;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<HttpResponseMessage> SendFormAsync(HttpClient client, string path, params KeyValuePair<string, string>[] fields)
    {
        var page = await client.GetStringAsync(new Uri(path, UriKind.Relative));
        using var form = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", FormToken().Match(page).Groups["token"].Value)]);
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    private static async Task LeadsToAsync(string path, Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        Assert.Equal((HttpStatusCode.Redirect, path), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [GeneratedRegex(@"serves (?<address>http://\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormToken();

    [GeneratedRegex("ps-key[^>]*>(?<key>[A-Z2-7 ]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AuthenticatorKey();
}
