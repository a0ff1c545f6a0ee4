using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>The second half of the way in by password: a code, which comes after the password was right and not otherwise.</summary>
public abstract class SecondProofPage(Steps steps, Origins origins) : SignInPage(steps, origins)
{
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>How somebody has signed in whose code is right.</summary>
    protected abstract SignInMethod Method { get; }

    public IActionResult OnGet() => Steps.Find(HttpContext, StepKind.Code) is null ? LocalRedirect(PathTo(Links.SignIn)) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Steps.Find(HttpContext, StepKind.Code) is not { } step)
            return LocalRedirect(PathTo(Links.SignIn));
        return (await CheckAsync(step, await OriginAsync())).Succeeded(out var person, out var error) ? await FinishAsync(person, Method) : Explain(error);
    }

    protected abstract Task<Result<KnownPerson>> CheckAsync(Step step, string origin);
}
