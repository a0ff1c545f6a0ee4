using System.Net;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Tests.Ports;

/// <summary>Takes ports through their lives, so it has a site of its own.</summary>
public sealed class PortStatesTests(SampleSite site) : IClassFixture<SampleSite>
{
    private static readonly DateOnly Day = new(2026, 9, 1);

    [Fact]
    public async Task Each_state_says_what_holds_since_when_and_why()
    {
        var (port, path) = await NewPortAsync("GBQQA", "Quay");
        Assert.Contains("has not applied to join PortSafe", await StateAsync(path), StringComparison.Ordinal);

        await DoAsync(port.ApplyAsync(new Apply(Day, ApplicantRole.All[0]), await AdminAsync(), default));
        Assert.Contains("JMSC decides on the application It was made on 1 September 2026.", await StateAsync(path), StringComparison.Ordinal);

        await DoAsync(port.RejectAsync(new Reject(Day.AddDays(1), "Not a port facility."), await AdminAsync(), default));
        Assert.Contains("not accepted on 2 September 2026 Not a port facility.", await StateAsync(path), StringComparison.Ordinal);

        await DoAsync(port.ApplyAsync(new Apply(Day.AddDays(2), ApplicantRole.All[0]), await AdminAsync(), default));
        await DoAsync(port.ApproveAsync(new Approve(Day.AddDays(3)), await AdminAsync(), default));
        Assert.StartsWith("Nothing is recorded yet Start with the first of the next steps", await StateAsync(path), StringComparison.Ordinal);

        await DoAsync(port.SuspendAsync(new SuspendScheme(Day.AddDays(4), "No contact can be reached."), await AdminAsync(), default));
        Assert.Contains("suspended since 5 September 2026 No contact can be reached. You can still record", await StateAsync(path), StringComparison.Ordinal);

        await DoAsync(port.WithdrawAsync(new WithdrawScheme(Day.AddDays(5), "The port left."), await AdminAsync(), default));
        Assert.Contains("withdrawn on 6 September 2026 The port left.", await StateAsync(path), StringComparison.Ordinal);

        await DoAsync(port.CloseAsync(new ClosePort(Day.AddDays(6), "The berth was sold."), await AdminAsync(), default));
        Assert.Contains("left the register on 7 September 2026 The berth was sold.", await StateAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_scheme_has_no_score_but_first_steps_with_their_forms()
    {
        var (port, path) = await NewPortAsync("GBQQB", "Wharf");
        await DoAsync(port.ApplyAsync(new Apply(Day, ApplicantRole.All[0]), await AdminAsync(), default));
        await DoAsync(port.ApproveAsync(new Approve(Day), await AdminAsync(), default));
        using var client = await site.SignInAsync(SampleSite.Admin);
        var page = await client.ReadAsync(path);

        Assert.Equal("No score yet", page.Text(".ps-health__none"));
        Assert.NotEmpty(page.QuerySelectorAll(".ps-step__button"));
        foreach (var link in page.QuerySelectorAll(".ps-step__button"))
            await client.ReadAsync(link.GetAttribute("href")!);
    }

    [Fact]
    public async Task Whoever_manages_one_facility_records_for_it_alone()
    {
        var port = site.Grains.Get<IPortGrain>("GBFXT");
        var (trinity, landguard) = (FacilityNumber.Parse("0001"), FacilityNumber.Parse("0002"));
        await DoAsync(port.AddFacilityAsync(new AddFacility(new DateOnly(2024, 1, 1), trinity, "Trinity Terminal"), await AdminAsync(), default));
        await DoAsync(port.AddFacilityAsync(new AddFacility(new DateOnly(2024, 1, 1), landguard, "Landguard Terminal"), await AdminAsync(), default));
        const string Email = "one.facility@felixstowe.example";
        await AddManagerAsync(new NewPerson("One Facility", Email, Role.PortManager) { Facilities = [new PortFacility(Locode.Parse("GBFXT"), trinity)] });
        using var client = await site.SignInAsync(Email);

        var page = await client.ReadAsync("/ports/GBFXT");
        Assert.Contains("Trinity Terminal", page.Text("#awareness ~ table"), StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("main a"), link => link.GetAttribute("href") is "/ports/GBFXT/contact" or "/ports/quarter-figures/upload");
        var form = await client.ReadAsync("/ports/GBFXT/briefings/new");
        Assert.Equal(["0001"], form.QuerySelectorAll("input[name=facility]").Select(input => input.GetAttribute("value")));

        using (var other = await client.PostFormAsync("/ports/GBFXT/briefings/new", Briefing("0002")))
            Assert.Equal(["Choose the whole port or a facility."], (await other.ParseAsync()).Problems());
        using (var own = await client.PostFormAsync("/ports/GBFXT/briefings/new", Briefing("0001")))
            Assert.Equal(HttpStatusCode.Redirect, own.StatusCode);
        foreach (var path in new[] { "/ports/GBFXT/contact", "/ports/GBFXT/milestones/new", "/ports/quarter-figures/upload" })
        {
            using var refused = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Somebody_with_several_ports_sees_each_one_s_stage_health_and_next_step()
    {
        const string Email = "two.ports@felixstowe.example";
        await AddManagerAsync(new NewPerson("Two Ports", Email, Role.PortManager, Locode.Parse("GBFXT"), Locode.Parse("GBDVR")));
        using var client = await site.SignInAsync(Email);
        var list = await client.ReadAsync("/ports");

        Assert.Equal("My ports", list.Text("h1"));
        Assert.Equal(2, list.QuerySelectorAll("tbody tr").Length);
        foreach (var row in list.QuerySelectorAll("tbody tr"))
        {
            var port = await client.ReadAsync(row.QuerySelector("a")!.GetAttribute("href")!);
            var best = port.QuerySelector(".ps-step__what")?.FirstChild!.TextContent.Trim();
            Assert.StartsWith(best ?? "–", row.QuerySelector("[data-label='Next step']")!.TextContent, StringComparison.Ordinal);
            Assert.StartsWith(port.QuerySelector(".ps-health__value")?.FirstChild!.TextContent ?? "–", row.QuerySelector("[data-label=Health]")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_printed_sheet_has_name_date_health_steps_awareness_milestones_and_the_line()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var sheet = (await client.ReadAsync("/ports/GBFXT/print")).Text(".ps-paper");

        foreach (var expected in new[] { "Felixstowe", "as of", "Registered", "Adoption", "Engagement", "Next steps", "Awareness", "Milestones", "Essential", "0800 141 2927" })
            Assert.Contains(expected, sheet, StringComparison.Ordinal);
    }

    private static KeyValuePair<string, string>[] Briefing(string facility) =>
    [
        new("facility", facility), new("date.Day", "9"), new("date.Month", "9"), new("date.Year", "2026"), new("audience", "other"), new("headcount", "12"),
    ];

    private static async Task DoAsync(Task<Result<PortStatus>> act) => Assert.Null((await act).Error);

    private Task<Actor> AdminAsync() => site.ActorAsync(SampleSite.Admin);

    private async Task<(IPortGrain Port, string Path)> NewPortAsync(string locode, string name)
    {
        var port = site.Grains.Get<IPortGrain>(locode);
        await DoAsync(port.AddAsync(new AddPort(Day.AddDays(-1), name, Region.Parse("Wales"), PortSize.Minor, 51, -3), await AdminAsync(), default));
        return (port, $"/ports/{locode}");
    }

    private async Task<string> StateAsync(string path)
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        return (await client.ReadAsync(path)).Text(".ps-state");
    }

    private async Task AddManagerAsync(NewPerson person)
    {
        var admin = await AdminAsync();
        Assert.Null((await site.InScopeAsync<People, Result<KnownPerson>>(people => people.AddAsync(person, admin, default))).Error);
    }
}
