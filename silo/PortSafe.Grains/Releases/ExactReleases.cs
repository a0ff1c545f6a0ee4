using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Releases;

/// <summary>A report figure of a release beside what is counted now.</summary>
public sealed record ExactCell(ReleaseCell Cell, RawCount Exact)
{
    /// <summary>Whether the figure would be another if it were released now.</summary>
    public bool HasMoved => Cell.Reports is { } released && (Exact.Reports < released.Lower || Exact.Reports > released.Upper);
}

/// <summary>A release's report figures beside what is counted now.</summary>
/// <param name="Missing">Months without a statement, which count as nothing here.</param>
public sealed record ExactRelease(ReleaseId Id, ReleaseState State, IReadOnlyList<ExactCell> Cells, IReadOnlyList<string> Missing);

/// <summary>Reads releases beside the ledger, for JMSC. Each read is one of exact counts, and is written to the audit log as such.</summary>
public sealed class ExactReleases(IDbContextFactory<PortSafeDb> contexts, ReadModels readModels, ReportLedger ledger)
{
    public async Task<Result<ExactRelease>> ReadAsync(ReleaseId id, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ReadRawCounts))
            return Authority.Refusal;
        await readModels.CatchUpAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Releases.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } release)
            return ReleaseSteps.NotCompiled(id);
        var rows = await db.ReleaseCells.AsNoTracking().Where(row => row.Release == id && row.Measure == Measure.Reports.Id).OrderBy(row => row.Number).ToListAsync(ct);
        var cells = rows.ConvertAll(ReleaseCells.FromRow);
        var months = MonthsOf(id, cells);
        if (!(await ledger.ReadAsync(months, by, ct)).Succeeded(out var reading, out var error))
            return error;
        var register = await PortRegister.ReadAsync(db, ct);
        var counts = QuarterCounts.Of([reading], register);
        return new ExactRelease(
            id,
            ReleaseState.Parse(release.State),
            cells.ConvertAll(cell => new ExactCell(cell, CountOf(cell, counts, register))),
            [.. reading.Missing.Select(missing => missing.Month).Distinct().Order().Select(month => month.Title)]);
    }

    /// <summary>The whole year where the release has a yearly figure.</summary>
    private static List<Month> MonthsOf(ReleaseId id, List<ReleaseCell> cells) =>
        [.. (cells.Exists(cell => IsYear(cell)) ? Quarter.Range(id.Last.Add(-3), id.Last) : id.Quarters).SelectMany(quarter => quarter.Months)];

    private static RawCount CountOf(ReleaseCell cell, QuarterCounts counts, PortRegister register)
    {
        if (cell.Locode is { } locode && IsYear(cell))
            return counts.OfYear(int.Parse(cell.Period, System.Globalization.CultureInfo.InvariantCulture), locode);
        var quarter = Quarter.Parse(cell.Period);
        return cell switch
        {
            { Locode: { } port } => counts.Of(quarter, port),
            { Group: { } group } => counts.Of(quarter, group),
            { Region: { } region } => QuarterCounts.Sum(register.In(quarter).Where(port => port.Region == region).Select(port => counts.Of(quarter, port.Locode))),
            _ => counts.Of(quarter),
        };
    }

    private static bool IsYear(ReleaseCell cell) => cell.Period.Length == 4;
}
