using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;
using Keys = PortSafe.Grains.Accounts.ApiKeys;

namespace PortSafe.Dashboard.Accounts.ApiKeys;

/// <summary>Takes a key away, once somebody has said that they mean it.</summary>
public sealed class RevokeModel(Keys keys) : DashboardPage
{
    public ApiKey Key { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!(await keys.FindAsync(id, Actor, Gone)).Succeeded(out var key, out var error))
            return Refuse(error);
        Key = key;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!(await keys.RevokeAsync(id, Actor, Gone)).Succeeded(out var key, out var error))
            return Refuse(error);
        TempData[ListModel.DoneKey] = $"“{key.Name}” is revoked.";
        return LocalRedirect(Links.ApiKeys);
    }
}
