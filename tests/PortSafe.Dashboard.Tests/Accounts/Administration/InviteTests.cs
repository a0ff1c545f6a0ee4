using AngleSharp.Html.Dom;
using PortSafe.Domain.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts.Administration;

[Collection(SiteCollection.Name)]
public sealed class InviteTests(SampleSite site)
{
    private const string Page = "/people/invite";

    [Fact]
    public async Task A_port_manager_is_invited_step_by_step_and_the_ports_names_are_shown_back()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var email = $"lead{Guid.CreateVersion7():N}@port.example";
        List<KeyValuePair<string, string>> who = [new("name", "D. Lead"), new("email", email), new("role", "port-manager"), new("ports", "")];

        var ports = await client.StayAsync(Page, who, $"{Page}?handler=role");
        Assert.Equal("Which ports?", ports.Text("h1"));
        who[3] = new("ports", "gbdvr\nFelixstowe");
        var check = await client.StayAsync(Page, who, $"{Page}?handler=ports");
        Assert.Contains("Dover (GBDVR)", check.Text(".ps-summary"), StringComparison.Ordinal);
        Assert.Contains("Felixstowe (GBFXT)", check.Text(".ps-summary"), StringComparison.Ordinal);
        var sent = await client.FollowAsync(Page, who, $"{Page}?handler=send");

        Assert.Equal("Invitation sent", sent.Text("h1"));
        Assert.Single(await site.Database.RowsAsync("outbox"), row => row.Contains(email, StringComparison.Ordinal) && row.Contains("/invitation/", StringComparison.Ordinal));
        Assert.Equal(["D. Lead"], (await client.ReadAsync($"/people?q={email}&state=invited")).QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_its_field_and_nothing_is_lost()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);

        var page = await client.StayAsync(Page, [new("name", " "), new("email", "not an address")], $"{Page}?handler=role");

        Assert.Equal(["Choose what they do.", "Enter a name of 1 to 100 characters.", "Enter an email address such as name@example.org."], page.Problems().Order(StringComparer.Ordinal));
        Assert.Equal(["#email", "#name", "#role"], page.QuerySelectorAll(".govuk-error-summary__list a").Select(link => link.GetAttribute("href")).Order(StringComparer.Ordinal));
        Assert.Equal("not an address", ((IHtmlInputElement)page.QuerySelector("#email")!).Value);
    }

    [Fact]
    public async Task A_port_that_does_not_exist_is_named()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);

        var page = await client.StayAsync(
            Page, [new("name", "D. Lead"), new("email", "x@port.example"), new("role", "port-manager"), new("ports", "GBFXT, Atlantis")], $"{Page}?handler=ports");

        Assert.Equal(["There is no such port or facility in the register: Atlantis."], page.Problems());
        Assert.Contains("Atlantis", page.QuerySelector("#ports")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_was_revoked_leads_to_the_person_to_restore()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var person = await site.AddPersonAsync(Role.Editor);
        await client.FollowAsync($"/people/{person.Id}/revoke", [new("reason", "Left")]);

        var page = await client.StayAsync(Page, [new("name", "Again"), new("email", person.Email.ToUpperInvariant()), new("role", "editor")], $"{Page}?handler=role");

        Assert.Contains("account taken away", Assert.Single(page.Problems()), StringComparison.Ordinal);
        Assert.Equal($"/people/{person.Id}", page.QuerySelector(".ps-notice a")!.GetAttribute("href"));
    }
}
