using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>The second half of the way in by password.</summary>
public sealed class SignInCodeModel(PasswordSignIn passwords, Steps steps, Origins origins) : SignInPage(steps, origins)
{
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public IActionResult OnGet() => Steps.Find(HttpContext, StepKind.Code) is null ? LocalRedirect(PathTo(Links.SignIn)) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Steps.Find(HttpContext, StepKind.Code) is not { } step)
            return LocalRedirect(PathTo(Links.SignIn));
        return (await passwords.CheckCodeAsync(step.Person, step.Stamp, Code, await OriginAsync(), Gone)).Succeeded(out var person, out var error)
            ? await FinishAsync(person, SignInMethod.Password)
            : Explain(error);
    }
}
