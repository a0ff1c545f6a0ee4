using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Silo.Hosting;
using PortSafe.Testing.Databases;

namespace PortSafe.Silo.Tests.Hosting.Web;

/// <summary>The composed pages and API on a loopback port, with settings of a test's own.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebServer(WebApplication app, Uri address)
    {
        _app = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public IServiceProvider Services => _app.Services;

    /// <summary>Keeps no cookie and follows no redirect.</summary>
    public HttpClient Client { get; }

    public static async Task<WebServer> StartAsync(TestDatabase database, params IEnumerable<(string Name, string Value)> settings)
    {
        List<(string Name, string Value)> all = [("Mail__From", "newsletter@portsafe.example"), .. settings];
        // The program reads its environment while it is built, and these tests are built one after another.
        var before = all.ToDictionary(setting => setting.Name, setting => Environment.GetEnvironmentVariable($"PORTSAFE_{setting.Name}"), StringComparer.Ordinal);
        WebApplication app;
        try
        {
            foreach (var (name, value) in all)
                Environment.SetEnvironmentVariable($"PORTSAFE_{name}", value);
            app = PlatformServer.Build(database.Location, Roles.Api | Roles.Dashboard, "http://127.0.0.1:0", null);
        }
        finally
        {
            foreach (var (name, value) in before)
                Environment.SetEnvironmentVariable($"PORTSAFE_{name}", value);
        }
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new WebServer(app, new Uri(address));
    }

    /// <summary>Asks as a browser or a proxy would.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent([]);
        return await Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params IEnumerable<(string Name, string Value)> headers) => AskAsync(HttpMethod.Get, path, headers);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Tests that set the environment of this process take turns, and run beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WebServerCollection
{
    public const string Name = "web server";
}
