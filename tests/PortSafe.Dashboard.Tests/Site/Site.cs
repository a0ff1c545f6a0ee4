using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Accounts;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Silo.Hosting;
using PortSafe.Testing.Databases;

namespace PortSafe.Web.Tests;

/// <summary>The composed platform, pages and API, serving on a loopback port from a real SQLite database of its own.</summary>
public abstract partial class Site : IAsyncLifetime
{
    private readonly Dictionary<string, KnownPerson> _people = new(StringComparer.Ordinal);
    private WebApplication? _app;

    public TestDatabase Database { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    public IGrains Grains => Services.GetRequiredService<IGrains>();

    /// <summary>What the process serves.</summary>
    protected virtual Roles Served => Roles.Api | Roles.Dashboard;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        Environment.SetEnvironmentVariable("PORTSAFE_Mail__From", "newsletter@portsafe.example");
        // Tests ask far more often than people do, and from one address; what the limits are is tested for itself.
        foreach (var limit in (string[])["RequestsPerMinute", "GuessesPerMinute", "ApplicationFormsPerMinute", "AnonymousApiPerMinute", "KeyRequestsPerMinute"])
            Environment.SetEnvironmentVariable($"PORTSAFE_Web__{limit}", "1000000");
        _app = PlatformServer.Build(Database.Location, Served, "http://127.0.0.1:0", null);
        await _app.StartAsync();
        Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await FillAsync();
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        await Database.DisposeAsync();
    }

    /// <summary>The sample person with this address.</summary>
    public async Task<KnownPerson> PersonAsync(string email)
    {
        if (!_people.TryGetValue(email, out var person))
            _people[email] = person = await InScopeAsync<People, KnownPerson>(async people => (await people.FindAsync(email, default))!);
        return person;
    }

    public async Task<Actor> ActorAsync(string email) => (await PersonAsync(email)).Actor;

    /// <summary>A browser in which nobody has signed in. It keeps cookies and follows no redirect.</summary>
    public HttpClient CreateClient() => CreateClient(new CookieContainer());

    /// <summary>A browser that holds these cookies already.</summary>
    public HttpClient CreateClient(CookieContainer cookies) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = Address };

    /// <summary>A browser in which somebody has signed in, a moment ago.</summary>
    public async Task<HttpClient> SignInAsync(string email)
    {
        var cookies = new CookieContainer();
        cookies.SetCookies(Address, await SessionCookieAsync(email));
        return CreateClient(cookies);
    }

    /// <summary>The cookie of a browser in which somebody has signed in, a moment ago: name and value.</summary>
    public async Task<string> SessionCookieAsync(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        await SessionCookie.SignInAsync(http, await PersonAsync(email), SignInMethod.Password);
        return http.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    /// <summary>Makes the site look again at a person whom a test has changed in the database.</summary>
    public void Forget(KnownPerson person) => Services.GetRequiredService<Sessions>().Forget(person.Id);

    public async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> use) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Puts in what the tests read.</summary>
    protected abstract Task FillAsync();
}

public static partial class SiteClient
{
    /// <summary>Sends a form as a browser does: the page first, for its antiforgery token.</summary>
    /// <param name="page">The page that holds the form.</param>
    /// <param name="action">Where the form goes; the page itself when null.</param>
    public static async Task<HttpResponseMessage> PostFormAsync(
        this HttpClient client, string page, IEnumerable<KeyValuePair<string, string>> fields, string? action = null)
    {
        var html = await client.GetStringAsync(new Uri(page, UriKind.Relative));
        return await client.SendFormAsync(action ?? page, TokenIn(html), fields);
    }

    /// <summary>Sends a form of a page that was read before.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(
        this HttpClient client, string action, string antiforgeryToken, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(new("__RequestVerificationToken", antiforgeryToken)));
        return await client.PostAsync(new Uri(action, UriKind.Relative), form);
    }

    /// <summary>The antiforgery token of a page's first form; empty when it has none.</summary>
    public static string TokenIn(string html) => Token().Match(html).Groups["token"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
