using System.Net;
using PortSafe.Testing.Databases;

namespace PortSafe.Silo.Tests.Hosting.Web;

[Collection(WebServerCollection.Name)]
public sealed class WebFrameTests
{
    private static readonly (string, string) Public = ("PublicUrl", "https://portsafe.example");
    private static readonly (string, string) Proxy = ("Web__Proxies__0", "127.0.0.0/8");

    [Fact]
    public async Task Behind_a_proxy_that_is_named_the_forwarded_scheme_and_host_hold()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = await WebServer.StartAsync(database, Public, Proxy);

        using var page = await server.GetAsync("/unsubscribe/token", ("Host", "10.0.0.1"), ("X-Forwarded-Host", "portsafe.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "192.0.2.1"));
        using var other = await server.GetAsync("/sign-in", ("Host", "10.0.0.1"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("max-age=63072000; includeSubDomains", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal));
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task Without_a_named_proxy_nobody_s_forwarded_headers_hold()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = await WebServer.StartAsync(database, Public);

        using var answer = await server.GetAsync("/sign-in", ("Host", "portsafe.example"), ("X-Forwarded-Proto", "https"));

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
    }

    [Fact]
    public async Task What_comes_without_TLS_is_sent_to_the_same_page_with_it_or_refused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = await WebServer.StartAsync(database, Public);
        var host = ("Host", "portsafe.example");

        using var page = await server.GetAsync("/newsletters?page=2", host);
        using var form = await server.AskAsync(HttpMethod.Post, "/sign-in", host);
        using var api = await server.GetAsync("/api/v1/ports", host);
        using var health = await server.GetAsync("/health/live", ("Host", "localhost"));
        using var elsewhere = await server.GetAsync("/newsletters", ("Host", "localhost"));

        Assert.Equal((HttpStatusCode.PermanentRedirect, "https://portsafe.example/newsletters?page=2"), (page.StatusCode, page.Headers.Location!.OriginalString));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (form.StatusCode, api.StatusCode));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (health.StatusCode, elsewhere.StatusCode));
        Assert.All(new[] { page, form, api, health, elsewhere }, answer => Assert.True(answer.Headers.Contains("Content-Security-Policy") && answer.Headers.Contains("Strict-Transport-Security")));
    }

    [Fact]
    public async Task A_method_that_HTTP_does_not_have_reaches_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = await WebServer.StartAsync(database);

        foreach (var method in (string[])["TRACE", "PAGE", "CONNECTED"])
        {
            using var answer = await server.AskAsync(new HttpMethod(method), "/ports/GBFXT/briefings/new?handler=HandlerExecution");
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }
}
