using System.Net;

namespace PortSafe.Dashboard.Tests.Ports.Decisions;

/// <summary>Changes the register, so it has a site of its own.</summary>
public sealed class DecisionPagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task A_scheme_is_suspended_with_a_reason_after_a_look_at_what_will_follow_and_then_reinstated()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        const string Page = "/ports/GBHYM/standing/suspend";
        using var unexplained = await client.PostFormAsync(Page, [new("reason", " ")]);
        Assert.Contains("Enter a reason.", await unexplained.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var check = await client.PostFormAsync(Page, [new("reason", "No contact answers")]);
        Assert.Contains("What will follow", await check.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Suspended", (await client.ReadAsync("/ports?q=GBHYM")).Text("tbody"), StringComparison.Ordinal);

        using var done = await client.PostFormAsync(Page, [new("reason", "No contact answers"), new("checked", "true")]);
        Assert.Contains("Suspended", (await client.ReadAsync("/ports?q=GBHYM")).Text("tbody"), StringComparison.Ordinal);

        using var back = await client.PostFormAsync("/ports/GBHYM/standing/reinstate", [new("reason", "A contact was found"), new("checked", "true")]);
        Assert.DoesNotContain("Suspended", (await client.ReadAsync("/ports?q=GBHYM")).Text("tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_is_added_renamed_and_closed()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var wrong = await client.PostFormAsync("/ports/add", [new("locode", "felix"), new("latitude", "91")]);
        var faults = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("Enter the port’s name.", WebUtility.HtmlDecode(faults), StringComparison.Ordinal);
        Assert.Contains("between -90 and 90", faults, StringComparison.Ordinal);

        using var added = await client.PostFormAsync("/ports/add", Port("gbzzy", "Zeal Quay"));
        Assert.Equal("Zeal Quay", (await client.ReadAsync("/ports/GBZZY")).Text("h1"));
        using var again = await client.PostFormAsync("/ports/add", Port("GBZZY", "Another"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        using var renamed = await client.PostFormAsync("/ports/GBZZY/rename", [new("name", "New Quay")]);
        Assert.Equal("New Quay", (await client.ReadAsync("/ports/GBZZY")).Text("h1"));

        using var closed = await client.PostFormAsync("/ports/GBZZY/standing/close", [new("reason", "Filled in"), new("checked", "true")]);
        Assert.Empty((await client.ReadAsync("/ports?q=GBZZY")).QuerySelectorAll("tbody tr"));
        Assert.Single((await client.ReadAsync("/ports?q=GBZZY&register=closed")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_facility_is_added_renamed_and_closed()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        const string Page = "/ports/GBIMM/facilities";
        using var added = await client.PostFormAsync(Page, [new("facility", "0001"), new("name", "West terminal")]);
        Assert.Contains("GBIMM-0001", (await client.ReadAsync(Page)).Text("tbody"), StringComparison.Ordinal);

        using var renamed = await client.PostFormAsync($"{Page}/0001/rename", [new("name", "Ro-ro terminal")]);
        Assert.Contains("Ro-ro terminal", (await client.ReadAsync(Page)).Text("tbody"), StringComparison.Ordinal);

        using var closed = await client.PostFormAsync($"{Page}/0001/close", [new("reason", "Sold")]);
        Assert.Null((await client.ReadAsync(Page)).QuerySelector("a[href$=close]"));
    }

    [Theory]
    [InlineData("/ports/GBHYM/standing/never", HttpStatusCode.NotFound)]
    [InlineData("/ports/GBIMM/facilities/0999/rename", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_not_found(string path, HttpStatusCode expected)
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
    }

    private static KeyValuePair<string, string>[] Port(string locode, string name) =>
        [new("locode", locode), new("name", name), new("region", "Wales"), new("size", "minor"), new("latitude", "51.6"), new("longitude", "-4.9")];
}
