using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Charts;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Analytics;

/// <summary>The whole sector in one quarter, from its frozen release and those before it.</summary>
public sealed class OverviewModel(FrozenReleases releases, SectorCharts charts) : DashboardPage
{
    private static readonly (string Id, bool Wide)[] Shown =
    [
        ("schemes-by-stage", false), ("adoption-by-region", false),
        ("staff-reached-by-region", true),
        ("line-known", false), ("line-known-map", false),
        ("line-known-by-region", true),
        ("reports-by-quarter", false), ("reports-by-group", false),
    ];

    /// <summary>Null while no release is frozen.</summary>
    public SectorOverview? Sector { get; private set; }

    /// <summary>The frozen quarters, the latest first.</summary>
    public IReadOnlyList<Quarter> Quarters { get; private set; } = [];

    public IReadOnlyList<ChartFigure> Charts { get; private set; } = [];

    /// <param name="quarter">The latest when left out.</param>
    public async Task<IActionResult> OnGetAsync(string? quarter)
    {
        var history = await releases.AllAsync(Gone);
        if (quarter is not null && !(Quarter.TryParse(quarter, null, out var asked) && history.Any(release => release.Quarter == asked)))
            return (await releases.WithdrawnAsync(Gone)).FirstOrDefault(release => release.Id.ToString() == quarter) is { } withdrawn ? LocalRedirect(Links.Release(withdrawn.Id)) : NotFound();
        if (history.Count == 0)
            return Page();
        var release = quarter is null ? history[^1] : history.First(item => item.Quarter == Quarter.Parse(quarter));
        Sector = SectorOverview.Of(release, history);
        Quarters = [.. history.Select(item => item.Quarter).OrderDescending()];
        var frozen = history.Select(item => item.Quarter).ToList();
        var figures = new List<ChartFigure>();
        foreach (var (id, wide) in Shown)
        {
            if (await charts.FindAsync(id, release.Quarter, Gone) is { } chart)
                figures.Add(ChartFigure.Of(chart, release.Quarter, wide) with { Explored = ExploredCharts.Of(id, release.Quarter, frozen) });
        }
        Charts = figures;
        return Page();
    }
}
