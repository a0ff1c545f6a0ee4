using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Account;

/// <summary>Says what is held on the reader and for how long, and hands it over.</summary>
public sealed class DataModel(PersonExports exports, IOptions<RetentionOptions> retention) : DashboardPage
{
    public int RevokedYears => retention.Value.RevokedYears;

    public int OriginDays => retention.Value.OriginDays;

    public int TextYears => retention.Value.TextYears;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync() =>
        (await exports.OpenAsync(Actor.PersonId!.Value, Actor, Gone)).Succeeded(out var export, out var error) ? new ExportResult(export) : Refuse(error);
}
