using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Makes ten recovery codes and shows them, once: in the answer to the form that asks for them.</summary>
[RecentSignIn]
public sealed class SetUpRecoveryCodesModel(WaysIn waysIn) : DashboardPage
{
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>How many are left of those given out before.</summary>
    public int Left { get; private set; }

    public string Next => Navigation.HomeOf(Actor);

    public async Task OnGetAsync() => Left = (await waysIn.ListAsync(Actor.PersonId!.Value, Gone)).RecoveryCodes;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!(await waysIn.NewRecoveryCodesAsync(Actor, User.FindSession()!.Value, Gone)).Succeeded(out var codes, out var error))
            return Explain(error);
        Codes = codes;
        return Page();
    }

    /// <summary>Gives back as a file the codes that the page shows; the server does not have them any more.</summary>
    public IActionResult OnPostFile([FromForm(Name = "codes")] string[] codes)
    {
        var plain = codes.Take(RecoveryCodes.Count).Select(RecoveryCodes.Plain).OfType<string>().ToList();
        var text = $"PortSafe recovery codes. Each works once.\r\n\r\n{string.Join("\r\n", plain)}\r\n";
        Response.Headers.CacheControl = "no-store";
        return File(Encoding.ASCII.GetBytes(text), MediaTypeNames.Text.Plain, "portsafe-recovery-codes.txt");
    }
}
