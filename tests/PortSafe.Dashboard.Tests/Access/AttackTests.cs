using System.Net;
using System.Net.Sockets;
using System.Text;
using PortSafe.Domain.Accounts;
using Xunit.Abstractions;

namespace PortSafe.Dashboard.Tests.Access;

/// <summary>Lists of hostile values × everything that is answered. None of it may lead elsewhere, add a header, or reach a file.</summary>
[Collection(MatrixCollection.Name)]
public sealed class AttackTests(MatrixSite matrix, ITestOutputHelper output)
{
    private const string Elsewhere = "evil.example";
    private const string Injected = "X-Injected";

    private static readonly string[] Targets =
    [
        "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example", "////evil.example", @"\\evil.example", @"/\evil.example", @"\/evil.example",
        "/%5cevil.example", "/%2f/evil.example", "%2f%2fevil.example", "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "https:evil.example",
        "https:/evil.example", @"https:\\evil.example", "javascript:alert(1)//evil.example", "data:text/html,evil.example", "//localhost@evil.example", "https://localhost@evil.example",
        "//localhost%40evil.example", "/.evil.example", ".evil.example", "@evil.example", "//evil%E3%80%82example", "/\u2044/evil.example", "~//evil.example", "/../../evil.example//x",
        "//[::ffff:192.0.2.1]/evil.example", "//evil.example%00.localhost", "%252f%252fevil.example",
    ];

    private static readonly string[] Names = ["from", "returnUrl", "ReturnUrl", "return", "next", "url", "redirect", "to", "path"];

    private static readonly string[] Files =
    [
        "../appsettings.json", "..%2fappsettings.json", "%2e%2e/appsettings.json", "%2e%2e%2fappsettings.json", "..%5cappsettings.json", @"..\appsettings.json", "....//appsettings.json",
        "..%252fappsettings.json", "%c0%ae%c0%ae/appsettings.json", "..%c0%afappsettings.json", "../../../../../../../../etc/passwd", "..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "%2fetc%2fpasswd", "/etc/passwd", "file:%2f%2f%2fetc%2fpasswd", "portsafe.db", "..%2fportsafe.db", "..;/appsettings.json", "..%00/appsettings.json", "appsettings.json%00.css",
        "portsafe.dll", "portsafe.staticwebassets.endpoints.json", "bin/Release/net10.0/portsafe.dll", "wwwroot/portsafe.css", ".git/config", "C:%5cWindows%5cwin.ini", "..%u2216appsettings.json",
    ];

    private IEnumerable<Entry> Answered => matrix.Entries.Where(entry => entry.IsKnownMethod && (entry.IsPage || entry.IsApi));

    [Fact]
    public async Task Nothing_that_a_request_says_leads_to_another_site()
    {
        List<string> led = [];
        var count = 0;
        foreach (var entry in Answered.Where(entry => entry.IsPage))
        {
            foreach (var who in new[] { matrix.Asker(entry.IsPublic ? "nobody" : Role.JmscAdmin.Code), matrix.Asker("nobody") }.Distinct())
            {
                // A page that leads nowhere, not even to an address of ours, is asked with a few alone.
                var leads = await LeadAsync(entry, who, "/how-to-read") is not null;
                foreach (var target in Targets.Where((_, index) => leads || index % 8 == 0))
                {
                    if (await LeadAsync(entry, who, target) is { } location && !IsHere(location))
                        led.Add($"{entry} with {target}: {location}");
                    count += Names.Length;
                }
            }
        }
        output.WriteLine($"{count} tries ({Targets.Length} targets, {Names.Length} parameters), {led.Count} led elsewhere.");
        Assert.True(led.Count == 0, string.Join(Environment.NewLine, led.Take(20)));
    }

    /// <summary>Where a page leads whoever names a target in every way that there is; null when nowhere.</summary>
    private async Task<Uri?> LeadAsync(Entry entry, Asker who, string target)
    {
        using var request = new HttpRequestMessage(new HttpMethod(entry.Method), With(entry.Path(), string.Join('&', Names.Select(name => $"{name}={Uri.EscapeDataString(target)}"))));
        if (!entry.IsRead)
            request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", who.FormToken), .. Names.Select(name => KeyValuePair.Create(name, target))]);
        await who.SignAsync(request, isFresh: !entry.IsRead);
        using var answer = await matrix.Client.SendAsync(request);
        Shield.Check(answer);
        return answer.Headers.Location;
    }

