using System.Net;

namespace PortSafe.Dashboard.Tests.Ports;

/// <summary>Checks contacts, so it has a site of its own.</summary>
public sealed class ContactTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Contact = "/ports/GBFXT/contact";

    [Fact]
    public async Task One_button_says_that_the_details_are_right()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var before = await client.ReadAsync(Contact);
        Assert.Contains("S. Lead", before.Text(".ps-summary"), StringComparison.Ordinal);
        Assert.Contains(SampleSite.PortManager, before.Text(".ps-summary"), StringComparison.Ordinal);
        Assert.Single(before.QuerySelectorAll("main button"));

        using var done = await client.PostFormAsync(Contact, []);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("Contact details checked. Thank you.", (await client.ReadAsync("/ports/GBFXT")).Text(".ps-done"));
        Assert.Empty((await client.ReadAsync(Contact)).QuerySelectorAll("main button"));
    }
}
