using System.Net;
using PortSafe.Dashboard.Tests.Accounts;

namespace PortSafe.Dashboard.Tests.Schemes;

public sealed class JoinFormTests(JoinSite site) : IClassFixture<JoinSite>
{
    [Fact]
    public async Task Each_question_says_what_is_wrong_at_its_field_and_keeps_what_was_typed()
    {
        using var client = site.CreateClient();
        Assert.Equal(["Select in what role you apply."], (await client.StayAsync("/join/role", [])).Problems());
        await client.FollowAsync("/join/role", [new("role", "registered-business")]);
        Assert.Equal(["Enter a company number of 8 characters, such as 01234567 or SC123456."], (await client.StayAsync("/join/company-number", [new("company-number", "XX12")])).Problems());
        await client.FollowAsync("/join/company-number", [new("company-number", "1234567")]);
        var you = await client.StayAsync("/join/you", [new("name", ""), new("email", "pat@"), new("telephone", "call me")]);
        Assert.Equal(3, you.Problems().Count);
        Assert.Equal("pat@", you.QuerySelector("#email")!.GetAttribute("value"));
        Assert.StartsWith("Error: ", you.Title, StringComparison.Ordinal);
        await client.FollowAsync("/join/you", [new("name", "Pat"), new("email", "pat@harbour.example"), new("telephone", "")]);
        Assert.Equal(["Search for your port."], (await client.StayAsync("/join/you", [], "/join/port")).Problems());
        Assert.Equal(["Enter the name or the LOCODE of your port."], (await client.ReadAsync("/join/port?q=")).Problems());
        Assert.Equal(["Select your port, or that it is not listed."], (await client.StayAsync("/join/port?q=dov", [new("q", "dov"), new("port", "GBZZZ")], "/join/port")).Problems());
        Assert.Equal(["Enter the name of your port or port facility."], (await client.StayAsync("/join/port-name", [new("port-name", " ")])).Problems());
        await client.FollowAsync("/join/port-name", [new("port-name", "Example Wharf")]);
        Assert.Single((await client.StayAsync("/join/evidence", [new("evidence", new string('a', 501))])).Problems());
        await client.FollowAsync("/join/evidence", [new("evidence", "Ask us.")]);
        Assert.Equal(["Confirm that what you have answered is true."], (await client.StayAsync("/join/declaration", [])).Problems());
        Assert.Equal(["Enter an email address, such as name@example.org."], (await client.StayAsync("/join/save", [new("email", "pat")])).Problems());
    }

    [Fact]
    public async Task Nobody_gets_past_a_question_that_is_not_answered()
    {
        using var client = site.CreateClient();
        await client.FollowAsync("/join/role", [new("role", "port-security-manager")]);

        foreach (var path in new[] { "/join/check", "/join/declaration", "/join/sent", "/join/application", "/join/withdraw", "/join/company-number" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((HttpStatusCode.Redirect, "/join/you"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
        using var sent = await client.PostFormAsync("/join/you", [new("declared", "yes")], "/join/declaration");
        Assert.Equal("/join/you", sent.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData(null, "/join")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "/join?ended=true")]
    public async Task Without_the_session_of_an_application_nothing_of_it_is_shown(string? token, string expected)
    {
        await site.ApplyAsync($"other{token?.Length}@harbour.example", "GBLAN");
        var cookies = new CookieContainer();
        if (token is not null)
            cookies.Add(site.Address, new Cookie("portsafe-join", token));
        using var client = site.CreateClient(cookies);

        foreach (var path in new[] { "/join/you", "/join/port", "/join/port-name", "/join/evidence", "/join/check", "/join/declaration", "/join/save", "/join/application", "/join/withdraw" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((HttpStatusCode.Redirect, expected), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
    }

    [Fact]
    public async Task Sent_twice_it_is_sent_once_and_the_browser_that_sent_it_learns_no_more()
    {
        const string Email = "twice@harbour.example";
        using var client = await site.AnswerAsync(Email, "GBFLE");
        var form = await client.GetStringAsync(new Uri("/join/declaration", UriKind.Relative));
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.SendFormAsync("/join/declaration", SiteClient.TokenIn(form), [new("declared", "yes")])));

        Assert.All(answers, answer => Assert.Equal("/join/sent", answer.Headers.Location?.OriginalString));
        Assert.Single(await site.LettersAsync(Email));
        foreach (var path in new[] { "/join/application", "/join/withdraw", "/join/check" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal("/join/sent", answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task An_address_that_applied_before_sees_the_same_pages_and_is_told_by_mail()
    {
        const string Email = "before@harbour.example";
        var first = await site.ApplyAsync(Email, "GBIRL");

        var second = await site.ApplyAsync(Email.ToUpperInvariant(), "GBIRL");

        Assert.NotEqual(first, second);
        var letter = await site.LastLetterAsync(Email);
        Assert.Contains(first, letter, StringComparison.Ordinal);
        using var officer = await site.SignInAsync(EmptySite.Admin);
        var queue = (await officer.ReadAsync("/applications")).QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal((true, false), (queue.Contains(first), queue.Contains(second)));
    }

    [Fact]
    public async Task Whoever_saves_comes_back_by_the_link_in_another_browser_and_can_withdraw()
    {
        const string Email = "later@harbour.example";
        using var client = await site.AnswerAsync(Email, "GBLAN");
        Assert.Equal("Check your email", (await client.StayAsync("/join/save", [new("email", Email)])).Text("h1"));

        using var elsewhere = site.CreateClient();
        var check = await elsewhere.FollowAsync(JoinSite.LinkIn(await site.LastLetterAsync(Email), "/join/continue/"), []);
        Assert.Equal("Check your answers", check.Text("h1"));
        Assert.Equal("/join?ended=true", (await client.GetAsync(new Uri("/join/check", UriKind.Relative))).Headers.Location?.OriginalString);
        await elsewhere.FollowAsync("/join/declaration", [new("declared", "yes")]);

        using var third = site.CreateClient();
        await third.FollowAsync(JoinSite.LinkIn(await site.LastLetterAsync(Email), "/join/continue/"), []);
        var withdrawn = await third.FollowAsync("/join/withdraw", []);
        Assert.Equal("You have withdrawn the application", withdrawn.Text("h1"));
    }

    [Fact]
    public async Task The_session_is_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        using var client = site.CreateClient();
        using var answer = await client.PostFormAsync("/join/role", [new("role", "port-security-manager")]);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("portsafe-join=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
    }
}
