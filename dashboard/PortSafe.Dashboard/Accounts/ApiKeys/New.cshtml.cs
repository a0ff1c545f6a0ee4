using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Accounts;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using Keys = PortSafe.Grains.Accounts.ApiKeys;

namespace PortSafe.Dashboard.Accounts.ApiKeys;

/// <summary>Makes a key. Its text is in the one answer to the form, which no cache keeps, and in no address.</summary>
[RecentSignIn]
public sealed class NewModel(Keys keys, PublicSite site) : DashboardPage
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "scopes")]
    public string[] Scopes { get; set; } = [];

    [BindProperty(Name = "days")]
    public string? Days { get; set; } = $"{NewApiKey.DefaultDays}";

    public MadeApiKey? Made { get; private set; }

    public IReadOnlyList<Choice> Choices { get; } = [.. KeyScope.All.Select(scope => new Choice(scope.Code, scope.Title, ApiKeyWords.Explain(scope)))];

    /// <summary>A call that the new key may make.</summary>
    public string Example => ApiKeyWords.ExampleOf(Made!.Key.Scopes[0], site);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var scopes = Scopes.Select(code => KeyScope.TryParse(code, null, out var scope) ? scope : null).ToList();
        if (scopes.Contains(null))
            return BadRequest();
        if (!int.TryParse(Days?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            days = 0;
        var key = new NewApiKey(Name ?? "", [.. scopes.OfType<KeyScope>()], days);
        foreach (var fault in key.Errors())
            ModelState.AddModelError(fault.Field!, fault.Message);
        if (!ModelState.IsValid)
            return Page();
        if (!(await keys.AddAsync(key, Actor, Gone)).Succeeded(out var made, out var error))
            return Explain(error);
        Made = made;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
