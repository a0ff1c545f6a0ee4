using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed class PageAccessTests(SampleSite site)
{
    private static readonly Role[] Everyone = [.. Role.All];
    private static readonly Role[] Jmsc = [Role.JmscAdmin, Role.JmscAnalyst];
    private static readonly Role[] PortReaders = [Role.JmscAdmin, Role.JmscAnalyst, Role.PortManager];

    /// <summary>Who may open each page, by its route; null for anyone at all. A page that is not here fails the tests.</summary>
    private static readonly Dictionary<string, Role[]?> Expected = new(StringComparer.Ordinal)
    {
        [""] = Everyone,
        ["audit-log"] = [Role.JmscAdmin],
        ["audit-log/verify"] = [Role.JmscAdmin],
        ["error/{status:int:range(400,599)}"] = null,
        ["how-to-read"] = null,
        ["newsletters"] = null,
        ["newsletters/{quarter}"] = null,
        ["newsletters/{quarter}/edit"] = [Role.JmscAdmin, Role.Editor, Role.Approver],
        ["ports"] = PortReaders,
        ["ports/{locode}"] = PortReaders,
        ["ports/{locode}/briefings/new"] = PortReaders,
        ["ports/{locode}/milestones/new"] = PortReaders,
        ["ports/{locode}/quarter-figures/new"] = PortReaders,
        ["releases"] = Jmsc,
        ["releases/{quarter}"] = Jmsc,
        ["report-a-concern"] = null,
        ["sign-in"] = null,
        ["sign-in/sample/{token}"] = null,
        ["sign-out"] = Everyone,
        ["unsubscribe/{token}"] = null,
    };

    [Fact]
    public void Every_page_says_who_may_open_it() => Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), Routes());

    [Fact]
    public async Task Every_page_opens_for_exactly_the_roles_that_may()
    {
        var wrong = new List<string>();
        foreach (var (email, role) in SampleSite.Roles)
        {
            using var client = await site.SignInAsync(email);
            foreach (var (route, roles) in Expected)
            {
                var status = await StatusAsync(client, route);
                var mayOpen = roles is null || roles.Contains(role);
                if (mayOpen == (status == HttpStatusCode.Forbidden))
                    wrong.Add($"/{route} as {role}: {status}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_page_that_is_not_public_sends_a_stranger_to_sign_in()
    {
        using var client = site.CreateClient();
        foreach (var (route, _) in Expected.Where(page => page.Value is not null))
        {
            using var answer = await client.GetAsync(new Uri($"/{Concrete(route)}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/sign-in?from=", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/ports/GBDVR")]
    [InlineData("/ports/GBDVR/briefings/new")]
    [InlineData("/ports/GBDVR/milestones/new")]
    [InlineData("/ports/GBDVR/quarter-figures/new")]
    [InlineData("/ports/GBZZZ")]
    public async Task A_port_manager_learns_nothing_of_another_port_by_naming_it(string path)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("Dover", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_manager_s_list_holds_their_own_port_alone()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var page = await client.ReadAsync("/ports");
        Assert.Equal(["Felixstowe"], page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task A_form_for_another_port_is_refused_though_its_token_is_sound()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.PostFormAsync(
            "/ports/GBFXT/briefings/new",
            [new("date.Day", "1"), new("date.Month", "9"), new("date.Year", "2026"), new("audience", "other"), new("headcount", "12")],
            "/ports/GBDVR/briefings/new");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var form = new FormUrlEncodedContent([new("headcount", "12")]);
        using var answer = await client.PostAsync(new Uri("/ports/GBFXT/briefings/new", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private IEnumerable<string> Routes() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        .Select(endpoint => endpoint.RoutePattern.RawText ?? "")
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string route)
    {
        using var answer = await client.GetAsync(new Uri($"/{Concrete(route)}", UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>The port is the sample manager's own, so that what is asked is the role.</summary>
    private static string Concrete(string route) => route
        .Replace("{locode}", "GBFXT", StringComparison.Ordinal)
        .Replace("{quarter}", SampleSite.Frozen.ToString(), StringComparison.Ordinal)
        .Replace("{token}", new string('a', 43), StringComparison.Ordinal)
        .Replace("{status:int:range(400,599)}", "404", StringComparison.Ordinal);
}
