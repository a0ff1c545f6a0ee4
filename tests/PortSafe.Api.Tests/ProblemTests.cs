using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PortSafe.Api.Tests.Accounts;
using PortSafe.Domain.Accounts;

namespace PortSafe.Api.Tests;

/// <summary>Breaks things, so it has a site of its own.</summary>
public sealed class ProblemTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Briefings = "/api/v1/ports/GBFXT/briefings";

    [Theory]
    [InlineData("", null)]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("{\"at\":\"2026-09-30\",\"at\":\"2026-09-29\",\"audience\":\"other\",\"headCount\":3}", null)]
    [InlineData("{\"at\":\"2026-09-30\",\"audience\":\"other\"}", "headCount")]
    [InlineData("{\"at\":\"2026-09-30\",\"audience\":\"other\",\"headCount\":\"3\"}", "headCount")]
    [InlineData("{\"at\":\"2026-09-30\",\"audience\":\"other\",\"headCount\":3.5}", "headCount")]
    [InlineData("{\"at\":\"2026-09-30\",\"audience\":\"other\",\"headCount\":null}", "headCount")]
    [InlineData("{\"at\":\"30 September\",\"audience\":\"other\",\"headCount\":3}", "at")]
    [InlineData("{\"at\":\"2026-09-30\",\"audience\":\"everyone\",\"headCount\":3}", "audience")]
    [InlineData("{\"at\":\"2026-09-30\",\"audience\":\"other\",\"headCount\":3,\"names\":\"A. Person\"}", "names")]
    public async Task A_body_at_fault_says_where_and_what_was_expected(string body, string? field)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await PostAsync(client, Briefings, body);

        Assert.Equal("body-invalid", await answer.ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Equal(field, await answer.MemberAsync("field"));
        Assert.Contains("expected", await answer.MemberAsync("errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_within_another_is_named_by_its_path()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await PostAsync(client, "/api/v1/ports/GBFXT/quarter-figures", """{"quarter":"2026Q3","figures":{"headcount":"many"}}""");

        Assert.Equal("figures.headcount", await answer.MemberAsync("field"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_command_of_another_type_or_of_none_is_refused(string? type)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var content = new ByteArrayContent("""{"at":"2026-09-30","audience":"other","headCount":3}"""u8.ToArray());
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using var answer = await client.PostAsync(new Uri(Briefings, UriKind.Relative), content);

        Assert.Equal("media-type", await answer.ProblemAsync(HttpStatusCode.UnsupportedMediaType));
    }

    [Fact]
    public async Task A_command_that_is_too_large_is_refused_as_such()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await PostAsync(client, Briefings, $$"""{"at":"{{new string('x', 70_000)}}"}""");

        Assert.Equal("too-large", await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
    }

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/api", HttpStatusCode.NotFound, "not-found")]
    [InlineData("DELETE", "/api/v1/ports", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("PUT", Briefings, HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    public async Task What_is_not_there_is_a_problem_whatever_the_caller_accepts(string method, string path, HttpStatusCode expected, string code)
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        foreach (var accept in new[] { "application/json", "text/html", "image/png" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            request.Headers.Accept.ParseAdd(accept);
            using var answer = await client.SendAsync(request);
            Assert.Equal(code, await answer.ProblemAsync(expected));
        }
    }

    [Fact]
    public async Task A_fault_of_ours_is_told_without_its_details_and_without_what_was_sent()
    {
        var made = await site.MakeKeyAsync(KeyScope.ImportAwareness);
        using var program = site.CreateClient().With(made.Text);
        program.DefaultRequestHeaders.Add("Cookie", "portsafe=secret-of-a-browser");
        await site.Database.ExecuteAsync("ALTER TABLE imports RENAME TO imports_away");
        try
        {
            using var content = new StringContent("quarter,locode\n", Encoding.UTF8, "text/csv");
            using var answer = await program.PostAsync(new Uri("/api/v1/imports/awareness", UriKind.Relative), content);

            Assert.Equal("fault", await answer.ProblemAsync(HttpStatusCode.InternalServerError));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.All(new[] { made.Text, "secret-of-a-browser", "imports", "Exception", " at " }, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
        finally
        {
            await site.Database.ExecuteAsync("ALTER TABLE imports_away RENAME TO imports");
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri(path, UriKind.Relative), content);
    }
}
