using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Reports;

namespace PortSafe.Dashboard.Ports.Jmsc;

/// <summary>Members of which little is heard, for JMSC. It reads exact counts, so every opening is in the audit log.</summary>
public sealed class QuietModel(QuietPorts ports) : DashboardPage
{
    public QuietPortLists Lists { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await ports.ReadAsync(Actor, Gone)).Succeeded(out var lists, out var error))
            return Refuse(error);
        Lists = lists;
        return Page();
    }
}

/// <summary>One of the lists.</summary>
/// <param name="None">What it says when it is empty.</param>
public sealed record QuietTable(string Caption, IReadOnlyList<QuietPort> Ports, string None)
{
    /// <summary>The most rows that are shown.</summary>
    public const int MostRows = 500;
}
