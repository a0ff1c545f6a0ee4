using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Data;
using PortSafe.Grains.Accounts;
using Keys = PortSafe.Grains.Accounts.ApiKeys;

namespace PortSafe.Dashboard.Accounts.ApiKeys;

/// <summary>Every key, and whether it works.</summary>
public sealed class ListModel(Keys keys, People people) : DashboardPage
{
    /// <summary>Names, within <c>TempData</c>, what was just done.</summary>
    internal const string DoneKey = "api-keys:done";

    private IReadOnlyDictionary<string, KnownPerson> _makers = new Dictionary<string, KnownPerson>(StringComparer.Ordinal);

    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await keys.ListAsync(Actor, Gone)).Succeeded(out var list, out var error))
            return Refuse(error);
        (Keys, Done) = (list, (string?)TempData[DoneKey]);
        _makers = await people.ListAsync(list.Select(key => key.CreatedBy), Gone);
        return Page();
    }

    /// <summary>The maker's name; a person whose name was wiped has none.</summary>
    public string MakerOf(ApiKey key) => _makers.TryGetValue(key.CreatedBy, out var person) ? person.Name : "Somebody no longer here";

    public string StateOf(ApiKey key) => key.State switch
    {
        ApiKeyState.Active => $"Active until {Day(key.ExpiresAt)}",
        ApiKeyState.Expired => $"Expired on {Day(key.ExpiresAt)}",
        ApiKeyState.Revoked => $"Revoked on {Day(key.RevokedAt!.Value)}",
        _ => "Stopped: its maker is no longer an administrator",
    };

    public string ClassOf(ApiKey key) => key.State switch
    {
        ApiKeyState.Active => "ps-stage--active",
        ApiKeyState.Stopped => "ps-stage--suspended",
        _ => "ps-stage--closed",
    };

    public string LastUseOf(ApiKey key) => key.LastUsedAt is { } at ? $"{UkDate.TimeOf(at):d MMMM yyyy, HH:mm}" : "Never";

    private static string Day(DateTimeOffset at) => UkDate.Of(at).ToString("d MMMM yyyy");
}
