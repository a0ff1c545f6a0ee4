using System.Net;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Tests.Ports;

/// <summary>Records and strikes things, so it has a site of its own.</summary>
public sealed class TimelineTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Port = "/ports/GBFXT";
    private const string History = $"{Port}/history";

    [Fact]
    public async Task Every_entry_says_when_it_was_recorded_and_by_whom()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var page = await client.ReadAsync(History);

        Assert.Equal(25, page.QuerySelectorAll(".ps-timeline__entry").Length);
        Assert.All(page.QuerySelectorAll(".ps-timeline__by"), by => Assert.Matches("Recorded [0-9]+ [A-Z][a-z]+ [0-9]{4} by (you|JMSC|a colleague|PortSafe)\\.", by.TextContent));
        Assert.NotEmpty((await client.ReadAsync($"{History}?kind=all&page-number=2")).QuerySelectorAll(".ps-timeline__entry"));
    }

    [Theory]
    [InlineData("figures", "Figures for")]
    [InlineData("decisions", "")]
    [InlineData("milestones", "")]
    public async Task It_is_filtered_by_kind(string kind, string start)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var texts = (await client.ReadAsync($"{History}?kind={kind}")).QuerySelectorAll(".ps-timeline__text").Select(text => text.TextContent).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.StartsWith(start, text, StringComparison.Ordinal));
        Assert.Equal(kind == "figures", texts.Exists(text => text.StartsWith("Figures for", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_mistake_is_struck_with_a_reason_after_a_check_and_stays_where_it_was()
    {
        var entry = await BriefedAsync(777);
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var path = $"{History}/{entry}/mistake";

        using (var bare = await client.PostFormAsync(path, []))
            Assert.Equal(["Enter why it was a mistake."], (await bare.ParseAsync()).Problems());
        using (var check = await client.PostFormAsync(path, [new("reason", "Entered for the wrong port.")]))
        {
            var page = await check.ParseAsync();
            Assert.Equal("Check before you strike the entry", page.Text("h1"));
            Assert.Contains("Entered for the wrong port.", page.Text("main"), StringComparison.Ordinal);
        }
        using (var done = await client.PostFormAsync(path, [new("reason", "Entered for the wrong port."), new("checked", "true")]))
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);

        var history = await client.ReadAsync($"{History}?kind=briefings");
        Assert.Contains("Briefing of 777", history.Text($"#entry-{entry} s"), StringComparison.Ordinal);
        Assert.Matches("A mistake, struck .* by you: Entered for the wrong port\\.", history.Text($"#entry-{entry}"));
        Assert.Empty(history.QuerySelectorAll($"#entry-{entry} a"));
        Assert.DoesNotContain("Briefing of 777", (await client.ReadAsync(Port)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_jmsc_decided_has_no_such_link_and_cannot_be_struck()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        Assert.Empty((await client.ReadAsync($"{History}?kind=decisions")).QuerySelectorAll(".ps-timeline a"));
        using var answer = await client.GetAsync(new Uri($"{History}/1/mistake", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_milestone_that_no_longer_holds_counts_until_the_day_that_is_given()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        const string Path = $"{Port}/milestones/contractors-covered/withdraw";
        using (var wrong = await client.PostFormAsync(Path, [new("date.Day", "1")]))
            Assert.Equal(["Enter a real date, such as 9 10 2026.", "Enter why it no longer holds."], (await wrong.ParseAsync()).Problems());
        using (var done = await client.PostFormAsync(Path, [new("date.Day", "3"), new("date.Month", "9"), new("date.Year", "2026"), new("reason", "A new contractor.")]))
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);

        var port = site.Grains.Get<IPortGrain>("GBFXT");
        var actor = await site.ActorAsync(SampleSite.PortManager);
        bool Holds(PortStatus status) => status.Milestones.Single(item => item.Milestone == Milestone.ContractorsCovered).Holds;
        Assert.True(Holds((await port.GetStatusAsync(new DateOnly(2026, 9, 2), actor, default)).Value!));
        Assert.False(Holds((await port.GetStatusAsync(null, actor, default)).Value!));
    }

    private async Task<int> BriefedAsync(int heads)
    {
        var port = site.Grains.Get<IPortGrain>("GBFXT");
        var status = await port.RecordBriefingAsync(new RecordBriefing(new DateOnly(2026, 9, 9), Audience.Other, heads), await site.ActorAsync(SampleSite.PortManager), default);
        return status.Value!.Sequence;
    }
}
