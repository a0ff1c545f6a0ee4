using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Chooses a password. It is in force once there is an authenticator app as well.</summary>
public sealed class SetUpPasswordModel(WaysIn waysIn, Steps steps, People people, Origins origins) : SetUpPage(steps, people, origins)
{
    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (PasswordRules.FaultOf(Password, Person) is { } fault)
            return Explain(fault);
        var hash = waysIn.HashPassword(Password!);
        if (Replaces || !(await waysIn.ListAsync(Person.Id, Gone)).HasPassword)
        {
            Keep(Step with { PasswordHash = hash });
            return LocalRedirect(Links.SetUpAuthenticator);
        }
        var changed = await waysIn.ChangePasswordAsync(Actor, Session, hash, Gone);
        return changed.Error is null ? FinishChanged() : Explain(changed.Error);
    }
}
