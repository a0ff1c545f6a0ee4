using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Accounts;

namespace PortSafe.Api.Tests;

[Collection(SiteCollection.Name)]
public sealed class EndpointAccessTests(SampleSite site)
{
    private static readonly Role[] Everyone = [.. Role.All];
    private static readonly Role[] Jmsc = [Role.JmscAdmin, Role.JmscAnalyst];
    private static readonly Role[] PortReaders = [Role.JmscAdmin, Role.JmscAnalyst, Role.PortManager];

    /// <summary>Who may call each endpoint; null for anyone at all. An endpoint that is not here fails the tests.</summary>
    private static readonly Dictionary<string, Role[]?> Expected = new(StringComparer.Ordinal)
    {
        ["GET charts/{id}.{kind}"] = Everyone,
        ["GET newsletters/charts/{id}.svg"] = null,
        ["GET ports/{locode}/charts/{id}.{kind}"] = PortReaders,
        ["GET ports"] = PortReaders,
        ["GET ports/{locode}"] = PortReaders,
        ["GET releases/{quarter}"] = Everyone,
        ["POST imports/awareness"] = Jmsc,
        ["POST imports/ports"] = [Role.JmscAdmin],
        ["POST imports/reports"] = Jmsc,
        ["POST imports/schemes"] = [Role.JmscAdmin],
        ["POST ports/{locode}/briefings"] = PortReaders,
        ["POST ports/{locode}/milestones"] = PortReaders,
        ["POST ports/{locode}/quarter-figures"] = PortReaders,
    };

    [Fact]
    public void Every_endpoint_says_who_may_call_it() => Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), Endpoints());

    [Fact]
    public async Task Every_endpoint_answers_exactly_the_roles_that_may_call_it()
    {
        var wrong = new List<string>();
        foreach (var (email, role) in SampleSite.Roles)
        {
            using var client = await site.SignInAsync(email);
            foreach (var (endpoint, roles) in Expected)
            {
                using var answer = await CallAsync(client, endpoint);
                if ((roles is null || roles.Contains(role)) == (answer.StatusCode == HttpStatusCode.Forbidden))
                    wrong.Add($"{endpoint} as {role}: {answer.StatusCode}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_stranger_is_told_so_in_problem_details_and_not_sent_to_a_page()
    {
        using var client = site.CreateClient();
        foreach (var (endpoint, _) in Expected.Where(item => item.Value is not null))
        {
            using var answer = await CallAsync(client, endpoint);
            await answer.ProblemAsync(HttpStatusCode.Unauthorized);
        }
    }

    [Theory]
    [InlineData("GET ports/GBDVR")]
    [InlineData("GET ports/GBDVR/charts/reports.csv")]
    [InlineData("POST ports/GBDVR/briefings")]
    [InlineData("GET ports/GBZZZ")]
    public async Task A_port_manager_learns_nothing_of_another_port_by_naming_it(string endpoint)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = endpoint.StartsWith("POST", StringComparison.Ordinal)
            ? await client.SendAsync("/ports/GBDVR/briefings", new { at = "2026-09-01", audience = "other", headCount = 12 })
            : await CallAsync(client, endpoint);

        Assert.Equal("not-allowed", await answer.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem_too()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await client.AskAsync("/nowhere");

        await answer.ProblemAsync(HttpStatusCode.NotFound);
    }

    private IEnumerable<string> Endpoints() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
        .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!["/api/v1/".Length..].TrimEnd('/')}")
        .Order(StringComparer.Ordinal);

    private static async Task<HttpResponseMessage> CallAsync(HttpClient client, string endpoint)
    {
        var (method, path) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        var concrete = path
            .Replace("{locode}", "GBFXT", StringComparison.Ordinal)
            .Replace("{quarter}", SampleSite.Frozen.ToString(), StringComparison.Ordinal)
            .Replace("{id}.{kind}", path.Contains("ports", StringComparison.Ordinal) ? "reports.csv" : "staff-reached.csv", StringComparison.Ordinal)
            .Replace("{id}", "staff-reached", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"/api/v1/{concrete}?quarter={SampleSite.Frozen}", UriKind.Relative));
        // A command that nothing is recorded of: its figures break a rule, which is asked only after who sends it.
        if (method == "POST")
            request.Content = path.StartsWith("imports", StringComparison.Ordinal)
                ? new StringContent("nothing", null, "text/csv")
                : new StringContent("{}", null, "application/json");
        return await client.SendAsync(request);
    }
}
