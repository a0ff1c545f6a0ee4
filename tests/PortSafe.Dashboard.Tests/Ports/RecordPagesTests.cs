using System.Net;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Tests.Ports;

/// <summary>Records things, so it has a site of its own.</summary>
public sealed class RecordPagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Port = "/ports/GBFXT";
    private const string History = "/ports/GBFXT/history?kind=all";

    [Fact]
    public async Task A_manager_records_a_briefing_and_sees_it_in_the_history_as_theirs()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.PostFormAsync($"{Port}/briefings/new", [.. On("2", "9", "2026"), new("audience", "other"), new("headcount", "1,038")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("Briefing of 1,038 recorded.", (await client.ReadAsync(Port)).Text(".ps-done"));
        Assert.Empty((await client.ReadAsync(Port)).QuerySelectorAll(".ps-done"));
        Assert.Contains("2 September 2026 Briefing of 1,038 staff without designated security duties", (await client.ReadAsync(History)).Text(".ps-timeline"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_milestone_is_recorded_with_what_shows_it()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.PostFormAsync($"{Port}/milestones/new", [.. On("1", "9", "2026"), new("milestone", "drill"), new("note", "With the harbour police.")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Hold a drill: done. With the harbour police.", (await client.ReadAsync(History)).Text(".ps-timeline"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quarter_s_figures_are_recorded_and_can_be_corrected()
    {
        const string Quarter = $"{Port}/quarter-figures/new?quarter=2026Q2";
        using var client = await site.SignInAsync(SampleSite.PortManager);
        foreach (var briefed in new[] { "40", "60" })
        {
            using var check = await client.PostFormAsync(Quarter, Figures("2026Q2", briefed));
            var seen = (await check.ParseAsync()).QuerySelector("input[name=seen]")!.GetAttribute("value")!;
            using var answer = await client.PostFormAsync(Quarter, [.. Figures("2026Q2", briefed), new("seen", seen), new("step", "record")]);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
        using var stale = await client.PostFormAsync(Quarter, [.. Figures("2026Q2", "70"), new("seen", ""), new("step", "record")]);
        Assert.Contains("Somebody else has changed these figures meanwhile", (await stale.ParseAsync()).Text(".govuk-error-summary"), StringComparison.Ordinal);

        var status = (await site.Grains.Get<IPortGrain>("GBFXT").GetStatusAsync(null, await site.ActorAsync(SampleSite.PortManager), default)).Value!;
        Assert.Equal(60, status.Quarters.Single(item => item.Quarter.ToString() == "2026Q2").Figures.BriefedOther);
    }

    [Fact]
    public async Task The_form_shows_the_figures_that_stand_and_what_others_would_replace()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        const string Quarter = $"{Port}/quarter-figures/new?quarter=2025Q4";
        var before = (await client.ReadAsync(Quarter)).QuerySelector("#headcount")!.GetAttribute("value")!;
        Assert.Matches("^[0-9]+$", before);

        using var answer = await client.PostFormAsync(Quarter, Figures("2025Q4", "41"));

        var check = await answer.ParseAsync();
        Assert.Equal("Check the figures", check.Text("h1"));
        Assert.Equal(before, check.QuerySelectorAll("tbody td")[0].TextContent.Trim());
        Assert.Equal("600", check.QuerySelectorAll("tbody td")[1].TextContent.Trim());
        Assert.Contains("What changes is in bold.", check.Text("main"), StringComparison.Ordinal);
        Assert.Equal("41", check.QuerySelector("input[name=briefed_other]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_same_briefing_again_is_asked_about_and_recorded_when_it_is_another()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        KeyValuePair<string, string>[] briefing = [.. On("5", "9", "2026"), new("audience", "other"), new("headcount", "29")];
        using (var first = await client.PostFormAsync($"{Port}/briefings/new", briefing))
            Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using (var second = await client.PostFormAsync($"{Port}/briefings/new", briefing))
        {
            var page = await second.ParseAsync();
            Assert.Equal(["A briefing like this is recorded for that day. Say whether this is another one."], page.Problems());
            Assert.NotNull(page.QuerySelector("#another"));
            Assert.Equal("29", page.QuerySelector("#headcount")!.GetAttribute("value"));
        }
        using var another = await client.PostFormAsync($"{Port}/briefings/new", [.. briefing, new("another", "true")]);
        Assert.Equal(HttpStatusCode.Redirect, another.StatusCode);
    }

    [Fact]
    public async Task A_milestone_says_where_its_evidence_is_kept()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        KeyValuePair<string, string>[] milestone = [.. On("1", "9", "2026"), new("milestone", "pulse-survey")];
        using (var wrong = await client.PostFormAsync($"{Port}/milestones/new", [.. milestone, new("reference", "in the drawer")]))
            Assert.StartsWith("Enter a reference of at most 60 letters", Assert.Single((await wrong.ParseAsync()).Problems()), StringComparison.Ordinal);
        using (var right = await client.PostFormAsync($"{Port}/milestones/new", [.. milestone, new("reference", "SEC-2026/014")]))
            Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);

        Assert.Contains("Run a pulse survey: done (evidence: SEC-2026/014)", (await client.ReadAsync(History)).Text(".ps-timeline"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_is_listed_at_its_head_and_leads_to_each_field()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.PostFormAsync($"{Port}/briefings/new", [.. On("31", "2", "2026"), new("headcount", "many")]);

        var page = await answer.ParseAsync();
        Assert.Equal(
            ["Enter a real date, such as 9 10 2026.", "Choose who the briefing was for.", "Enter how many attended as a whole number, such as 38."], page.Problems());
        Assert.All(page.QuerySelectorAll(".govuk-error-summary__list a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal("31", page.QuerySelector("#date")!.GetAttribute("value"));
        Assert.Equal("many", page.QuerySelector("#headcount")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("1", "1", "2090", "Enter a date that is today or earlier.")]
    [InlineData("1", "1", "1990", "Enter a date from 1 January 2015 on.")]
    public async Task A_rule_of_the_domain_is_shown_at_its_field(string day, string month, string year, string problem)
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        using var answer = await client.PostFormAsync($"{Port}/briefings/new", [.. On(day, month, year), new("audience", "other"), new("headcount", "5")]);

        Assert.Equal([problem], (await answer.ParseAsync()).Problems());
    }

    [Fact]
    public async Task Every_figure_that_breaks_a_rule_is_named_at_once()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var figures = Figures("2026Q2", "9999").Select(field => field.Key == "know_line" ? new KeyValuePair<string, string>("know_line", "7") : field);
        using var answer = await client.PostFormAsync($"{Port}/quarter-figures/new?quarter=2026Q2", figures);

        Assert.Equal(2, (await answer.ParseAsync()).Problems().Count);
    }

    [Fact]
    public async Task Jmsc_reads_who_recorded_what_by_name()
    {
        var port = site.Grains.Get<IPortGrain>("GBFXT");
        await port.VerifyContactAsync(new VerifyContact(new DateOnly(2026, 9, 3)), await site.ActorAsync(SampleSite.PortManager), default);
        using var client = await site.SignInAsync(SampleSite.Admin);

        Assert.Contains("by S. Lead", (await client.ReadAsync(History)).Text(".ps-timeline"), StringComparison.Ordinal);
    }

    private static KeyValuePair<string, string>[] On(string day, string month, string year) => [new("date.Day", day), new("date.Month", month), new("date.Year", year)];

    private static KeyValuePair<string, string>[] Figures(string quarter, string briefed) =>
    [
        new("quarter", quarter), new("headcount", "600"), new("briefed_security", "5"), new("briefed_other", briefed), new("act_completions", "0"),
        new("survey_responses", "0"), new("know_line", "0"), new("believe_anonymous", "0"), new("confident_to_report", "0"),
    ];
}
