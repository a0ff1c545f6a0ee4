using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Where people sign in: with a passkey at once, or with a password and then a code.</summary>
public sealed class SignInModel(PasswordSignIn passwords, Passkeys passkeys, IOptions<OrganisationOptions> organisation, Steps steps, Origins origins)
    : SignInPage(steps, origins)
{
    /// <summary>Set where the organisation's sign-in was tried and did not lead here.</summary>
    [BindProperty(Name = "refused", SupportsGet = true)]
    public string? Refused { get; set; }

    /// <summary>The name of the organisation whose accounts can be used; null where there is none.</summary>
    public string? Organisation => organisation.Value.IsConfigured ? organisation.Value.Name : null;

    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    [BindProperty(Name = "credential")]
    public string? Credential { get; set; }

    /// <summary>Whether somebody who is signed in has to show once more who they are.</summary>
    public bool IsAgain => User.FindActor() is not null && LocalFrom is not null;

    public IActionResult OnGet()
    {
        if (Refused == OrganisationSignIn.Scheme)
            return Explain(OrganisationAccounts.Refused);
        return User.FindActor() is { } actor && LocalFrom is null ? LocalRedirect(Pages.Navigation.HomeOf(actor)) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!EmailAddress.TryParse(Email?.Trim(), null, out var address))
            ModelState.AddModelError("email", "Enter an email address such as name@example.org.");
        if (string.IsNullOrEmpty(Password))
            ModelState.AddModelError("password", "Enter your password.");
        if (address is null || !ModelState.IsValid)
            return Page();
        if (!(await passwords.CheckPasswordAsync(address.ToString(), Password, await OriginAsync(), Gone)).Succeeded(out var person, out var error))
            return Explain(error);
        Steps.Keep(HttpContext, new Step(StepKind.Code, person.Id, person.Stamp));
        return LocalRedirect(PathTo(Links.SignInCode));
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await passkeys.MakeRequestOptionsAsync(HttpContext), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync()
    {
        ModelState.Clear();
        if ((await passkeys.TakeSignedAsync(HttpContext, Credential, await OriginAsync(), Gone)).Succeeded(out var person, out var error))
            return await FinishAsync(person, SignInMethod.Passkey);
        return Explain(error);
    }
}
