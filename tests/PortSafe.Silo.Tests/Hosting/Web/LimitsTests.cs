using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortSafe.Grains.Accounts;
using PortSafe.Testing.Databases;

namespace PortSafe.Silo.Tests.Hosting.Web;

[Collection(WebServerCollection.Name)]
public sealed class LimitsTests
{
    [Fact]
    public async Task Whoever_sends_forms_without_a_sign_in_again_and_again_has_to_wait()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = await WebServer.StartAsync(database, ("Web__GuessesPerMinute", "3"), ("Web__Proxies__0", "127.0.0.1"));
        (string, string) first = ("X-Forwarded-For", "2001:db8:1:2::1"), sameNetwork = ("X-Forwarded-For", "2001:db8:1:2:ffff::9"), other = ("X-Forwarded-For", "2001:db8:1:3::1");

        for (var time = 0; time < 3; time++)
            Assert.Equal(HttpStatusCode.BadRequest, (await server.AskAsync(HttpMethod.Post, "/sign-in", first)).StatusCode);
        using var refused = await server.AskAsync(HttpMethod.Post, "/sign-in", sameNetwork);
        using var elsewhere = await server.AskAsync(HttpMethod.Post, "/sign-in", other);
        using var reading = await server.GetAsync("/sign-in", first);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After"))), 1, 60);
        Assert.Contains("You have tried too often", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (elsewhere.StatusCode, reading.StatusCode));
    }

    [Fact]
    public async Task Forms_of_an_application_are_counted_apart_from_sign_ins()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = await WebServer.StartAsync(database, ("Web__GuessesPerMinute", "1"), ("Web__ApplicationFormsPerMinute", "2"));

        List<HttpStatusCode> statuses = [];
        for (var time = 0; time < 3; time++)
            statuses.Add((await server.AskAsync(HttpMethod.Post, "/join/role")).StatusCode);
        statuses.Add((await server.AskAsync(HttpMethod.Post, "/sign-in")).StatusCode);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests, HttpStatusCode.BadRequest], statuses);
    }

    [Fact]
    public async Task Whoever_is_signed_in_guesses_no_faster_than_others()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = await WebServer.StartAsync(database, ("Web__GuessesPerMinute", "3"));
        var cookie = ("Cookie", $"portsafe={await SignInAsync(server.Services)}");
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/account", cookie)).StatusCode);

        for (var time = 0; time < 3; time++)
            Assert.Equal(HttpStatusCode.BadRequest, (await server.AskAsync(HttpMethod.Post, "/sign-in", cookie)).StatusCode);
        using var refused = await server.AskAsync(HttpMethod.Post, "/sign-in", cookie);
        using var own = await server.AskAsync(HttpMethod.Post, "/account/sign-out-everywhere", cookie);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.BadRequest), (refused.StatusCode, own.StatusCode));
    }

    [Fact]
    public async Task One_address_asks_so_much_a_minute_and_no_more()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = await WebServer.StartAsync(database, ("Web__RequestsPerMinute", "60"), ("Web__AnonymousApiPerMinute", "2"));

        for (var time = 0; time < 2; time++)
            Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/api/v1/newsletters/charts/x.svg")).StatusCode);
        using var api = await server.GetAsync("/api/v1/newsletters/charts/x.svg");
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (api.StatusCode, api.Content.Headers.ContentType?.MediaType));

        for (var time = 0; time < 57; time++)
            (await server.GetAsync("/health/live")).Dispose();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_it_is_read()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = await WebServer.StartAsync(database);

        using var body = await server.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), new StringContent(new string('x', 300 * 1024), null, "application/x-www-form-urlencoded"));
        using var fields = await server.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), new StringContent(string.Join('&', Enumerable.Range(0, 300).Select(n => $"f{n}=1")), null, "application/x-www-form-urlencoded"));
        using var header = await server.GetAsync("/sign-in", ("X-Long", new string('x', 20 * 1024)));
        using var line = await server.GetAsync($"/sign-in?x={new string('x', 5000)}");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (body.StatusCode, fields.StatusCode));
        Assert.Equal((HttpStatusCode.RequestHeaderFieldsTooLarge, HttpStatusCode.RequestUriTooLong), (header.StatusCode, line.StatusCode));
    }

    /// <returns>What the cookie of a new session holds.</returns>
    private static async Task<string> SignInAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var person = (await scope.ServiceProvider.GetRequiredService<People>().AddFirstAdministratorAsync("A. Officer", "first@jmsc.example", default)).Value!;
        var origin = await services.GetRequiredService<Origins>().FindAsync("192.0.2.1", "A browser", default);
        var token = await services.GetRequiredService<Sessions>().StartAsync(person, SignInMethod.Passkey, origin.ToString("D"), default);
        var identity = new ClaimsIdentity([new Claim("portsafe:token", token)], IdentityConstants.ApplicationScheme);
        var tickets = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;
        return tickets.Protect(new AuthenticationTicket(new ClaimsPrincipal(identity), IdentityConstants.ApplicationScheme));
    }
}
