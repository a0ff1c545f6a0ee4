using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Releases;

/// <summary>What a compilation yields: cells in canonical order, and what they were computed from.</summary>
internal sealed record CompiledRelease(IReadOnlyList<ReleaseCell> Cells, string Hash, long LedgerVersion);

/// <summary>Computes a quarter's cells from the streams' read models and the ledger of report statements.</summary>
public sealed class ReleaseCompiler(IDbContextFactory<PortSafeDb> contexts, ReadModels readModels, ReportLedger ledger)
{
    /// <summary>An error when a month of the quarter is unknown or the register is empty.</summary>
    internal async Task<Result<CompiledRelease>> CompileAsync(Quarter quarter, Actor by, CancellationToken ct)
    {
        await readModels.CatchUpAsync(ct);
        var months = quarter.Number == 4 ? MonthsOfYear(quarter.Year) : quarter.Months;
        if (!(await ledger.ReadAsync(months, by, ct)).Succeeded(out var reading, out var error))
            return error;
        if (Unknown(reading, quarter.Months) is { Count: > 0 } unknown)
            return Error.Conflict("months-unknown", $"The quarter cannot be compiled: no statement of {string.Join(", ", unknown)}. Import the missing months first.");

        await using var db = await contexts.CreateDbContextAsync(ct);
        var ports = await RegisterAsync(db, quarter, ct);
        if (ports.Count == 0)
            return Error.Conflict("register-empty", "There are no ports in the register. Import the ports first.");
        var rows = await db.PortQuarters.AsNoTracking().Where(row => row.Quarter == quarter).OrderBy(row => row.Locode).ToListAsync(ct);

        var year = quarter.Number == 4 && Unknown(reading, months).Count == 0 ? ByPort(reading) : null;
        var cells = ReleaseCells.InOrder(
            ReportCells.Of(quarter, ports, OfMonths(reading, quarter.Months), year).Concat(EngagementCells.Of(quarter, ports, rows)));
        return new CompiledRelease(cells, ReleaseCells.Hash(quarter, PublicationPlan.Current.Version, cells), reading.Version);
    }

    private static List<string> Unknown(LedgerReading reading, IReadOnlyList<Month> months) =>
        [.. reading.Missing.Where(missing => months.Contains(missing.Month)).Select(missing => $"{missing.Month.Title} from {missing.Source ?? "any source"}")];

    private static Dictionary<(Locode Port, ReportCategory Category), RawCount> OfMonths(LedgerReading reading, IReadOnlyList<Month> months) => reading.Counts
        .Where(count => months.Contains(count.Key.Month))
        .GroupBy(count => (count.Key.Port, count.Key.Category))
        .ToDictionary(group => group.Key, group => group.Aggregate(new RawCount(0), (sum, count) => sum + count.Value));

    private static Dictionary<Locode, RawCount> ByPort(LedgerReading reading) => reading.Counts
        .GroupBy(count => count.Key.Port)
        .ToDictionary(group => group.Key, group => group.Aggregate(new RawCount(0), (sum, count) => sum + count.Value));

    private static async Task<List<RegisteredPort>> RegisterAsync(PortSafeDb db, Quarter quarter, CancellationToken ct)
    {
        var (start, end) = (quarter.Start, quarter.End);
        var rows = await db.PortStatus.AsNoTracking()
            .Where(row => row.AddedOn <= end && (row.ClosedOn == null || row.ClosedOn >= start))
            .OrderBy(row => row.Locode).ToListAsync(ct);
        return [.. rows.Select(row => new RegisteredPort(row.Locode, row.Region, PortSize.Parse(row.Size)))];
    }

    private static Month[] MonthsOfYear(int year) => [.. Enumerable.Range(1, 12).Select(month => new Month(year, month))];
}
