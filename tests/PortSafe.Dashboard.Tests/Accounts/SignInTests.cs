using System.Net;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed class SignInTests(SampleSite site)
{
    private const string OneAnswer = "This link cannot be used. It works once, for a short time. Ask for a new one.";

    [Fact]
    public async Task Opening_a_link_spends_nothing_and_its_button_signs_in()
    {
        var (client, link) = (site.CreateClient(), await site.IssueLinkAsync(SampleSite.Analyst));
        await client.ReadAsync(link);
        await client.ReadAsync(link);

        using var answer = await client.PostFormAsync(link, []);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("F. Researcher", (await client.ReadAsync("/")).Text(".ps-bar__person"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var link = await site.IssueLinkAsync(SampleSite.Analyst);
        using var first = await site.CreateClient().PostFormAsync(link, []);
        using var second = await site.CreateClient().PostFormAsync(link, []);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal([OneAnswer], (await second.ParseAsync()).Problems());
    }

    [Fact]
    public async Task Of_many_who_press_the_button_at_once_one_is_signed_in()
    {
        var link = await site.IssueLinkAsync(SampleSite.Analyst);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.CreateClient().PostFormAsync(link, [])));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_link_that_never_was_gets_the_answer_of_one_that_was_used(string token)
    {
        using var answer = await site.CreateClient().PostFormAsync(SignInLinks.Path + token, []);

        Assert.Equal([OneAnswer], (await answer.ParseAsync()).Problems());
    }

    [Fact]
    public async Task A_link_that_is_too_old_gets_the_same_answer()
    {
        var link = await site.IssueLinkAsync(SampleSite.JmscAnalyst);
        var person = await site.PersonAsync(SampleSite.JmscAnalyst);
        await site.Database.ExecuteAsync($"UPDATE account_links SET expires_at = '2020-01-01 00:00:00' WHERE upper(person_id) = upper('{person.Id:D}') AND used_at IS NULL");

        using var answer = await site.CreateClient().PostFormAsync(link, []);

        Assert.Equal([OneAnswer], (await answer.ParseAsync()).Problems());
    }

    [Fact]
    public async Task Asking_for_a_link_gets_one_answer_for_every_address()
    {
        using var known = await site.CreateClient().PostFormAsync("/sign-in", [new("email", SampleSite.Editor)]);
        using var unknown = await site.CreateClient().PostFormAsync("/sign-in", [new("email", "nobody@nowhere.example")]);

        Assert.Equal((await known.ParseAsync()).Text("main"), (await unknown.ParseAsync()).Text("main"));
        Assert.Single(await site.Database.RowsAsync("outbox"), row => row.Contains(SampleSite.Editor, StringComparison.Ordinal));
        Assert.DoesNotContain(await site.Database.RowsAsync("outbox"), row => row.Contains("nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_s_mailbox_is_filled_by_asking_again_and_again()
    {
        for (var request = 0; request < SignInRequests.MaxWaiting + 2; request++)
            (await site.CreateClient().PostFormAsync("/sign-in", [new("email", SampleSite.Approver)])).Dispose();

        var mailed = (await site.Database.RowsAsync("outbox")).Count(row => row.Contains(SampleSite.Approver, StringComparison.Ordinal));
        Assert.InRange(mailed, 1, SignInRequests.MaxWaiting);
    }

    [Fact]
    public async Task Something_that_is_no_address_is_explained()
    {
        using var answer = await site.CreateClient().PostFormAsync("/sign-in", [new("email", "me")]);

        var page = await answer.ParseAsync();
        Assert.Equal(["Enter an email address such as name@example.org."], page.Problems());
        Assert.Equal("#email", page.QuerySelector(".govuk-error-summary__list a")!.GetAttribute("href"));
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.PostFormAsync("/", [], "/sign-out");
        using var after = await client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task A_port_manager_starts_at_their_port()
    {
        using var answer = await site.CreateClient().PostFormAsync(await site.IssueLinkAsync(SampleSite.PortManager), []);

        Assert.Equal("/ports/GBFXT", answer.Headers.Location!.OriginalString);
    }
}
