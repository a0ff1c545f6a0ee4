using System.Net;
using System.Text.RegularExpressions;

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

    /// <summary>Somebody who has followed a sign-in link and pressed its button.</summary>
    /// <param name="link">The link's path.</param>
    public async Task<HttpClient> SignInAsync(string link)
    {
        var client = CreateClient();
        var page = await client.GetStringAsync(new Uri(link, UriKind.Relative));
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", FormToken().Match(page).Groups["token"].Value)]);
        using var answer = await client.PostAsync(new Uri(link, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    [GeneratedRegex(@"serves (?<address>http://\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormToken();
}
