using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Reports;

namespace PortSafe.Dashboard.Ports.Jmsc;

/// <summary>A port's awareness by quarter and facility, and the exact reports about it, for JMSC. Every opening is in the audit log.</summary>
public sealed class ExactModel(IGrains grains, People people, TimeProvider clock, ExactPortReports reports) : PortPage(grains, people, clock)
{
    public ExactPortTrend Reports { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await reports.ReadAsync(Status.Locode, Actor, Gone)).Succeeded(out var trend, out var error))
            return Refuse(error);
        Reports = trend;
        return Page();
    }
}
