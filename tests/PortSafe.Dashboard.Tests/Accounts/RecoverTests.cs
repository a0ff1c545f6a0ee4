using System.Net;
using System.Text.RegularExpressions;
using PortSafe.Testing;
using PortSafe.Testing.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed partial class RecoverTests(SampleSite site)
{
    [Fact]
    public async Task Asking_gets_one_answer_for_every_address_and_mail_goes_to_known_ones_alone()
    {
        var newcomer = await Newcomer.SetUpAsync(site);
        using var unknown = await site.CreateClient().PostFormAsync("/recover", [new("email", "stranger@nowhere.example")]);
        using var known = await site.CreateClient().PostFormAsync("/recover", [new("email", newcomer.Email)]);

        Assert.Equal((await known.ParseAsync()).Text("main"), (await unknown.ParseAsync()).Text("main"));
        await LinkAsync(newcomer);
        Assert.DoesNotContain(await site.Database.RowsAsync("outbox"), row => row.Contains("nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_link_and_a_code_lead_to_a_new_way_in_and_the_old_one_is_void()
    {
        var (newcomer, browser) = (await Newcomer.SetUpAsync(site), site.CreateClient());
        (await browser.PostFormAsync("/recover", [new("email", newcomer.Email)])).Dispose();
        var link = await LinkAsync(newcomer);
        await browser.ReadAsync(link);

        await Newcomer.LeadsToAsync("/set-up", browser.PostFormAsync(link, [new("code", newcomer.RecoveryCodes[0])]));
        var key = await Newcomer.ChoosePasswordAsync(browser, "a whole new set of words");
        await Newcomer.LeadsToAsync("/set-up/recovery-codes", browser.PostFormAsync("/set-up/authenticator", [new("code", Totp.Code(key))]));

        using var old = await newcomer.PasswordAsync(site.CreateClient());
        using var session = await newcomer.Browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (old.StatusCode, session.StatusCode));
        await Newcomer.LeadsToAsync("/sign-in/code", newcomer.PasswordAsync(site.CreateClient(), "a whole new set of words"));
    }

    [Fact]
    public async Task A_wrong_code_leaves_the_link_and_a_right_one_spends_it()
    {
        var (newcomer, browser) = (await Newcomer.SetUpAsync(site), site.CreateClient());
        (await browser.PostFormAsync("/recover", [new("email", newcomer.Email)])).Dispose();
        var link = await LinkAsync(newcomer);

        using var wrong = await browser.PostFormAsync(link, [new("code", "AAAAA-AAAAA")]);
        await Newcomer.LeadsToAsync("/set-up", browser.PostFormAsync(link, [new("code", Totp.Code(newcomer.Key, 1))]));

        Assert.Equal(["This code is wrong or has been used. Enter another one."], (await wrong.ParseAsync()).Problems());
        Assert.Equal("This link cannot be used", (await site.CreateClient().ReadAsync(link)).Text("h1"));
    }

    private async Task<string> LinkAsync(Newcomer newcomer)
    {
        string? link = null;
        await Until.TrueAsync(async () => (link = (await site.Database.RowsAsync("outbox")).Where(row => row.Contains(newcomer.Email, StringComparison.Ordinal))
            .Select(row => Link().Match(row).Value).FirstOrDefault(found => found.Length > 0)) is not null, "the mail to recover the account");
        return link!;
    }

    [GeneratedRegex("/recover/[A-Za-z0-9_-]{43}", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
