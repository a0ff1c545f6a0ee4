using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>One table of a release: what of it will be published, and for whom.</summary>
/// <param name="Cells">How many figures it has.</param>
/// <param name="Bands">How many of them are bands; the other report figures read “fewer than 10”. Null for tables that are not of reports.</param>
/// <param name="Why">Why it is withheld as a whole; null when it is not.</param>
public sealed record TableLine(string Title, string Readers, int Cells, int? Bands, string? Why)
{
    /// <summary>Report tables first; a table that the release does not have is left out.</summary>
    public static IReadOnlyList<TableLine> Of(ReleaseView release)
    {
        var reports = release.Cells.Where(cell => cell.Measure == Measure.Reports.Id).ToList();
        return
        [
            .. Line("Reports, whole country", "everyone", reports.Where(cell => cell is { Region: null, Group: null, Locode: null })),
            .. Line("Reports by kind, whole country", "everyone", reports.Where(cell => cell.Group is not null)),
            .. Line("Reports by region", "everyone", reports.Where(cell => cell is { Region: not null, Locode: null })),
            .. Line("Reports of single ports", "each port’s own managers", reports.Where(cell => cell.Locode is not null)),
            .. Line("Schemes, staff and surveys", "everyone", release.Cells.Where(cell => cell.Measure != Measure.Reports.Id)),
        ];
    }

    private static IEnumerable<TableLine> Line(string title, string readers, IEnumerable<ReleaseCell> cells)
    {
        var all = cells.ToList();
        if (all.Count == 0)
            yield break;
        var isReports = all[0].Measure == Measure.Reports.Id;
        yield return new TableLine(
            title,
            readers,
            all.Count,
            isReports ? all.Count(cell => cell.Reports is { IsBelowThreshold: false }) : null,
            isReports && all.TrueForAll(cell => cell.IsWithheld()) ? all[0].WhyWithheld() : null);
    }
}
