using System.Net;
using System.Text.Json;

namespace PortSafe.Api.Tests.Releases;

[Collection(SiteCollection.Name)]
public sealed class ReleaseEndpointsTests(SampleSite site)
{
    [Fact]
    public async Task A_frozen_release_answers_with_its_state_its_hash_and_its_cells()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var release = await client.ReadAsync("/releases/2026Q2");

        Assert.Equal(("2026Q2", "frozen"), (Text(release, "release"), Text(release, "state")));
        Assert.Empty(release.GetProperty("withheld").EnumerateArray());
        Assert.True(release.GetProperty("auditedCells").GetInt64() > 1000);
        Assert.Matches("^[0-9a-f]{64}$", release.GetProperty("hash").GetString());
        var nation = Cells(release).Single(cell => Text(cell, "measure") == "reports" && cell.GetProperty("region").ValueKind == JsonValueKind.Null && cell.GetProperty("group").ValueKind == JsonValueKind.Null);
        Assert.Equal(("2026Q2", "public"), (Text(nation, "period"), Text(nation, "audience")));
        Assert.Equal(nation.GetProperty("lower").GetInt32() + 4, nation.GetProperty("upper").GetInt32());
    }

    [Fact]
    public async Task Cells_of_ports_are_for_their_managers_and_jmsc_alone()
    {
        Assert.Empty(await PortsAsync(SampleSite.Analyst));
        Assert.Equal(["GBFXT"], await PortsAsync(SampleSite.PortManager));
        Assert.True((await PortsAsync(SampleSite.JmscAnalyst)).Count > 10);
    }

    [Fact]
    public async Task A_release_in_preparation_is_for_jmsc_alone()
    {
        using var jmsc = await site.SignInAsync(SampleSite.JmscAnalyst);
        using var analyst = await site.SignInAsync(SampleSite.Analyst);
        using var refused = await analyst.AskAsync("/releases/2026Q3");
        using var nothing = await analyst.AskAsync("/releases/2023Q1");

        Assert.Equal("compiled", Text(await jmsc.ReadAsync("/releases/2026Q3"), "state"));
        Assert.Equal(await refused.ProblemAsync(HttpStatusCode.Forbidden), await nothing.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("/releases/2023Q1")]
    [InlineData("/releases/2026")]
    public async Task A_release_that_was_never_compiled_is_not_found(string path)
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await client.AskAsync(path);

        await answer.ProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<IReadOnlyList<string?>> PortsAsync(string email)
    {
        using var client = await site.SignInAsync(email);
        return [.. Cells(await client.ReadAsync("/releases/2026Q2")).Where(cell => Text(cell, "audience") == "port").Select(cell => Text(cell, "locode"))];
    }

    private static IEnumerable<JsonElement> Cells(JsonElement release) => release.GetProperty("cells").EnumerateArray();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
