using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Makes a passkey. The browser asks for the options, makes the key, and sends the form with what it made.</summary>
public sealed class SetUpPasskeyModel(Passkeys passkeys, WaysIn waysIn, Steps steps, People people, Origins origins) : SetUpPage(steps, people, origins)
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "credential")]
    public string? Credential { get; set; }

    public void OnGet() => Name = BrowserName.Of(Request.Headers.UserAgent.ToString());

    public async Task<IActionResult> OnPostOptionsAsync() => Content(await passkeys.MakeCreationOptionsAsync(HttpContext, Person), "application/json");

    public async Task<IActionResult> OnPostAsync()
    {
        if (Name?.Trim() is not { Length: >= 1 and <= WaysIn.MaxPasskeyName } name || name.Any(char.IsControl))
        {
            ModelState.AddModelError("name", $"Enter a name of 1 to {WaysIn.MaxPasskeyName} characters.");
            return Page();
        }
        if (!(await passkeys.TakeCreatedAsync(HttpContext, Person, Credential, name)).Succeeded(out var passkey, out var error))
            return Explain(error);
        var result = Replaces
            ? await waysIn.ReplaceByPasskeyAsync(Person.Id, Step.Stamp, passkey, await OriginAsync(), Gone)
            : await waysIn.AddPasskeyAsync(Actor, Session, passkey, Gone);
        if (!result.Succeeded(out var person, out _))
            return Explain(Passkeys.Refused);
        return Replaces ? await FinishReplacedAsync(person, SignInMethod.Passkey) : FinishChanged();
    }
}
