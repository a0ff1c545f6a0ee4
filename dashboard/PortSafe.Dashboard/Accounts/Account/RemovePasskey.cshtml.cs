using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Account;

/// <summary>Removes one of the reader's passkeys, unless it is their only way to sign in.</summary>
[RecentSignIn]
public sealed class RemovePasskeyModel(PersonRecords records, OwnAccount account) : PasskeyPage(records)
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync() =>
        (await account.RemovePasskeyAsync(Passkey.Key, Actor, Gone)).Error is { } error ? Explain(error) : Return("Passkey removed.");
}