    [Fact]
    public async Task Nothing_that_a_request_says_becomes_a_header_of_the_answer()
    {
        string[] values = [$"x%0d%0a{Injected}:%20yes", $"x%0a{Injected}:%20yes", $"x%0d{Injected}:%20yes", $"x%E5%98%8D%E5%98%8A{Injected}:%20yes", $"x%250d%250a{Injected}:%20yes"];
        List<string> wrong = [];
        var count = 0;
        foreach (var entry in Answered)
        {
            var asker = matrix.Asker(Role.JmscAdmin.Code);
            foreach (var value in values)
            {
                List<string> paths = [With(entry.Path(), string.Join('&', Names.Concat(entry.Parameters).Append("quarter").Append("source").Select(name => $"{name}={value}")))];
                paths.AddRange(entry.Parameters.Select(parameter => entry.Path((parameter, value))));
                foreach (var path in paths)
                {
                    using var request = new HttpRequestMessage(new HttpMethod(entry.Method), Exactly(path));
                    if (!entry.IsRead && entry.IsPage)
                        request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", asker.FormToken), .. Names.Select(name => KeyValuePair.Create(name, Uri.UnescapeDataString(value)))]);
                    await asker.SignAsync(request, isFresh: !entry.IsRead);
                    using var answer = await matrix.Client.SendAsync(request);
                    Shield.Check(answer);
                    if (answer.Headers.Contains(Injected) || answer.Content.Headers.Contains(Injected) || (int)answer.StatusCode >= 500)
                        wrong.Add($"{entry} at {path}: {(int)answer.StatusCode}");
                    count++;
                }
            }
        }
        output.WriteLine($"{count} tries, {wrong.Count} succeeded or broke something.");
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(20)));
    }

    [Fact]
    public async Task No_address_reaches_a_file()
    {
        string[] folders = ["/", "/lib/", "/api/", "/api/v1/charts/", "/api/v1/newsletters/charts/", "/ports/", "/newsletters/", "/openapi/", "/health/", "/error/"];
        string[] contents = ["root:x:", "\"Logging\"", "SQLite format", "[core]", "cannot be run in DOS mode"];
        List<string> reached = [];
        var count = 0;
        var routes = Answered.Where(entry => entry.IsRead && entry.Parameters.Count > 0).SelectMany(entry => Files.SelectMany(file => entry.Parameters.Select(parameter => entry.Path((parameter, file)))));
        foreach (var path in folders.SelectMany(folder => Files.Select(file => folder + file)).Concat(routes))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Exactly(path.Replace('\\', '/')));
            await matrix.Asker(Role.JmscAdmin.Code).SignAsync(request);
            using var answer = await matrix.Client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType != "text/html" || contents.Any(content => body.Contains(content, StringComparison.Ordinal)) || (int)answer.StatusCode >= 500)
                reached.Add($"{path}: {(int)answer.StatusCode} {answer.Content.Headers.ContentType}");
            count++;
        }
        output.WriteLine($"{count} tries, {reached.Count} reached a file or broke something.");
        Assert.True(reached.Count == 0, string.Join(Environment.NewLine, reached.Take(20)));
    }

    [Theory]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: evil.example")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: evil.example:80")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost.evil.example")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost@evil.example")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost:80@evil.example")]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example#localhost")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: localhost")]
    [InlineData("GET / HTTP/1.0")]
    [InlineData("GET / HTTP/1.1\r\nHost:")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: evil.example")]
    [InlineData("GET /api/v1/ports HTTP/1.1\r\nHost: evil.example")]
    public async Task A_request_to_another_host_name_is_no_request_of_ours(string head)
    {
        var answer = await SendRawAsync(head);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Elsewhere, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-Host: evil.example")]
    [InlineData("X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1")]
    [InlineData("X-Original-Host: evil.example")]
    [InlineData("Forwarded: host=evil.example;proto=https")]
    [InlineData("X-Host: evil.example\r\nX-Forwarded-Server: evil.example\r\nX-Original-URL: /error/500\r\nX-Rewrite-URL: /error/500")]
    public async Task Forwarded_headers_from_anyone_are_nobody_s(string headers)
    {
        var answer = await SendRawAsync($"GET / HTTP/1.1\r\nHost: localhost\r\n{headers}");

        Assert.StartsWith("HTTP/1.1 302", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Elsewhere, answer, StringComparison.Ordinal);
        Assert.Contains("Location: http://localhost/sign-in?from=%2F", answer, StringComparison.Ordinal);
    }

    private static string With(string path, string query) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    /// <summary>The address as it stands: what looks like a way out of a folder is left in.</summary>
    private Uri Exactly(string path) =>
        new(matrix.Site.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private bool IsHere(Uri? location)
    {
        if (location is null)
            return true;
        var text = location.OriginalString;
        if (location.IsAbsoluteUri && location.Scheme.StartsWith("http", StringComparison.Ordinal))
            return location.Authority == matrix.Site.Address.Authority;
        return text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) && !text.StartsWith(@"/\", StringComparison.Ordinal) && !text.Any(char.IsControl);
    }

    private async Task<string> SendRawAsync(string head)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(matrix.Site.Address.Host, matrix.Site.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
