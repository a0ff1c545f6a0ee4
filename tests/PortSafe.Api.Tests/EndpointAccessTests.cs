using System.Net;

namespace PortSafe.Api.Tests;

/// <summary>What the API says to those whom it refuses. Who that is, the matrix of the dashboard's tests asks of every endpoint.</summary>
[Collection(SiteCollection.Name)]
public sealed class EndpointAccessTests(SampleSite site)
{
    [Theory]
    [InlineData("/ports/GBDVR")]
    [InlineData("/ports/GBDVR/charts/reports.csv")]
    [InlineData("/ports/GBZZZ")]
    public async Task A_port_manager_learns_nothing_of_another_port_by_naming_it(string path)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.AskAsync(path);

        Assert.Equal("not-allowed", await answer.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task A_port_manager_records_nothing_of_another_port()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.SendAsync("/ports/GBDVR/briefings", new { at = "2026-09-01", audience = "other", headCount = 12 });

        Assert.Equal("not-allowed", await answer.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem_too()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await client.AskAsync("/nowhere");

        await answer.ProblemAsync(HttpStatusCode.NotFound);
    }
}
