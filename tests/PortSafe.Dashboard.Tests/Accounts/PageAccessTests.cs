using System.Net;

namespace PortSafe.Dashboard.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed class PageAccessTests(SampleSite site)
{
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
        Assert.Equal(["Felixstowe"], page.QuerySelectorAll("tbody th a").Select(cell => cell.TextContent.Trim()));
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
}
