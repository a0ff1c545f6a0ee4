using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Gives an authenticator app its key, and asks for a code to see that it has it.</summary>
public sealed class SetUpAuthenticatorModel(WaysIn waysIn, OneTimeCodes codes, Steps steps, People people, Origins origins) : SetUpPage(steps, people, origins)
{
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public string Key => Step.AuthenticatorKey ?? "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LacksPasswordAsync())
            return LocalRedirect(Links.SetUpPassword);
        Keep(Step with { AuthenticatorKey = Step.AuthenticatorKey ?? codes.NewKey() });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await LacksPasswordAsync() || Step.AuthenticatorKey is not { } key)
            return LocalRedirect(Links.SetUpPassword);
        var result = Replaces
            ? await waysIn.ReplaceByPasswordAsync(Person.Id, Step.Stamp, Step.PasswordHash!, key, Code, await OriginAsync(), Gone)
            : await waysIn.SetAuthenticatorAsync(Actor, Session, Step.PasswordHash, key, Code, Gone);
        if (result.Succeeded(out var person, out _))
            return Replaces ? await FinishReplacedAsync(person, SignInMethod.Password) : FinishChanged();
        ModelState.AddModelError("code", "This code is wrong. Enter the one that the app shows now. If it is refused again, check that your phone’s clock is right.");
        return Page();
    }

    private async Task<bool> LacksPasswordAsync() => Step.PasswordHash is null && (Replaces || !(await waysIn.ListAsync(Person.Id, Gone)).HasPassword);
}
