using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Subscribers;
using PortSafe.Testing;

namespace PortSafe.Dashboard.Tests.Subscribers;

[Collection(SiteCollection.Name)]
public sealed partial class SubscribeTests(SampleSite site)
{
    [Fact]
    public async Task The_answer_is_the_same_to_the_byte_for_an_address_that_is_known_and_one_that_is_not()
    {
        await site.Services.GetRequiredService<SubscriberList>().AddAsync("known@readers.example", SubscriptionBasis.Consent, "test", default);
        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var email in new[] { "known@readers.example", "unknown@readers.example", "known@readers.example", "a.officer@jmsc.example" })
        {
            using var client = site.CreateClient();
            using var answer = await client.PostFormAsync("/subscribe", Form(email));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Set-Cookie")).Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));
            answers.Add($"{headers}\n{Antiforgery().Replace(await answer.Content.ReadAsStringAsync(), "")}");
        }
        Assert.Contains("Check your inbox", Assert.Single(answers), StringComparison.Ordinal);
        Assert.DoesNotContain("readers.example", answers.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scanner_that_opens_every_link_of_the_mail_and_of_the_pages_behind_it_changes_nothing()
    {
        const string Email = "scanned@readers.example";
        using var reader = site.CreateClient();
        (await reader.PostFormAsync("/subscribe", Form(Email))).Dispose();
        var mail = await MailAsync(Email);
        using var scanner = site.CreateClient();
        await ScanAsync(scanner, mail);
        await using (var db = site.Database.CreateContext())
            Assert.Equal(0, await db.Subscribers.CountAsync(row => row.Email == Email));

        var page = await reader.ReadAsync(Link().Match(mail).Value);
        Assert.Equal("Confirm your subscription", page.Text("h1"));
        using var done = await reader.PostFormAsync(Link().Match(mail).Value, []);
        Assert.Equal("You are subscribed", (await done.ParseAsync()).Text("h1"));

        var before = await StateAsync();
        var token = await TokenAsync(Email);
        await ScanAsync(scanner, mail);
        foreach (var path in new[] { $"/preferences/{token}", $"/unsubscribe/{token}" })
            await ScanAsync(scanner, path);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Every_page_of_the_way_refuses_what_is_missing_and_says_so()
    {
        using var client = site.CreateClient();
        using var empty = await client.PostFormAsync("/subscribe", [new("email", "nobody")]);
        Assert.Equal(["Enter an email address such as name@example.org.", "Choose what you want to receive."], (await empty.ParseAsync()).Problems());
        Assert.Equal("This link does not work any more", (await client.ReadAsync($"/subscribe/{new string('a', 43)}")).Text("h1"));
        using var late = await client.PostFormAsync("/subscribe", [], "/subscribe/short");
        Assert.Equal("This link does not work any more", (await late.ParseAsync()).Text("h1"));
        using var strange = await client.GetAsync(new Uri($"/preferences/{new string('a', 43)}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
    }

    [Fact]
    public async Task Preferences_are_chosen_and_everything_is_ended_on_one_page()
    {
        const string Email = "choosy.reader@readers.example";
        await site.Services.GetRequiredService<SubscriberList>().AddAsync(Email, SubscriptionBasis.Consent, "test", default);
        var path = $"/preferences/{await TokenAsync(Email)}";
        using var client = site.CreateClient();
        var page = await client.ReadAsync(path);
        Assert.DoesNotContain(Email, page.Text("body"), StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll("input[name=topics][checked]").Length);

        using (var chosen = await client.PostFormAsync(path, [new("topics", "alerts")]))
            Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        page = await client.ReadAsync(path);
        Assert.Equal(("Your choice is saved.", "alerts"), (page.Text(".ps-done"), page.QuerySelector("input[name=topics][checked]")!.GetAttribute("value")));

        using (var ended = await client.PostFormAsync(path, [], $"{path}?handler=Nothing"))
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal("You are unsubscribed", (await client.ReadAsync(path)).Text("h1"));
    }

    /// <summary>Opens every address of this site in a text, and every link of the pages found, as a scanner of mail does.</summary>
    private static async Task ScanAsync(HttpClient scanner, string text)
    {
        var paths = text.StartsWith('/') ? [text] : Address().Matches(text).Select(match => new Uri(match.Value).PathAndQuery).ToList();
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            using var answer = await scanner.GetAsync(new Uri(path, UriKind.Relative));
            foreach (var link in (await answer.ParseAsync()).QuerySelectorAll("main a[href^='/']").Select(link => link.GetAttribute("href")!))
                (await scanner.GetAsync(new Uri(link, UriKind.Relative))).Dispose();
            using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
            (await scanner.SendAsync(head)).Dispose();
        }
    }

    private static KeyValuePair<string, string>[] Form(string email) => [new("email", email), new("topics", "quarterly"), new("topics", "alerts")];

    private async Task<string> StateAsync()
    {
        var rows = new List<string>();
        foreach (var table in new[] { "subscribers", "subscriber_topics", "subscription_requests", "suppressions" })
            rows.AddRange((await site.Database.RowsAsync(table)).Order(StringComparer.Ordinal));
        return string.Join('\n', rows);
    }

    private async Task<string> MailAsync(string email)
    {
        string? mail = null;
        await Until.TrueAsync(async () => (mail = (await site.Database.RowsAsync("outbox")).FirstOrDefault(row => row.Contains(email, StringComparison.Ordinal) && Link().IsMatch(row))) is not null, "the mail to confirm");
        return mail!;
    }

    private async Task<string> TokenAsync(string email)
    {
        await using var db = site.Database.CreateContext();
        return (await db.Subscribers.AsNoTracking().SingleAsync(row => row.Email == email)).Token;
    }

    [GeneratedRegex("/subscribe/[A-Za-z0-9_-]{43}", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("https?://[^\\s)\"<>]+", RegexOptions.None, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("<input[^>]*__RequestVerificationToken[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Antiforgery();
}
