using System.Net;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Testing.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts;

/// <summary>Somebody who was invited, and has set up a password and an authenticator app in a browser of their own.</summary>
internal sealed record Newcomer(KnownPerson Person, HttpClient Browser, string Key, IReadOnlyList<string> RecoveryCodes)
{
    public const string Password = "violet kettle over the pier";

    public string Email => Person.Email;

    /// <summary>Gives somebody an account and no way in.</summary>
    public static async Task<KnownPerson> AddAsync(Site site, Role? role = null)
    {
        var person = new NewPerson("T. Newcomer", $"n{Guid.CreateVersion7():N}@people.example", role ?? Role.Editor);
        return (await site.InScopeAsync<People, Domain.Result<KnownPerson>>(async people => await people.AddAsync(person, await site.ActorAsync(SampleSite.Admin), default))).Value!;
    }

    public static Task<string> InviteAsync(Site site, KnownPerson person) => site.InScopeAsync<Invitations, string>(invitations => invitations.IssueAsync(person.Id, default));

    public static async Task<Newcomer> SetUpAsync(Site site, Role? role = null)
    {
        var person = await AddAsync(site, role);
        var browser = site.CreateClient();
        return await SetUpAsync(person, browser, await InviteAsync(site, person));
    }

    public static async Task<Newcomer> SetUpAsync(KnownPerson person, HttpClient browser, string invitation)
    {
        await LeadsToAsync("/set-up", browser.PostFormAsync(invitation, []));
        var key = await ChoosePasswordAsync(browser);
        await LeadsToAsync("/set-up/recovery-codes", browser.PostFormAsync("/set-up/authenticator", [new("code", Totp.Code(key))]));
        using var shown = await browser.PostFormAsync("/set-up/recovery-codes", []);
        return new Newcomer(person, browser, key, [.. (await shown.ParseAsync()).QuerySelectorAll(".ps-codes li").Select(item => item.TextContent.Trim())]);
    }

    /// <returns>The key that the authenticator page shows next.</returns>
    public static async Task<string> ChoosePasswordAsync(HttpClient browser, string password = Password)
    {
        await LeadsToAsync("/set-up/authenticator", browser.PostFormAsync("/set-up/password", [new("password", password)]));
        return (await browser.ReadAsync("/set-up/authenticator")).Text(".ps-key");
    }

    public Task<HttpResponseMessage> PasswordAsync(HttpClient browser, string password = Password) =>
        browser.PostFormAsync("/sign-in", [new("email", Email), new("password", password)]);

    /// <param name="ahead">Another number for each code that one test uses; set-up has used 0.</param>
    public async Task<HttpResponseMessage> SignInAsync(HttpClient browser, int ahead)
    {
        await LeadsToAsync("/sign-in/code", PasswordAsync(browser));
        return await browser.PostFormAsync("/sign-in/code", [new("code", Totp.Code(Key, ahead))]);
    }

    public static async Task LeadsToAsync(string path, Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        Assert.Equal((HttpStatusCode.Redirect, path), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }
}
