using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Where a recovery link leads. The link proves the address; a code is needed as well, and both are spent together.</summary>
public sealed class RecoverLinkModel(Recovery recovery, Steps steps, Origins origins) : DashboardPage
{
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public bool IsUsable { get; private set; }

    public async Task OnGetAsync(string token) => IsUsable = await recovery.IsUsableAsync(token, Gone);

    public async Task<IActionResult> OnPostAsync(string token)
    {
        IsUsable = await recovery.IsUsableAsync(token, Gone);
        if (!IsUsable)
            return Page();
        if (!(await recovery.UseAsync(token, Code, await origins.FindAsync(HttpContext, Gone), Gone)).Succeeded(out var person, out var error))
            return Explain(error);
        await SessionCookie.SignOutAsync(HttpContext);
        steps.Keep(HttpContext, new Step(StepKind.SetUp, person.Id, person.Stamp));
        return LocalRedirect(Links.SetUp);
    }
}
