using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PortSafe.Testing;
using PortSafe.Testing.Accounts;

namespace PortSafe.Browser.Tests.Accounts;

[Collection(BrowserCollection.Name)]
public sealed class SignInTests(BrowserSite site)
{
    private const string Administrator = "JMSC administrator";
    private const string Password = "violet kettle over the pier";
    private const int TriesBeforeLockout = 10;

    [Fact]
    public async Task An_invited_person_makes_a_passkey_and_signs_in_with_it_from_then_on()
    {
        var invitation = await InviteAsync("passkey@jmsc.example");
        await using var context = await site.OpenAsync("");
        var page = await context.NewPageAsync();
        await AddAuthenticatorAsync(context, page);

        await AcceptAsync(page, invitation);
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up a passkey" }).ClickAsync();
        await page.GetByLabel("Name of this passkey").FillAsync("Test key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up the passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/set-up/recovery-codes");

        await SignOutAsync(page);
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(Bar(page)).ToContainTextAsync("JMSC analyst");
        await page.GotoAsync("/account");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Test key");
    }

    [Fact]
    public async Task A_passkey_of_another_account_or_of_none_signs_nobody_in()
    {
        await using var context = await site.OpenAsync("");
        var page = await context.NewPageAsync();
        await AddAuthenticatorAsync(context, page);

        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-passkey-fault]")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_code_works_once_and_so_does_a_recovery_code_and_too_many_wrong_passwords_lock_until_that_is_lifted()
    {
        const string Email = "password@jmsc.example";
        await using var context = await site.OpenAsync("", scripts: false);
        var page = await context.NewPageAsync();
        var (key, codes) = await SetUpPasswordAsync(page, await InviteAsync(Email));

        var code = Totp.Code(key, 1);
        await SignOutAsync(page);
        await EnterPasswordAsync(page, Email, Password);
        await EnterCodeAsync(page, code);
        await Assertions.Expect(Bar(page)).ToContainTextAsync("Sign out");

        await SignOutAsync(page);
        await EnterPasswordAsync(page, Email, Password);
        await EnterCodeAsync(page, code);
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();

        await UseRecoveryCodeAsync(page, codes[0]);
        await Assertions.Expect(Bar(page)).ToContainTextAsync("Sign out");
        await SignOutAsync(page);
        await EnterPasswordAsync(page, Email, Password);
        await UseRecoveryCodeAsync(page, codes[0]);
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();

        for (var attempt = 0; attempt < TriesBeforeLockout; attempt++)
            await EnterPasswordAsync(page, Email, "not the right one at all");
        await EnterPasswordAsync(page, Email, Password);
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();

        await LiftLockoutAsync(Email);
        await EnterPasswordAsync(page, Email, Password);
        await EnterCodeAsync(page, Totp.Code(key, 2));
        await Assertions.Expect(Bar(page)).ToContainTextAsync("Sign out");
    }

    [Fact]
    public async Task A_session_that_is_ended_from_another_browser_is_over_within_five_seconds()
    {
        const string Email = "elsewhere@jmsc.example";
        await using var first = await site.OpenAsync("");
        var here = await first.NewPageAsync();
        var (key, _) = await SetUpPasswordAsync(here, await InviteAsync(Email));
        await using var second = await site.OpenAsync("");
        var there = await second.NewPageAsync();
        await EnterPasswordAsync(there, Email, Password);
        await EnterCodeAsync(there, Totp.Code(key, 1));
        await there.GotoAsync("/account");
        await Assertions.Expect(there.Locator("main")).ToContainTextAsync("Where you are signed in");

        await here.GotoAsync("/account/sign-out-everywhere");
        await here.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await here.WaitForURLAsync(new Regex("/sign-in"));

        await Until.TrueAsync(
            () => there.EvaluateAsync<bool>("fetch('/account', { redirect: 'manual' }).then(answer => answer.type === 'opaqueredirect')"),
            "the other session is over", TimeSpan.FromSeconds(5));
    }

    private static ILocator Bar(IPage page) => page.Locator(".ps-bar__person");

    private async Task<string> InviteAsync(string email) =>
        new Uri((await site.Installation.AnswerAsync("user", "add", email, "--role", "jmsc-analyst")).GetProperty("invitation").GetString()!).AbsolutePath;

    private static async Task AcceptAsync(IPage page, string invitation)
    {
        await page.GotoAsync(invitation);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the invitation" }).ClickAsync();
        await page.WaitForURLAsync("**/set-up");
    }

    /// <returns>The authenticator's key, and the recovery codes.</returns>
    private static async Task<(string Key, IReadOnlyList<string> Codes)> SetUpPasswordAsync(IPage page, string invitation)
    {
        await AcceptAsync(page, invitation);
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up a password and an app" }).ClickAsync();
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.WaitForURLAsync("**/set-up/authenticator");
        var key = await page.Locator(".ps-key").TextContentAsync() ?? "";
        await page.GetByLabel("Code from the app").FillAsync(Totp.Code(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show my recovery codes" }).ClickAsync();
        return (key, await page.Locator(".ps-codes li").AllInnerTextsAsync());
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/sign-in"));
    }

    private static async Task EnterPasswordAsync(IPage page, string email, string password)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    private static async Task EnterCodeAsync(IPage page, string code)
    {
        await page.GetByLabel("Code from your authenticator app").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private static async Task UseRecoveryCodeAsync(IPage page, string code)
    {
        await page.GotoAsync("/sign-in/recovery-code");
        await page.GetByLabel("Recovery code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private async Task LiftLockoutAsync(string email)
    {
        await using var context = await site.OpenAsync(Administrator);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/people?q={Uri.EscapeDataString(email)}");
        await page.Locator("main table a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Lift the lock-out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lift the lock-out" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/people/[0-9a-f-]+(\\?|$)"));
    }

    /// <summary>A device that confirms every request for its one person.</summary>
    private static async Task AddAuthenticatorAsync(IBrowserContext context, IPage page)
    {
        var devices = await context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
