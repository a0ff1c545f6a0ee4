using System.Net;

namespace PortSafe.Dashboard.Tests.Toolkit;

/// <summary>Changes the contact entries, so it has a site of its own.</summary>
public sealed class ContactPagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task An_entry_is_added_listed_relabelled_and_removed()
    {
        using var admin = await site.SignInAsync(SampleSite.Admin);
        var list = await admin.ReadAsync("/contacts");
        Assert.Equal(3, list.QuerySelectorAll("tbody tr").Length);
        Assert.Empty(list.QuerySelectorAll("tbody a"));

        await PressAsync(admin, "/contacts/add", new("kind", "telephone"), new("value", "(020) 7946 0000"), new("label", "Police Desk"));
        list = await admin.ReadAsync("/contacts");
        Assert.Contains("020 7946 0000 is a contact entry now.", list.Text("main"), StringComparison.Ordinal);
        var links = list.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")!).ToList();

        await PressAsync(admin, links[0], new KeyValuePair<string, string>("label", "JMSC Police Desk"));
        Assert.Contains("JMSC Police Desk", (await admin.ReadAsync("/contacts")).Text("tbody"), StringComparison.Ordinal);
        await PressAsync(admin, links[1]);
        Assert.Equal(3, (await admin.ReadAsync("/contacts")).QuerySelectorAll("tbody tr").Length);
        using var gone = await admin.GetAsync(new Uri(links[1], UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_each_field()
    {
        using var admin = await site.SignInAsync(SampleSite.Admin);
        using var empty = await admin.PostFormAsync("/contacts/add", []);
        Assert.Equal(["Choose what it is.", "Say whose it is."], (await empty.ParseAsync()).Problems());
        using var wrong = await admin.PostFormAsync("/contacts/add", [new("kind", "email"), new("value", "nobody"), new("label", "Desk")]);
        Assert.StartsWith("Enter an email address", Assert.Single((await wrong.ParseAsync()).Problems()), StringComparison.Ordinal);
    }

    private static async Task PressAsync(HttpClient client, string path, params KeyValuePair<string, string>[] fields)
    {
        using var answer = await client.PostFormAsync(path, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, string.Join("; ", (await answer.ParseAsync()).Problems()));
    }
}
