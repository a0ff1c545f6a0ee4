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
/// <param name="Register">As <see cref="PortRegister.Text"/> gives it; null for a revision.</param>
internal sealed record CompiledRelease(ReleaseId Id, IReadOnlyList<ReleaseCell> Cells, string? Register, long LedgerVersion)
{
    public string Hash { get; } = ReleaseCells.Hash(Id, PublicationPlan.Current.Version, Cells, Register);

    /// <summary>The same with whole tables withheld.</summary>
    /// <param name="tables">How many, from the first of <see cref="ReleaseTable.All"/>.</param>
    public CompiledRelease Without(int tables)
    {
        var withheld = ReleaseTable.All.Take(tables).ToList();
        return tables == 0 ? this : new CompiledRelease(
            Id, [.. Cells.Select(cell => ReleaseCells.TableOf(cell) is { } table && withheld.Contains(table) ? ReleaseCells.Withhold(cell) : cell)], Register, LedgerVersion);
    }
}

/// <summary>Computes a release's cells from the streams' read models and the ledger of report statements.</summary>
public sealed class ReleaseCompiler(IDbContextFactory<PortSafeDb> contexts, ReadModels readModels, ReportLedger ledger)
{
    /// <summary>The code of the error that a revision cannot be compiled yet.</summary>
    public const string QuartersNotFrozen = "quarters-not-frozen";

    /// <returns>Every cell of the plan; an error when a month is unknown, the register is empty, or a revision's quarters are not all frozen.</returns>
    internal async Task<Result<CompiledRelease>> CompileAsync(ReleaseId id, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (id.IsRevision && await NotFrozenAsync(db, id.Quarters, ct) is { Count: > 0 } open)
            return Error.Conflict(QuartersNotFrozen, $"A revision publishes quarters again. Freeze {string.Join(", ", open)} first.");
        await readModels.CatchUpAsync(ct);
        var months = id.Quarters.SelectMany(quarter => quarter.Months).ToList();
        if (!(await ledger.ReadAsync(months, by, ct)).Succeeded(out var reading, out var error))
            return error;
        if (reading.Missing.Count > 0)
            return Error.Conflict("months-unknown", $"The release cannot be compiled: no statement of {string.Join(", ", reading.Missing.Select(Words))}. Import the missing months first.");
        var register = await PortRegister.ReadAsync(db, ct);
        if (register.In(id.Last).Count == 0)
            return Error.Conflict("register-empty", "There are no ports in the register. Import the ports first.");
        if (!(await EarlierAsync(db, id, by, ct)).Succeeded(out var earlier, out error))
            return error;
        var counts = QuarterCounts.Of([.. earlier, reading], register);
        var cells = ReleaseCells.InOrder(id.IsRevision
            ? id.Quarters.SelectMany(quarter => ReportCells.OfNation(quarter, counts))
            : ReportCells.Of(id.Last, register.In(id.Last), counts, hasYear: earlier.Count > 0).Concat(await EngagementAsync(db, id.Last, register, ct)));
        return new CompiledRelease(id, cells, id.IsRevision ? null : PortRegister.Text(register.In(id.Last)), reading.Version);
    }

    private static async Task<IEnumerable<ReleaseCell>> EngagementAsync(PortSafeDb db, Quarter quarter, PortRegister register, CancellationToken ct)
    {
        var rows = await db.PortQuarters.AsNoTracking().Where(row => row.Quarter == quarter).OrderBy(row => row.Locode).ToListAsync(ct);
        return EngagementCells.Of(quarter, register.In(quarter), rows);
    }

    private static async Task<List<Quarter>> NotFrozenAsync(PortSafeDb db, IReadOnlyList<Quarter> quarters, CancellationToken ct)
    {
        var (wanted, frozen) = (quarters.Select(ReleaseId.Of).ToList(), ReleaseState.Frozen.Code);
        var found = await db.Releases.Where(row => wanted.Contains(row.Id) && row.State == frozen).Select(row => row.Id).ToListAsync(ct);
        return [.. wanted.Except(found).Select(release => release.Last)];
    }

    /// <summary>
    /// The earlier quarters of the year that a fourth quarter closes, as they were first published. None unless each of them is published:
    /// figures of a quarter that came later, or came back, could contradict the year's.
    /// </summary>
    private async Task<Result<IReadOnlyList<LedgerReading>>> EarlierAsync(PortSafeDb db, ReleaseId id, Actor by, CancellationToken ct)
    {
        var readings = new List<LedgerReading>();
        if (id.IsRevision || id.Last.Number != 4 || (await NotFrozenAsync(db, [.. Quarter.Range(id.Last.Add(-3), id.Last.Previous)], ct)).Count > 0)
            return readings;
        foreach (var quarter in Quarter.Range(id.Last.Add(-3), id.Last.Previous))
        {
            if (!(await FirstPublished.ReadAsync(db, ledger, quarter, by, ct)).Succeeded(out var reading, out var error))
                return error;
            readings.Add(reading);
        }
        return readings;
    }

    private static string Words(MissingStatement missing) => $"{missing.Month.Title} from {missing.Source ?? "any source"}";
}
