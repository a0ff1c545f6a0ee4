using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>Every closed quarter and how far its release is.</summary>
public sealed class ListModel(ReleaseDirectory directory) : DashboardPage
{
    public IReadOnlyList<ReleaseSummary> Releases { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await directory.ListAsync(Actor, Gone)).Succeeded(out var releases, out var error))
            return Refuse(error);
        Releases = releases;
        return Page();
    }
}
