using System.Net;
using PortSafe.Testing.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed class SetUpTests(SampleSite site)
{
    [Fact]
    public async Task Whoever_accepts_an_invitation_sets_up_a_password_and_an_app_and_is_signed_in()
    {
        var newcomer = await Newcomer.SetUpAsync(site);

        Assert.Equal(10, newcomer.RecoveryCodes.Distinct().Count());
        Assert.All(newcomer.RecoveryCodes, code => Assert.Matches("^[A-Z0-9]{5}-[A-Z0-9]{5}$", code));
        Assert.Contains("T. Newcomer", (await newcomer.Browser.ReadAsync("/")).Text(".ps-bar__person"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_sign_in_with_cannot_be_read_in_the_database()
    {
        var newcomer = await Newcomer.SetUpAsync(site);
        var kept = string.Join('\n', (await site.Database.RowsAsync("person_tokens")).Concat(await site.Database.RowsAsync("people")));

        Assert.DoesNotContain(newcomer.Key.Replace(" ", "", StringComparison.Ordinal), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(newcomer.RecoveryCodes[0], kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Newcomer.Password, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_an_invitation_spends_nothing_and_says_who_is_invited_to_what()
    {
        var person = await Newcomer.AddAsync(site);
        var (browser, invitation) = (site.CreateClient(), await Newcomer.InviteAsync(site, person));
        await browser.ReadAsync(invitation);

        var text = (await browser.ReadAsync(invitation)).Text("main");

        Assert.Contains($"invites T. Newcomer, {person.Email}, to PortSafe as an editor", text, StringComparison.Ordinal);
        await Newcomer.LeadsToAsync("/set-up", browser.PostFormAsync(invitation, []));
    }

    [Fact]
    public async Task Of_many_who_accept_an_invitation_at_once_one_gets_further()
    {
        var invitation = await Newcomer.InviteAsync(site, await Newcomer.AddAsync(site));

        var browsers = Enumerable.Range(0, 8).Select(_ => site.CreateClient()).ToList();
        var pages = await Task.WhenAll(browsers.Select(browser => browser.GetStringAsync(new Uri(invitation, UriKind.Relative))));

        var answers = await Task.WhenAll(browsers.Zip(pages, (browser, page) => browser.SendFormAsync(invitation, SiteClient.TokenIn(page), [])));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(7, await CountAsync(answers, "This invitation cannot be used"));
    }

    [Fact]
    public async Task An_invitation_alone_signs_nobody_in()
    {
        var (browser, invitation) = (site.CreateClient(), await Newcomer.InviteAsync(site, await Newcomer.AddAsync(site)));
        await Newcomer.LeadsToAsync("/set-up", browser.PostFormAsync(invitation, []));

        using var answer = await browser.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_new_invitation_replaces_every_way_in_and_ends_every_session()
    {
        var newcomer = await Newcomer.SetUpAsync(site);
        var again = await Newcomer.SetUpAsync(newcomer.Person, site.CreateClient(), await Newcomer.InviteAsync(site, newcomer.Person));

        using var old = await newcomer.Browser.GetAsync(new Uri("/", UriKind.Relative));
        using var code = await (again with { Key = newcomer.Key }).SignInAsync(site.CreateClient(), 0);

        Assert.Equal(HttpStatusCode.Redirect, old.StatusCode);
        Assert.Equal(HttpStatusCode.OK, code.StatusCode);
        await Newcomer.LeadsToAsync("/", again.SignInAsync(site.CreateClient(), 1));
    }

    [Theory]
    [InlineData("", "Enter a password.")]
    [InlineData("elevenchars", "Your password must have 12 characters or more. Three or four random words are easy to remember.")]
    [InlineData("aaaaaaaaaaaaaaaa", "This password is one of the first that others would try. Choose one that is harder to guess, such as three or four random words.")]
    [InlineData("Password12345678", "This password is one of the first that others would try. Choose one that is harder to guess, such as three or four random words.")]
    [InlineData("my PortSafe password", "Your password must not hold your name, your email address or the word PortSafe.")]
    [InlineData("Newcomer at the quay", "Your password must not hold your name, your email address or the word PortSafe.")]
    public async Task A_password_that_others_would_guess_is_refused_and_never_sent_back(string password, string problem)
    {
        var (browser, invitation) = (site.CreateClient(), await Newcomer.InviteAsync(site, await Newcomer.AddAsync(site)));
        await Newcomer.LeadsToAsync("/set-up", browser.PostFormAsync(invitation, []));

        using var answer = await browser.PostFormAsync("/set-up/password", [new("password", password)]);

        var page = await answer.ParseAsync();
        Assert.Equal([problem], page.Problems());
        Assert.Null(page.QuerySelector("#password")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_wrong_code_leaves_the_app_to_be_tried_again_with_the_same_key()
    {
        var (browser, invitation) = (site.CreateClient(), await Newcomer.InviteAsync(site, await Newcomer.AddAsync(site)));
        await Newcomer.LeadsToAsync("/set-up", browser.PostFormAsync(invitation, []));
        var key = await Newcomer.ChoosePasswordAsync(browser);

        using var wrong = await browser.PostFormAsync("/set-up/authenticator", [new("code", Totp.Code(key, 40))]);

        Assert.Equal(key, (await wrong.ParseAsync()).Text(".ps-key"));
        await Newcomer.LeadsToAsync("/set-up/recovery-codes", browser.PostFormAsync("/set-up/authenticator", [new("code", Totp.Code(key))]));
    }

    [Theory]
    [InlineData("/set-up")]
    [InlineData("/set-up/passkey")]
    [InlineData("/set-up/password")]
    [InlineData("/set-up/authenticator")]
    public async Task Nobody_sets_up_a_way_in_without_an_invitation_or_a_sign_in(string path)
    {
        await Newcomer.LeadsToAsync("/sign-in", site.CreateClient().GetAsync(new Uri(path, UriKind.Relative)));
    }

    [Fact]
    public async Task Changing_how_one_signs_in_needs_a_sign_in_less_than_ten_minutes_old()
    {
        var newcomer = await Newcomer.SetUpAsync(site);
        await newcomer.Browser.ReadAsync("/set-up/password");
        await site.Database.ExecuteAsync($"UPDATE sessions SET created_at = '{TimeProvider.System.GetUtcNow().AddMinutes(-11):yyyy-MM-dd HH:mm:ss}' WHERE upper(person_id) = upper('{newcomer.Person.Id:D}')");
        site.Forget(newcomer.Person);

        await Newcomer.LeadsToAsync("/sign-in?from=%2Fset-up%2Fpassword", newcomer.Browser.GetAsync(new Uri("/set-up/password", UriKind.Relative)));
        await Newcomer.LeadsToAsync("/sign-in?from=%2Fset-up%2Frecovery-codes", newcomer.Browser.GetAsync(new Uri("/set-up/recovery-codes", UriKind.Relative)));
        Assert.Equal("Sign in again", (await newcomer.Browser.ReadAsync("/sign-in?from=%2Fset-up%2Fpassword")).Text("h1"));
    }

    [Fact]
    public async Task A_changed_password_counts_at_once_and_signs_other_browsers_out()
    {
        var (newcomer, other) = (await Newcomer.SetUpAsync(site), site.CreateClient());
        (await newcomer.SignInAsync(other, 1)).Dispose();

        await Newcomer.LeadsToAsync("/account", newcomer.Browser.PostFormAsync("/set-up/password", [new("password", "seven grey gulls at noon")]));

        using var elsewhere = await other.GetAsync(new Uri("/", UriKind.Relative));
        using var before = await newcomer.PasswordAsync(site.CreateClient());
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await newcomer.Browser.ReadAsync("/");
        await Newcomer.LeadsToAsync("/sign-in/code", newcomer.PasswordAsync(site.CreateClient(), "seven grey gulls at noon"));
        Assert.Contains(await site.Database.RowsAsync("outbox"), row => row.Contains(newcomer.Email, StringComparison.Ordinal) && row.Contains("has changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recovery_codes_can_be_had_as_a_file_that_no_cache_keeps()
    {
        var newcomer = await Newcomer.SetUpAsync(site);

        using var answer = await newcomer.Browser.PostFormAsync("/set-up/recovery-codes", newcomer.RecoveryCodes.Select(code => KeyValuePair.Create("codes", code)), "/set-up/recovery-codes?handler=File");

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains(string.Join("\r\n", newcomer.RecoveryCodes), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<int> CountAsync(IEnumerable<HttpResponseMessage> answers, string text)
    {
        var count = 0;
        foreach (var answer in answers)
            count += (await answer.Content.ReadAsStringAsync()).Contains($"<h1 class=\"ps-title\">{text}", StringComparison.Ordinal) ? 1 : 0;
        return count;
    }
}
