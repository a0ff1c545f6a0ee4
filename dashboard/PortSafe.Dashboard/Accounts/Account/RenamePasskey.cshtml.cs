using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Account;

/// <summary>Gives one of the reader's passkeys another name.</summary>
[RecentSignIn]
public sealed class RenamePasskeyModel(PersonRecords records, OwnAccount account) : PasskeyPage(records)
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync() =>
        (await account.RenamePasskeyAsync(Passkey.Key, Name, Actor, Gone)).Error is { } error ? Explain(error) : Return("Passkey renamed.");
}
