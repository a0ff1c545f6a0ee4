using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PortSafe.Api.Tests.Ports;

/// <summary>Records things, so it has a site of its own.</summary>
public sealed class PortEndpointsTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task The_list_holds_what_the_reader_may_read()
    {
        using var admin = await site.SignInAsync(SampleSite.Admin);
        using var manager = await site.SignInAsync(SampleSite.PortManager);

        Assert.Equal(113, (await admin.ReadAsync("/ports")).GetArrayLength());
        Assert.Equal("GBFXT", Assert.Single((await manager.ReadAsync("/ports")).EnumerateArray()).GetProperty("locode").GetString());
    }

    [Fact]
    public async Task The_list_is_filtered_sorted_and_paged_and_tells_how_many_there_are()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        using var answer = await client.GetAsync(new Uri("/api/v1/ports?region=South East&sort=-name&page=2&rows=3", UriKind.Relative));
        var ports = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).EnumerateArray().ToList();
        var all = (await client.ReadAsync("/ports?region=South East&sort=-name")).EnumerateArray().Select(port => port.GetProperty("locode").GetString()).ToList();

        Assert.Equal($"{all.Count}", Assert.Single(answer.Headers.GetValues("X-Total-Count")));
        Assert.Equal(all[3..6], ports.Select(port => port.GetProperty("locode").GetString()));
        Assert.All(ports, port => Assert.Equal("South East", port.GetProperty("region").GetString()));
    }

    [Theory]
    [InlineData("region=Atlantis", "region")]
    [InlineData("stage=sunk", "stage")]
    [InlineData("sort=colour", "sort")]
    [InlineData("rows=0", "rows")]
    [InlineData("page=-1", "page")]
    [InlineData("idle=maybe", "idle")]
    public async Task What_cannot_be_asked_for_is_refused(string query, string field)
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await client.GetAsync(new Uri($"/api/v1/ports?{query}", UriKind.Relative));
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.StatusCode, problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_port_answers_with_its_scheme()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var port = await client.ReadAsync("/ports/GBFXT");

        Assert.Equal(("GBFXT", "East", "major"), (port.GetProperty("locode").GetString(), port.GetProperty("region").GetString(), port.GetProperty("size").GetString()));
        Assert.Equal(JsonValueKind.String, port.GetProperty("milestones").GetProperty("lead-named").ValueKind);
    }

    [Fact]
    public async Task A_survey_that_too_few_answered_is_not_told()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        foreach (var port in (await client.ReadAsync("/ports")).EnumerateArray().Take(40))
        {
            var awareness = (await client.ReadAsync($"/ports/{port.GetProperty("locode").GetString()}")).GetProperty("awareness");
            if (awareness.GetProperty("responses") is { ValueKind: JsonValueKind.Number } responses)
                Assert.True(responses.GetInt32() >= 10);
            else
                Assert.Equal(JsonValueKind.Null, awareness.GetProperty("knowLine").ValueKind);
        }
    }

    [Fact]
    public async Task Commands_sent_at_once_are_all_recorded_and_none_is_lost()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var before = (await client.ReadAsync("/ports/GBGTY")).GetProperty("sequence").GetInt32();

        var answers = await Task.WhenAll(Enumerable.Range(1, 40).Select(heads =>
            client.SendAsync("/ports/GBGTY/briefings", new { at = "2026-09-01", audience = "other", headCount = heads })));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(before + 40, (await client.ReadAsync("/ports/GBGTY")).GetProperty("sequence").GetInt32());
    }

    [Fact]
    public async Task Each_command_is_recorded_once()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var briefing = new { at = "2026-08-03", audience = "security", headCount = 7 };
        using var first = await client.SendAsync("/ports/GBFXT/briefings", briefing);
        using var again = await client.SendAsync("/ports/GBFXT/briefings", briefing);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("already-recorded", await again.ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_milestone_and_a_quarter_s_figures_are_recorded_too()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var milestone = await client.SendAsync("/ports/GBFXT/milestones", new { at = "2026-09-01", milestone = "drill" });
        using var figures = await client.SendAsync("/ports/GBFXT/quarter-figures", new
        {
            quarter = "2026Q3",
            figures = new { headcount = 600, briefedSecurity = 5, briefedOther = 40, actCompletions = 1, surveyResponses = 0, knowLine = 0, believeAnonymous = 0, confidentToReport = 0 },
        });

        Assert.Equal("2026-09-01", (await milestone.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("milestones").GetProperty("drill").GetString());
        Assert.Equal(600, (await figures.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("awareness").GetProperty("headcount").GetInt32());
    }

    [Fact]
    public async Task A_rule_that_is_broken_names_its_code_and_field()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.SendAsync("/ports/GBFXT/briefings", new { at = "2090-01-01", audience = "other", headCount = 7 });

        Assert.Equal("date-in-future", await answer.ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Equal("date", await answer.MemberAsync("field"));
    }

    [Theory]
    [InlineData("{\"at\":\"2026-09-01\",\"audience\":\"everyone\",\"headCount\":7}")]
    [InlineData("{\"at\":\"2026-09-01\",\"audience\":\"other\",\"headCount\":7,\"names\":[\"A. Person\"]}")]
    [InlineData("{\"at\":\"yesterday\",\"audience\":\"other\",\"headCount\":7}")]
    [InlineData("{\"at\":\"2026-09-01\",\"audience\":\"other\",\"headCount\":")]
    [InlineData("")]
    public async Task A_body_that_is_no_such_command_is_refused(string body)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await PostAsync(client, body, "application/json");

        await answer.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData("text/plain")]
    public async Task What_a_form_of_another_site_could_send_is_refused(string mediaType)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await PostAsync(client, "{\"at\":\"2026-09-01\",\"audience\":\"other\",\"headCount\":7}", mediaType);

        await answer.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await PostAsync(client, $"{{\"at\":\"{new string('9', 70_000)}\"}}", "application/json");

        await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string body, string mediaType) =>
        client.PostAsync(new Uri("/api/v1/ports/GBFXT/briefings", UriKind.Relative), new StringContent(body, Encoding.UTF8, mediaType));
}
