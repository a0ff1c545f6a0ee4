using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Testing.Releases;

/// <summary>
/// A sector’s releases one after the other: each is audited with all that went before, falls back by whole tables in the plan’s order, and
/// is refused if that does not help.
/// </summary>
public sealed class ReleaseHistory
{
    private readonly Sector _sector;
    private readonly ReleaseAuditor _auditor;
    private readonly List<PublishedFigure> _figures = [];

    private ReleaseHistory(Sector sector, IRangeSolver solver) => (_sector, _auditor) = (sector, new ReleaseAuditor(solver));

    public int Whole { get; private set; }

    public int FellBack { get; private set; }

    public int Refused { get; private set; }

    public int Releases => Whole + FellBack + Refused;

    /// <summary>The audits of what was published.</summary>
    public List<ScenarioAudit> Audits { get; } = [];

    /// <summary>Cells checked, over all audits of what was published.</summary>
    public long Cells => Audits.Sum(audit => audit.Cells);

    public Publication Published => _sector.Nothing with { Figures = [.. _figures] };

    /// <param name="revisions">Whether each year is revised after its last quarter.</param>
    public static async Task<ReleaseHistory> RunAsync(Sector sector, IRangeSolver solver, bool revisions)
    {
        var history = new ReleaseHistory(sector, solver);
        foreach (var quarter in sector.Quarters)
        {
            await history.ReleaseAsync(quarter, [
                [.. SectorReleases.Quarterly(sector, quarter)],
                [.. SectorReleases.Quarterly(sector, quarter, regions: false)],
                [.. SectorReleases.Quarterly(sector, quarter, regions: false, groups: false)]]);
            if (revisions && quarter.Number == 4)
                await history.ReleaseAsync(quarter, [[.. SectorReleases.Revised(sector, quarter.Year)], [.. SectorReleases.Revised(sector, quarter.Year).Where(figure => figure.Group is null)]]);
        }
        return history;
    }

    private async Task ReleaseAsync(Quarter quarter, IReadOnlyList<IReadOnlyList<PublishedFigure>> attempts)
    {
        foreach (var (number, figures) in attempts.Index())
        {
            if (await AuditAsync(quarter, figures) is not { } audits)
                continue;
            _figures.AddRange(figures);
            Audits.AddRange(audits);
            (Whole, FellBack) = number == 0 ? (Whole + 1, FellBack) : (Whole, FellBack + 1);
            return;
        }
        Refused++;
    }

    private async Task<IReadOnlyList<ScenarioAudit>?> AuditAsync(Quarter quarter, IReadOnlyList<PublishedFigure> figures)
    {
        var publication = _sector.Nothing with { Figures = [.. _figures, .. figures] };
        var audit = await _auditor.AuditAsync(publication, _sector.Accounts, other => other == quarter, default);
        if (!audit.Passes)
            return null;
        var insiders = await _auditor.AuditInsidersAsync(publication, _sector.Accounts, _sector.Truth, other => other == quarter, default);
        return insiders.Passes ? [.. audit.Scenarios, insiders] : null;
    }
}
