using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;
using Quarter = PortSafe.Domain.Quarter;

namespace PortSafe.Grains.Ports;

/// <summary>
/// The charts of one port, for those who may read it: its own records beside its region's and the nation's frozen cells, and its own
/// report figure as frozen releases have it.
/// </summary>
public sealed class PortCharts(IDbContextFactory<PortSafeDb> contexts, FrozenReleases releases)
{
    private const string Reports = "reports";

    /// <summary>The ids of a port's charts.</summary>
    public static IReadOnlyList<string> Ids { get; } = [PortTrends.Score, PortTrends.StaffReached, PortTrends.LineKnown, Reports];

    /// <summary>Every chart of the port that the actor may see; none for those who may not read it, or before its first quarter closes.</summary>
    public async Task<IReadOnlyList<Chart>> AllAsync(Locode port, Actor by, CancellationToken ct)
    {
        if (!by.MayRead(port))
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.PortStatus.AsNoTracking().FirstOrDefaultAsync(row => row.Locode == port, ct) is not { } row)
            return [];
        var quarters = await db.PortQuarters.AsNoTracking().Where(quarter => quarter.Locode == port).ToListAsync(ct);
        if (quarters.Count == 0)
            return [];
        var size = PortSize.Parse(row.Size);
        var subject = new PortSubject(row.Name, row.Region, size, [.. quarters.OrderBy(quarter => quarter.Quarter)], await releases.AllAsync(ct));
        IReadOnlyList<Chart> own = [PortTrends.ScoreOf(subject), PortTrends.ReachOf(subject), PortTrends.LineKnownOf(subject)];
        return by.MayReadReportsOf(port) && subject.Latest is { } latest ? [.. own, ReportsOf(port, subject, latest, await releases.OwnFiguresAsync(by, ct))] : own;
    }

    /// <summary>One of <see cref="Ids"/>; null where there is none, or for those who may not read the port.</summary>
    public async Task<Chart?> FindAsync(string id, Locode port, Actor by, CancellationToken ct) =>
        (await AllAsync(port, by, ct)).FirstOrDefault(chart => chart.Id == $"port-{id}");

    private static Chart ReportsOf(Locode port, PortSubject subject, FrozenRelease latestRelease, OwnFigures own)
    {
        var cadence = PublicationPlan.CadenceOf(subject.Size);
        var cells = subject.Releases.Select(release => own.Of(release, port)).OfType<ReleaseCell>().ToList();
        var (latest, isPublicOnly) = (cells.LastOrDefault(), !own.AreShown(latestRelease.Quarter));
        return new Chart
        {
            Id = $"port-{Reports}",
            Title = latest switch
            {
                null when isPublicOnly => "Your account sees public report figures alone",
                null => "No report figure is published yet",
                { Reports: { } figure } => $"{Capital(figure.Words)} reports in {PeriodText(latest.Period)}",
                _ => $"The figure for {PeriodText(latest.Period)} is withheld",
            },
            Subtitle = $"Anonymous reports about {subject.Name} by {(cadence == Cadence.Quarter ? "quarter" : "year")}, in published bands",
            Kind = ChartKind.Column,
            CategoryName = cadence == Cadence.Quarter ? "Quarter" : "Year",
            Categories = [.. cells.Select(cell => cell.Period)],
            Series = [new ChartSeries("Reports", [.. cells.Select(SectorCharts.Released)])],
            Unit = SectorCharts.ReportsUnit,
            Withheld = WithheldCells.Table,
            Notes = ["Hatched: fewer than 10, which may be none."],
            Source = "PortSafe, from Crimestoppers’ counts",
            Release = subject.ReleaseText,
            Empty = isPublicOnly
                ? "Your ports leave fewer than two others in a region: with your figures, its total would tell theirs"
                : "Nothing to show until a release is frozen",
            AltText = latest?.Reports is { } last
                ? $"Column chart of anonymous reports about {subject.Name}. The latest figure, for {PeriodText(latest.Period)}, is {last.Words}."
                : latest is null ? "No figures yet." : $"Column chart of anonymous reports about {subject.Name}. The latest figure is withheld: {WithheldCells.Table}.",
        };
    }

    private static string PeriodText(string period) => Quarter.TryParse(period, null, out var quarter) ? quarter.Title : period;

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
