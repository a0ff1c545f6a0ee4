using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Dashboard.Tests.Accounts;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Tests.Schemes;

public sealed class PeoplePagesTests(JoinSite site) : IClassFixture<JoinSite>
{
    private const string People = "/ports/GBDVR/people";

    [Fact]
    public async Task A_manager_names_the_lead_asks_for_a_colleague_and_hands_over()
    {
        using var client = await site.SignInAsync(JoinSite.Manager);
        var (own, other) = ((await site.PersonAsync(JoinSite.Manager)).Id, (await site.PersonAsync("n.colleague@dover.example")).Id);
        Assert.Equal(["Select who leads the scheme."], (await client.StayAsync($"{People}/name?part=lead", [])).Problems());

        var named = await client.FollowAsync($"{People}/name?part=lead", [new("part", "lead"), new("person", $"{own:D}")]);
        Assert.Equal("M. Manager leads the scheme.", named.Text(".ps-done"));
        Assert.DoesNotContain("@dover.example", named.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(3, (await client.StayAsync($"{People}/ask", [])).Problems().Count);
        var asked = await client.FollowAsync($"{People}/ask", [new("name", "Kim Deputy"), new("email", "kim@dover.example"), new("note", "Ask our office.")]);
        Assert.Contains("Kim Deputy", asked.Text("main .ps-changes"), StringComparison.Ordinal);

        var check = await client.ReadAsync($"{People}/hand-over?person={other:D}");
        Assert.Equal("Do you want to hand over?", check.Text("h1"));
        var done = await client.FollowAsync($"{People}/hand-over?person={other:D}", [new("person", $"{other:D}")], $"{People}/hand-over");
        Assert.Equal("N. Colleague leads the scheme.", done.Text(".ps-done"));
        var people = (await site.Services.GetRequiredService<SchemeContacts>().ListAsync(JoinSite.Joined, await site.ActorAsync(EmptySite.Admin), default)).Value!;
        Assert.Equal("N. Colleague", people.Lead?.Name);

        using var officer = await site.SignInAsync(EmptySite.Admin);
        Assert.Contains("n.colleague@dover.example", (await officer.ReadAsync(People)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("People of this scheme", (await client.ReadAsync("/ports/GBDVR")).Text("#people"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/ask")]
    [InlineData("/name?part=lead")]
    [InlineData("/hand-over")]
    public async Task Another_ports_people_are_not_for_a_manager(string act)
    {
        using var client = await site.SignInAsync(JoinSite.Manager);
        using var answer = await client.GetAsync(new Uri($"/ports/GBFLE/people{act}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task JMSC_makes_accounts_under_People_and_asks_nobody_for_them()
    {
        using var officer = await site.SignInAsync(EmptySite.Admin);
        using var answer = await officer.GetAsync(new Uri($"{People}/ask", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
