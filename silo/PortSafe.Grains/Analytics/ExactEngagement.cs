using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Analytics;

/// <summary>A region's engagement, or the country's.</summary>
/// <param name="Region">Null for the country.</param>
/// <param name="ActiveToday">Ports whose scheme is active today.</param>
/// <param name="PortsToday">Ports in the register today.</param>
/// <param name="Figures">A cell for each of <see cref="LiveEngagement.Measures"/>, as it would be released now.</param>
public sealed record EngagementRow(Region? Region, int ActiveToday, int PortsToday, IReadOnlyList<ReleaseCell> Figures);

/// <summary>The engagement measures of a quarter as the ports' records have them now, by region; the country first.</summary>
/// <param name="Quarters">The quarters to choose from, the latest first.</param>
public sealed record LiveEngagementView(Quarter Quarter, IReadOnlyList<Quarter> Quarters, IReadOnlyList<EngagementRow> Rows);

/// <summary>
/// The engagement measures as they stand now, for JMSC: what a release freezes, before it does, and with what was recorded late. Nothing
/// of a survey with fewer than 10 answers is shown here either. Each read stands in the audit log before it is answered.
/// </summary>
public sealed class LiveEngagement(IDbContextFactory<PortSafeDb> contexts, ReadModels readModels, AuditLog audit, TimeProvider clock)
{
    private const int MostQuarters = 16;

    public static IReadOnlyList<Measure> Measures { get; } =
        [Measure.AdoptionRate, Measure.ScoreMedian, Measure.StaffReached, Measure.LineKnown, Measure.AnonymityBelieved, Measure.ConfidentToReport, Measure.ActCompletions];

    /// <param name="quarter">A closed quarter of the last four years; the latest for any other.</param>
    public async Task<Result<LiveEngagementView>> ReadAsync(Quarter? quarter, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ReadAnyPort))
            return Authority.Refusal;
        await readModels.CatchUpAsync(ct);
        var last = Quarter.Of(clock.Today().AddDays(1)).Previous;
        var quarters = Quarter.Range(last.Add(1 - MostQuarters), last).Reverse().ToList();
        var chosen = quarter is { } asked && quarters.Contains(asked) ? asked : last;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await LogAsync(db, chosen, by, ct);
        var register = await PortRegister.ReadAsync(db, ct);
        var rows = await db.PortQuarters.AsNoTracking().Where(row => row.Quarter == chosen).ToListAsync(ct);
        var today = await db.PortStatus.AsNoTracking().Where(row => row.ClosedOn == null).Select(row => new { row.Region, row.Stage }).ToListAsync(ct);
        var cells = EngagementCells.Of(chosen, register.In(chosen), rows).Where(cell => cell.Size is null && cell.Stage is null).ToList();
        return new LiveEngagementView(chosen, quarters, [.. new Region?[] { null }.Concat(PublicationPlan.Current.Regions.Select(region => (Region?)region)).Select(Row)]);

        EngagementRow Row(Region? region)
        {
            var open = today.Where(port => region is null || port.Region == region).ToList();
            return new EngagementRow(
                region, open.Count(port => port.Stage == Stage.Active.Code), open.Count, [.. Measures.Select(measure => cells.First(cell => cell.Measure == measure.Id && cell.Region == region))]);
        }
    }

    private async Task LogAsync(PortSafeDb db, Quarter quarter, Actor by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await audit.AppendAsync(db, by, "live-engagement-read", $"engagement:{quarter}", "every measure by region", ct);
        await transaction.CommitAsync(ct);
    }
}
