using System.Net;
using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Tests.Releases;

/// <summary>Changes its quarters, so it has a site of its own.</summary>
public sealed class ReleasePagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task Two_people_take_a_quarter_from_reports_to_a_frozen_release()
    {
        const string Page = "/releases/2026Q1";
        using var first = await site.SignInAsync(SampleSite.Admin);
        using var second = await site.SignInAsync(SampleSite.SecondAdmin);
        Assert.Contains("has not been compiled yet", (await first.ReadAsync(Page)).Text("main"), StringComparison.Ordinal);

        await PressAsync(first, Page, "Compile");
        await PressAsync(first, Page, "Submit");
        Assert.Contains("another JMSC administrator must approve it", (await first.ReadAsync(Page)).Text(".ps-next"), StringComparison.Ordinal);
        Assert.Empty((await first.ReadAsync(Page)).QuerySelectorAll("input[name=hash]"));

        var hash = (await second.ReadAsync(Page)).QuerySelector("input[name=hash]")!.GetAttribute("value")!;
        await PressAsync(second, Page, "Approve", new("hash", hash), new("confirmed", "true"));
        var frozen = await second.ReadAsync(Page);
        Assert.Contains("Frozen", frozen.Text(".ps-summary"), StringComparison.Ordinal);
        Assert.Contains("B. Officer", frozen.Text(".ps-summary"), StringComparison.Ordinal);
        Assert.Empty(frozen.QuerySelectorAll(".ps-next"));
    }

    [Fact]
    public async Task Who_submitted_cannot_approve_even_by_sending_the_form_themselves()
    {
        var quarter = new Quarter(2025, 4);
        var grain = site.Grains.Get<IReleaseGrain>(quarter.ToString());
        var hash = (await grain.CompileAsync(await site.ActorAsync(SampleSite.Admin), default)).Value!.Hash;
        await grain.SubmitAsync(await site.ActorAsync(SampleSite.Admin), default);
        using var client = await site.SignInAsync(SampleSite.Admin);

        using var answer = await client.PostFormAsync($"/releases/{quarter}", [new("hash", hash), new("confirmed", "true")], $"/releases/{quarter}?handler=Approve");

        Assert.Equal(["You submitted this release, so another JMSC administrator must approve it."], (await answer.ParseAsync()).Problems());
        Assert.Equal(ReleaseState.Submitted, (await grain.GetAsync(await site.ActorAsync(SampleSite.Admin), default)).Value!.State);
    }

    [Fact]
    public async Task Approval_asks_for_confirmation_and_for_the_figures_that_were_seen()
    {
        var quarter = new Quarter(2025, 3);
        var grain = site.Grains.Get<IReleaseGrain>(quarter.ToString());
        await grain.CompileAsync(await site.ActorAsync(SampleSite.Admin), default);
        await grain.SubmitAsync(await site.ActorAsync(SampleSite.Admin), default);
        using var client = await site.SignInAsync(SampleSite.SecondAdmin);
        var page = $"/releases/{quarter}";

        using var unconfirmed = await client.PostFormAsync(page, [new("hash", "seen")], $"{page}?handler=Approve");
        using var changed = await client.PostFormAsync(page, [new("hash", "another"), new("confirmed", "true")], $"{page}?handler=Approve");

        Assert.Equal(["Confirm that you have looked through the figures."], (await unconfirmed.ParseAsync()).Problems());
        Assert.Equal(["The release has changed since you looked at it. Look again, then approve."], (await changed.ParseAsync()).Problems());
    }

    [Fact]
    public async Task The_table_of_figures_can_be_filtered_and_paged()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var regions = await client.ReadAsync("/releases/2026Q2?measure=staff-reached&breakdown=region");
        var all = await client.ReadAsync("/releases/2026Q2");

        Assert.Equal(PublicationPlan.Current.Regions.Count, regions.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(Dashboard.Releases.ReleaseModel.PageSize, all.QuerySelectorAll("tbody tr").Length);
        Assert.NotNull(all.QuerySelector("a[rel=next]"));
    }

    [Fact]
    public async Task The_list_has_every_quarter_with_its_state()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var states = (await client.ReadAsync("/releases")).QuerySelectorAll("tbody tr")
            .ToDictionary(row => row.Children[1].TextContent.Trim(), row => row.Children[2].TextContent.Trim(), StringComparer.Ordinal);

        Assert.Equal("Frozen", states["2026Q2"]);
        Assert.Equal("Compiled", states["2026Q3"]);
        Assert.Equal("Not compiled yet", states["2023Q1"]);
    }

    private static async Task PressAsync(HttpClient client, string page, string handler, params KeyValuePair<string, string>[] fields)
    {
        using var answer = await client.PostFormAsync(page, fields, $"{page}?handler={handler}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
