using System.Net;
using PortSafe.Testing.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed class SignInTests(SampleSite site)
{
    private const string OneAnswer = "The email address or password is wrong. After 10 wrong tries you have to wait 15 minutes, or use a passkey.";

    [Fact]
    public async Task A_password_and_then_a_code_sign_in()
    {
        var (newcomer, browser) = (await Newcomer.SetUpAsync(site), site.CreateClient());

        await Newcomer.LeadsToAsync("/", newcomer.SignInAsync(browser, 1));

        Assert.Contains("T. Newcomer", (await browser.ReadAsync("/")).Text(".ps-bar__person"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_alone_signs_nobody_in()
    {
        var (newcomer, browser) = (await Newcomer.SetUpAsync(site), site.CreateClient());
        await Newcomer.LeadsToAsync("/sign-in/code", newcomer.PasswordAsync(browser));

        using var answer = await browser.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_code_is_refused_the_second_time_in_any_browser()
    {
        var newcomer = await Newcomer.SetUpAsync(site);
        await Newcomer.LeadsToAsync("/", newcomer.SignInAsync(site.CreateClient(), 1));

        using var second = await newcomer.SignInAsync(site.CreateClient(), 1);

        Assert.Equal(["This code is wrong or has been used. Wait for the next one and enter that."], (await second.ParseAsync()).Problems());
    }

    [Fact]
    public async Task Of_many_who_send_the_same_code_at_once_one_is_signed_in()
    {
        var newcomer = await Newcomer.SetUpAsync(site);
        var browsers = Enumerable.Range(0, 8).Select(_ => site.CreateClient()).ToList();
        foreach (var browser in browsers)
            await Newcomer.LeadsToAsync("/sign-in/code", newcomer.PasswordAsync(browser));

        var code = Totp.Code(newcomer.Key, 1);
        var answers = await Task.WhenAll(browsers.Select(browser => browser.PostFormAsync("/sign-in/code", [new("code", code)])));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once_however_it_is_typed()
    {
        var (newcomer, first, second) = (await Newcomer.SetUpAsync(site), site.CreateClient(), site.CreateClient());
        await Newcomer.LeadsToAsync("/sign-in/code", newcomer.PasswordAsync(first));
        await Newcomer.LeadsToAsync("/sign-in/code", newcomer.PasswordAsync(second));
        var typed = newcomer.RecoveryCodes[3].ToLowerInvariant().Replace('-', ' ');

        await Newcomer.LeadsToAsync("/", first.PostFormAsync("/sign-in/recovery-code", [new("code", typed)]));
        using var again = await second.PostFormAsync("/sign-in/recovery-code", [new("code", newcomer.RecoveryCodes[3])]);

        Assert.Equal(["This recovery code is wrong or has been used. Try another one."], (await again.ParseAsync()).Problems());
    }

    [Fact]
    public async Task Of_many_who_spend_a_recovery_code_at_once_one_is_signed_in()
    {
        var newcomer = await Newcomer.SetUpAsync(site);
        var browsers = Enumerable.Range(0, 4).Select(_ => site.CreateClient()).ToList();
        foreach (var browser in browsers)
            await Newcomer.LeadsToAsync("/sign-in/code", newcomer.PasswordAsync(browser));

        var answers = await Task.WhenAll(browsers.Select(browser => browser.PostFormAsync("/sign-in/recovery-code", [new("code", newcomer.RecoveryCodes[0])])));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_address_and_a_revoked_account_get_one_answer()
    {
        var (newcomer, revoked) = (await Newcomer.SetUpAsync(site), await Newcomer.SetUpAsync(site));
        await site.Database.ExecuteAsync($"UPDATE people SET revoked_at = '2026-01-01 00:00:00' WHERE upper(id) = upper('{revoked.Person.Id:D}')");

        using var wrong = await newcomer.PasswordAsync(site.CreateClient(), "another good password");
        using var unknown = await site.CreateClient().PostFormAsync("/sign-in", [new("email", "nobody@nowhere.example"), new("password", Newcomer.Password)]);
        using var gone = await revoked.PasswordAsync(site.CreateClient());

        foreach (var answer in new[] { wrong, unknown, gone })
            Assert.Equal([OneAnswer], (await answer.ParseAsync()).Problems());
        Assert.Contains(await site.Database.RowsAsync("audit_log"), row => row.Contains("sign-in-refused", StringComparison.Ordinal) && row.Contains("unknown", StringComparison.Ordinal) && row.Contains("refused", StringComparison.Ordinal));
        Assert.DoesNotContain(await site.Database.RowsAsync("audit_log"), row => row.Contains("nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_missing_from_the_form_is_explained_at_its_field()
    {
        using var answer = await site.CreateClient().PostFormAsync("/sign-in", [new("email", "me"), new("password", "")]);

        var page = await answer.ParseAsync();
        Assert.Equal(["Enter an email address such as name@example.org.", "Enter your password."], page.Problems());
        Assert.Equal("#email", page.QuerySelector(".govuk-error-summary__list a")!.GetAttribute("href"));
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_itself_so_that_a_copied_cookie_is_dead()
    {
        var (newcomer, cookies) = (await Newcomer.SetUpAsync(site), new CookieContainer());
        using var browser = site.CreateClient(cookies);
        await Newcomer.LeadsToAsync("/", newcomer.SignInAsync(browser, 1));
        var copied = new CookieContainer();
        copied.Add(cookies.GetCookies(site.Address));
        using var thief = site.CreateClient(copied);
        await thief.ReadAsync("/");

        (await browser.PostFormAsync("/", [], "/sign-out")).Dispose();

        using var after = await thief.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task The_session_s_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var newcomer = await Newcomer.SetUpAsync(site);

        using var answer = await newcomer.SignInAsync(site.CreateClient(), 1);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("portsafe=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/newsletters", "/newsletters")]
    [InlineData("/ports?region=x", "/ports?region=x")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("///evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("\\\\evil.example/", "/")]
    [InlineData("\\/evil.example/", "/")]
    [InlineData("http:evil.example", "/")]
    [InlineData("https:/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("data:text/html,x", "/")]
    [InlineData("evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\r\nLocation: https://evil.example", "/")]
    [InlineData(" //evil.example", "/")]
    [InlineData("~//evil.example", "/")]
    [InlineData("%2f%2fevil.example", "/")]
    [InlineData("", "/")]
    public async Task Signing_in_goes_on_to_this_site_and_no_other(string from, string expected)
    {
        var (newcomer, browser) = (await Newcomer.SetUpAsync(site), site.CreateClient());
        var query = $"?from={Uri.EscapeDataString(from)}";
        (await browser.PostFormAsync($"/sign-in{query}", [new("email", newcomer.Email), new("password", Newcomer.Password)])).Dispose();

        await Newcomer.LeadsToAsync(expected, browser.PostFormAsync($"/sign-in/code{query}", [new("code", Totp.Code(newcomer.Key, 1))]));
    }

    [Fact]
    public async Task A_sample_person_s_link_is_no_page_outside_development()
    {
        using var answer = await site.CreateClient().GetAsync(new Uri($"/sign-in/sample/{new string('a', 43)}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
