using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Ports;

/// <summary>
/// The charts of one port, for those who may read it: its own records beside its region's frozen cells, and its own report figure
/// as frozen releases have it.
/// </summary>
public sealed class PortCharts(IDbContextFactory<PortSafeDb> contexts, FrozenReleases releases)
{
    private const string StaffReached = "staff-reached";
    private const string Reports = "reports";
    private const string OwnRecords = "the port’s own records";

    /// <summary>The ids of a port's charts.</summary>
    public static IReadOnlyList<string> Ids { get; } = [StaffReached, Reports];

    /// <summary>Every chart of the port that the actor may see; none for those who may not read it, or while no release is frozen.</summary>
    public async Task<IReadOnlyList<Chart>> AllAsync(Locode port, Actor by, CancellationToken ct)
    {
        if (!by.MayRead(port) || await releases.AllAsync(ct) is not { Count: > 0 } history)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.PortStatus.AsNoTracking().FirstOrDefaultAsync(row => row.Locode == port, ct) is not { } row)
            return [];
        var subject = new Subject(port, row.Name, row.Region, PublicationPlan.CadenceOf(PortSize.Parse(row.Size)), history);
        var reach = await ReachAsync(db, subject, ct);
        return by.MayReadReportsOf(port) ? [reach, ReportsOf(subject, await releases.OwnFiguresAsync(by, ct))] : [reach];
    }

    /// <summary>One of <see cref="Ids"/>; null where there is none, or for those who may not read the port.</summary>
    public async Task<Chart?> FindAsync(string id, Locode port, Actor by, CancellationToken ct) =>
        (await AllAsync(port, by, ct)).FirstOrDefault(chart => chart.Id == $"port-{id}");

    /// <param name="Releases">Every frozen release, the earliest first.</param>
    private sealed record Subject(Locode Port, string Name, Region Region, Cadence Cadence, IReadOnlyList<FrozenRelease> Releases)
    {
        public FrozenRelease Latest => Releases[^1];

        public string ReleaseText => $"Release {Latest.Quarter}, frozen {UkDate.Of(Latest.FrozenAt):d MMMM yyyy}{(Latest.Audited ? "" : ", not audited")}";
    }

    private static async Task<Chart> ReachAsync(PortSafeDb db, Subject subject, CancellationToken ct)
    {
        var rows = await db.PortQuarters.AsNoTracking().Where(row => row.Locode == subject.Port).ToDictionaryAsync(row => row.Quarter, ct);
        double? OwnReach(Quarter quarter) => rows.GetValueOrDefault(quarter) is { Headcount: { } headcount } row ? Math.Min(1, (double)row.Briefed / headcount) : null;
        var shown = subject.Releases.SkipWhile(release => OwnReach(release.Quarter) is null).ToList();
        var own = shown.Select(release => OwnReach(release.Quarter)).ToList();
        var region = shown.Select(release => release.Find(Measure.StaffReached, subject.Region)?.Value).ToList();
        return new Chart
        {
            Id = $"port-{StaffReached}",
            Title = ReachFinding(subject, own.LastOrDefault(), region.LastOrDefault()),
            Subtitle = "Share of staff briefed in the last four quarters, per cent",
            Kind = ChartKind.Line,
            CategoryName = "Quarter",
            Categories = [.. shown.Select(release => release.Quarter.ToString())],
            Series = [new ChartSeries(subject.Name, [.. own.Select(Share)]), new ChartSeries(subject.Region.ToString(), [.. region.Select(Share)])],
            Unit = "%",
            Source = $"PortSafe, from {OwnRecords}",
            Release = subject.ReleaseText,
            Empty = "Nothing to show until a quarter’s figures are recorded",
            AltText = shown.Count == 0
                ? "No figures yet."
                : $"Line chart of the share of staff briefed at {subject.Name} and in its region, by quarter. {ReachFinding(subject, own[^1], region[^1])}.",
        };
    }

    private static Chart ReportsOf(Subject subject, OwnFigures own)
    {
        var cells = subject.Releases.Select(release => own.Of(release, subject.Port)).OfType<ReleaseCell>().ToList();
        var (latest, isPublicOnly) = (cells.LastOrDefault(), !own.AreShown(subject.Latest.Quarter));
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
            Subtitle = $"Anonymous reports about {subject.Name} by {(subject.Cadence == Cadence.Quarter ? "quarter" : "year")}, in published bands",
            Kind = ChartKind.Column,
            CategoryName = subject.Cadence == Cadence.Quarter ? "Quarter" : "Year",
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

    private static ChartPoint Share(double? share) => share is { } value ? ChartPoint.Figure(value * 100, Measure.StaffReached.Format(value)) : ChartPoint.Unknown;

    private static string ReachFinding(Subject subject, double? own, double? region)
    {
        if (own is not { } reached)
            return "How many staff have been reached is not known yet";
        var text = Measure.StaffReached.Format(reached);
        if (region is not { } around)
            return $"{text} of staff reached";
        var (mine, theirs) = (Math.Round(reached * 100), Math.Round(around * 100));
        var compared = mine > theirs ? "above" : mine < theirs ? "below" : "the same as";
        return $"{text} of staff reached, {compared} {SectorOverview.The(subject.Region).Replace("The ", "the ", StringComparison.Ordinal)}’s {Measure.StaffReached.Format(around)}";
    }

    private static string PeriodText(string period) => Quarter.TryParse(period, null, out var quarter) ? quarter.Title : period;

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
