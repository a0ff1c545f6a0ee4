using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Testing;

namespace PortSafe.Api.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed class ApiKeyAuthenticationTests(SampleSite site)
{
    private static readonly string Unknown = $"ps_{new string('A', 43)}";

    [Theory]
    [InlineData("read:released", "/releases/2026Q2", HttpStatusCode.OK)]
    [InlineData("read:released", "/charts/staff-reached.csv?quarter=2026Q2", HttpStatusCode.OK)]
    [InlineData("read:released", "/ports", HttpStatusCode.Forbidden)]
    [InlineData("read:released", "/ports/GBFXT", HttpStatusCode.Forbidden)]
    [InlineData("read:released", "/releases/2026Q3", HttpStatusCode.Forbidden)]
    [InlineData("read:ports", "/ports", HttpStatusCode.OK)]
    [InlineData("read:ports", "/ports/GBDVR", HttpStatusCode.OK)]
    [InlineData("read:ports", "/ports/GBDVR/charts/staff-reached.csv", HttpStatusCode.OK)]
    [InlineData("read:ports", "/ports/GBDVR/charts/reports.csv", HttpStatusCode.NotFound)]
    [InlineData("read:ports", "/releases/2026Q2", HttpStatusCode.Forbidden)]
    [InlineData("import:reports", "/ports", HttpStatusCode.Forbidden)]
    [InlineData("import:awareness", "/releases/2026Q2", HttpStatusCode.Forbidden)]
    public async Task A_key_opens_what_its_scope_says_and_nothing_else(string scope, string path, HttpStatusCode expected)
    {
        using var program = await site.CreateProgramAsync(KeyScope.Parse(scope));
        using var answer = await program.AskAsync(path);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_with_every_scope_sees_no_report_figure_of_a_single_port()
    {
        using var program = await site.CreateProgramAsync(KeyScope.All);
        var release = await program.ReadAsync("/releases/2026Q2");

        Assert.DoesNotContain(release.GetProperty("cells").EnumerateArray(), cell => cell.GetProperty("audience").GetString() != "public");
    }

    [Theory]
    [InlineData("briefings")]
    [InlineData("milestones")]
    [InlineData("quarter-figures")]
    public async Task A_key_with_every_scope_records_nothing(string what)
    {
        using var program = await site.CreateProgramAsync(KeyScope.All);
        using var answer = await program.SendAsync($"/ports/GBFXT/{what}", new { at = "2026-09-01", audience = "other", headCount = 12 });

        Assert.Equal("not-allowed", await answer.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Unknown_expired_and_revoked_keys_get_one_answer()
    {
        var revoked = await site.MakeKeyAsync(KeyScope.ReadPorts);
        await site.Services.GetRequiredService<ApiKeys>().RevokeAsync(revoked.Key.Id, await site.ActorAsync(SampleSite.Admin), default);
        var expired = await site.MakeKeyAsync(KeyScope.ReadPorts);
        await site.Database.ExecuteAsync($"UPDATE api_keys SET expires_at = created_at WHERE hint = '{expired.Key.Hint}'");

        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in new[] { Unknown, "rubbish", "", revoked.Text, expired.Text })
        {
            using var program = site.CreateClient().With(text);
            using var answer = await program.AskAsync("/ports");
            Assert.Equal("not-signed-in", await answer.ProblemAsync(HttpStatusCode.Unauthorized));
            Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).ToString());
            answers.Add(await answer.Content.ReadAsStringAsync());
        }
        Assert.Single(answers);
    }

    [Fact]
    public async Task A_key_that_is_revoked_while_it_is_used_is_soon_out()
    {
        var made = await site.MakeKeyAsync(KeyScope.ReadPorts);
        using var program = site.CreateClient().With(made.Text);
        using (var before = await program.AskAsync("/ports/GBFXT"))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        await site.Services.GetRequiredService<ApiKeys>().RevokeAsync(made.Key.Id, await site.ActorAsync(SampleSite.Admin), default);

        await Until.TrueAsync(
            async () =>
            {
                using var after = await program.AskAsync("/ports/GBFXT");
                return after.StatusCode == HttpStatusCode.Unauthorized;
            },
            "the key is refused");
    }

    [Theory]
    [InlineData("Bearer", null)]
    [InlineData("Basic", "YTpi")]
    [InlineData("Bearer", "rubbish")]
    public async Task Where_the_header_is_there_the_cookie_is_not_looked_at(string scheme, string? parameter)
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using (var before = await client.AskAsync("/ports/GBFXT"))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, parameter);
        using var answer = await client.AskAsync("/ports/GBFXT");

        await answer.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_adds_nothing_to_what_a_browser_may_do_and_takes_nothing_from_it()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        client.With((await site.MakeKeyAsync(KeyScope.ReadReleased)).Text);
        using var answer = await client.AskAsync("/ports/GBFXT");

        await answer.ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/ports")]
    [InlineData("/releases")]
    public async Task A_key_opens_no_page(string path)
    {
        using var program = await site.CreateProgramAsync(KeyScope.All);
        using var answer = await program.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_in_the_address_or_in_another_header_is_nothing()
    {
        var made = await site.MakeKeyAsync(KeyScope.ReadPorts);
        using var client = site.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", made.Text);
        using var answer = await client.AskAsync($"/ports?access_token={made.Text}&key={made.Text}");

        await answer.ProblemAsync(HttpStatusCode.Unauthorized);
    }
}
