using System.Net;
using AngleSharp.Html.Dom;
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
        using var reader = await site.SignInAsync(SampleSite.Analyst);
        Assert.Contains("has not been compiled yet", (await first.ReadAsync(Page)).Text("main"), StringComparison.Ordinal);

        await first.PressAsync(Page, "Compile");
        Assert.Equal("Next: audit it", (await first.ReadAsync(Page)).Text("#next"));
        await first.PressAsync(Page, "Audit");
        await first.PressAsync(Page, "Submit");
        Assert.Contains("another JMSC administrator must approve it", (await first.ReadAsync(Page)).Text(".ps-next"), StringComparison.Ordinal);
        Assert.Empty((await first.ReadAsync(Page)).QuerySelectorAll("input[name=hash]"));
        await second.PressAsync(Page, "Approve", confirmed: true);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(reader, Page));

        await second.PressAsync(Page, "Freeze", confirmed: true);
        var frozen = await second.ReadAsync(Page);
        Assert.Equal("Frozen", frozen.Text("[aria-current=step] .ps-path__stage"));
        Assert.Contains("by B. Officer", frozen.Text(".ps-path"), StringComparison.Ordinal);
        Assert.Empty(frozen.QuerySelectorAll(".ps-next"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(reader, Page));
    }

    [Fact]
    public async Task Who_submitted_cannot_approve_even_by_sending_the_form_themselves()
    {
        var quarter = new Quarter(2025, 4);
        var hash = await SubmittedAsync(quarter);
        using var client = await site.SignInAsync(SampleSite.Admin);

        using var answer = await client.PostFormAsync($"/releases/{quarter}", [new("hash", hash), new("confirmed", "true")], $"/releases/{quarter}?handler=Approve");

        Assert.Equal(["You submitted this release, so another JMSC administrator must approve it."], (await answer.ParseAsync()).Problems());
        Assert.Equal(ReleaseState.Submitted, (await Grain(quarter).GetAsync(await site.ActorAsync(SampleSite.Admin), default)).Value!.State);
    }

    [Fact]
    public async Task Approval_asks_for_confirmation_and_for_the_figures_that_were_seen()
    {
        var quarter = new Quarter(2025, 3);
        await SubmittedAsync(quarter);
        using var client = await site.SignInAsync(SampleSite.SecondAdmin);
        var page = $"/releases/{quarter}";

        using var unconfirmed = await client.PostFormAsync(page, [new("hash", "seen")], $"{page}?handler=Approve");
        using var changed = await client.PostFormAsync(page, [new("hash", "another"), new("confirmed", "true")], $"{page}?handler=Approve");

        var answer = await unconfirmed.ParseAsync();
        Assert.Equal(["Confirm that you have looked through the figures."], answer.Problems());
        Assert.NotNull(answer.QuerySelector("#confirmed[aria-describedby=confirmed-error]"));
        Assert.Equal(["The release has changed since you looked at it. Look again, then repeat what you did."], (await changed.ParseAsync()).Problems());
    }

    [Fact]
    public async Task It_says_what_is_published_to_whom_what_the_audit_found_and_what_changed()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var page = await client.ReadAsync($"/releases/{SampleSite.Frozen}");

        var tables = Rows(page, "published");
        Assert.Equal(["Reports, whole country", "Reports by kind, whole country", "Reports by region", "Reports of single ports", "Schemes, staff and surveys"], tables.Select(row => row[0]));
        Assert.Equal("each port’s own managers", tables[3][1]);
        var scenarios = Rows(page, "audit");
        Assert.Equal(4, scenarios.Count);
        Assert.All(scenarios, row => Assert.Contains(row[^1], new[] { "nothing worked out", "nobody to attack as" }));
        Assert.Contains("The quarter before is not frozen", (await client.ReadAsync("/releases/2025Q2")).Text("section[aria-labelledby=changes]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abandoned_release_says_why_and_can_be_compiled_afresh()
    {
        const string Page = "/releases/2024Q4";
        using var client = await site.SignInAsync(SampleSite.Admin);
        await client.PressAsync(Page, "Compile");

        using var empty = await client.PostFormAsync($"{Page}/abandon", [new("note", " ")]);
        Assert.Equal(["Say why, for your colleagues in JMSC."], (await empty.ParseAsync()).Problems());
        using var abandoned = await client.PostFormAsync($"{Page}/abandon", [new("note", "Compiled too early")]);
        Assert.Equal(HttpStatusCode.Redirect, abandoned.StatusCode);

        Assert.Contains("Why: Compiled too early", (await client.ReadAsync(Page)).Text(".ps-next"), StringComparison.Ordinal);
        await client.PressAsync(Page, "Compile");
        Assert.Equal("Next: audit it", (await client.ReadAsync(Page)).Text("#next"));
    }

    [Fact]
    public async Task The_table_of_figures_can_be_filtered_and_paged()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var regions = await client.ReadAsync("/releases/2026Q2?measure=staff-reached&breakdown=region");
        var all = await client.ReadAsync("/releases/2026Q2");

        Assert.Equal(PublicationPlan.Current.Regions.Count, Rows(regions, "figures").Count);
        Assert.Equal(Dashboard.Releases.ReleaseModel.PageSize, Rows(all, "figures").Count);
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

    [Fact]
    public async Task Readers_see_the_figures_that_are_for_them_and_none_of_the_work()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var page = await client.ReadAsync($"/releases/{SampleSite.Frozen}?breakdown=port");

        Assert.Equal("Felixstowe (GBFXT)", Assert.Single(Rows(page, "figures"))[1]);
        Assert.Empty(page.QuerySelectorAll("form[method=post]:not([action='/sign-out'])"));
        Assert.DoesNotContain("Officer", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain((await Grain(SampleSite.Frozen).GetAsync(await site.ActorAsync(SampleSite.Admin), default)).Value!.Hash, page.Source.Text, StringComparison.Ordinal);
    }

    private static List<List<string>> Rows(IHtmlDocument page, string section) =>
    [
        .. page.QuerySelectorAll($"section[aria-labelledby={section}] tbody tr")
            .Select(row => row.Children.Select(cell => string.Join(' ', (cell.QuerySelector("strong") ?? cell).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList()),
    ];

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string page)
    {
        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
        return answer.StatusCode;
    }

    private IReleaseGrain Grain(Quarter quarter) => site.Grains.Get<IReleaseGrain>(quarter.ToString());

    private async Task<string> SubmittedAsync(Quarter quarter)
    {
        var (grain, admin) = (Grain(quarter), await site.ActorAsync(SampleSite.Admin));
        Assert.Null((await grain.CompileAsync(admin, default)).Error);
        Assert.Null((await grain.AuditAsync(admin, default)).Error);
        return (await grain.SubmitAsync(admin, default)).Value!.Hash;
    }
}
