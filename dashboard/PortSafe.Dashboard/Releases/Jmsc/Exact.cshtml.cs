using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases.Jmsc;

/// <summary>A release's report figures beside the exact ones of now, so that JMSC sees a late report at once. Every opening is in the audit log.</summary>
public sealed class ExactModel(ExactReleases releases, PortDirectory ports) : DashboardPage
{
    public ExactRelease Release { get; private set; } = null!;

    public IReadOnlyDictionary<Locode, string> Names { get; private set; } = new Dictionary<Locode, string>();

    public IReadOnlyList<ExactCell> Shown { get; private set; } = [];

    /// <summary>The figures that would be others if they were released now.</summary>
    public int Moved { get; private set; }

    [BindProperty(SupportsGet = true, Name = "breakdown")]
    public string? Breakdown { get; set; }

    /// <summary>Whether only figures that have moved are listed.</summary>
    [BindProperty(SupportsGet = true, Name = "moved")]
    public bool OnlyMoved { get; set; }

    public async Task<IActionResult> OnGetAsync(string release)
    {
        if (!ReleaseId.TryParse(release, null, out var id))
            return NotFound();
        if (!(await releases.ReadAsync(id, Actor, Gone)).Succeeded(out var exact, out var error))
            return Refuse(error);
        Release = exact;
        Names = await ports.NamesAsync(Gone);
        Moved = exact.Cells.Count(cell => cell.HasMoved);
        Shown = [.. exact.Cells.Where(cell => (!OnlyMoved || cell.HasMoved) && (string.IsNullOrEmpty(Breakdown) || CellLine.BreakdownOf(cell.Cell) == Breakdown))];
        return Page();
    }
}
