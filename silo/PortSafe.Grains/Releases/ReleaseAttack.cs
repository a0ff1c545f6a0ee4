using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PortSafe.Auditor.Releases;
using PortSafe.Data;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>What an attack showed.</summary>
/// <param name="Compiled">The figures of the last attempt, without the tables that were withheld.</param>
/// <param name="Vintages">SHA-256 over what was published before, which was attacked with it.</param>
/// <param name="Witnesses">The tables that prove each range, as JSON, compressed by gzip.</param>
internal sealed record AttackedRelease(CompiledRelease Compiled, IReadOnlyList<AuditAttempt> Attempts, string Vintages, byte[] Witnesses);

/// <summary>
/// Gives the auditor what each reader would see, and withholds whole tables in their fixed order while it succeeds. Which cell it
/// broke never decides what is withheld, and true counts decide nothing that readers see: where only whoever knows them succeeds, the
/// release is stopped.
/// </summary>
public sealed class ReleaseAttack(IDbContextFactory<PortSafeDb> contexts, ReportLedger ledger, ReleaseAuditor auditor)
{
    /// <param name="whole">The release with every table.</param>
    /// <param name="by">Who reads the exact counts that a manager is taken to know.</param>
    /// <returns>What was found; an error when nothing could be proven.</returns>
    internal async Task<Result<AttackedRelease>> RunAsync(CompiledRelease whole, Actor by, CancellationToken ct)
    {
        var id = whole.Id;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await KnownAsync(db, id, ct);
        if (!(await TrueCountsAsync(db, known, id, by, ct)).Succeeded(out var counts, out var error))
            return error;
        var attempts = new List<AuditAttempt>();
        while (true)
        {
            var withheld = attempts.Count;
            var compiled = whole.Without(withheld);
            if (!(await AttackAsync(known, compiled, counts, ct)).Succeeded(out var found, out error))
                return error;
            var (audit, insiders) = found;
            var attempt = new AuditAttempt([.. ReleaseTable.All.Take(withheld)], [.. audit.Scenarios, insiders]);
            attempts.Add(attempt);
            if (audit.Passes || withheld == ReleaseTable.All.Count)
                return new AttackedRelease(compiled, attempts, known.Hash, await CompressAsync(audit.Witnesses, ct));
        }
    }

    /// <summary>SHA-256 over what it is attacked with: every other release that readers were ever shown, and which account has which ports.</summary>
    internal static async Task<string> VintagesAsync(PortSafeDb db, ReleaseId id, CancellationToken ct) => HashOf(await PublishedAsync(db, id, ct), await ManagersAsync(db, ct));

    /// <summary>What is known whatever this release will say.</summary>
    private sealed record Known(string Hash, IReadOnlyList<PublishedFigure> Figures, PortRegister Register, IReadOnlyList<AuditedAccount> Accounts);

    private static async Task<Known> KnownAsync(PortSafeDb db, ReleaseId id, CancellationToken ct)
    {
        var published = await PublishedAsync(db, id, ct);
        var ids = published.ConvertAll(row => row.Id);
        var cells = await db.ReleaseCells.AsNoTracking().Where(row => ids.Contains(row.Release) && row.Lower != null).ToListAsync(ct);
        var register = await PortRegister.ReadAsync(db, ct);
        var managers = await ManagersAsync(db, ct);
        var figures = cells.ConvertAll(row => FigureOf(row.Release, ReleaseCells.FromRow(row)));
        return new Known(HashOf(published, managers), figures, register, Accounts(managers, register, [.. figures.Select(figure => figure.Last).Concat(id.Quarters).Distinct()]));
    }

    private static async Task<List<(ReleaseId Id, string Hash)>> PublishedAsync(PortSafeDb db, ReleaseId id, CancellationToken ct)
    {
        var rows = await PublishedReleases.In(db).Where(row => row.Id != id).Select(row => new { row.Id, row.Hash }).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Id).Select(row => (row.Id, row.Hash))];
    }

    private static string HashOf(IReadOnlyList<(ReleaseId Id, string Hash)> published, IReadOnlyList<AuditedAccount> managers)
    {
        var lines = published.Select(row => $"{row.Id} {row.Hash}").Concat(managers.Select(account => $"{account.Id} {string.Join(' ', account.Ports)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    /// <summary>Every account that has ports, with those and all that it ever had, in order.</summary>
    private static async Task<IReadOnlyList<AuditedAccount>> ManagersAsync(PortSafeDb db, CancellationToken ct)
    {
        var manager = Role.PortManager.Code;
        var people = await db.Users.AsNoTracking().Where(row => row.Role == manager && row.RevokedAt == null).Select(row => row.Id).ToListAsync(ct);
        var ports = (await db.PersonPortsHeld.AsNoTracking().ToListAsync(ct)).ToLookup(row => row.PersonId, row => row.Locode);
        return
        [
            .. people.Where(ports.Contains).Order()
                .Select(person => new AuditedAccount(Actor.Person(person, Role.PortManager).Id, [.. ports[person].Order()])),
        ];
    }

    /// <summary>The accounts to which figures of their ports are shown in any of the quarters, and in which they are not.</summary>
    private static IReadOnlyList<AuditedAccount> Accounts(IReadOnlyList<AuditedAccount> managers, PortRegister register, IReadOnlyList<Quarter> quarters)
    {
        var regions = quarters.ToDictionary(quarter => quarter, quarter => register.In(quarter).ToDictionary(port => port.Locode, port => port.Region));
        return
        [
            .. managers
                .Select(account => account with { Hidden = [.. quarters.Where(quarter => !PublicationPlan.ShowsOwnFigures(account.Ports, regions[quarter]))] })
                .Where(account => account.Hidden.Count < quarters.Count),
        ];
    }

    private static PublishedFigure FigureOf(ReleaseId release, ReleaseCell cell)
    {
        var (first, last) = Quarter.TryParse(cell.Period, null, out var quarter) ? (quarter, quarter) : (release.Last.Add(-3), release.Last);
        return new PublishedFigure(
            first, last, release.IsRevision ? 1 : 0, cell.Locode is null ? cell.Region : null, cell.Group, cell.Locode, cell.Reports!.Value.Lower, cell.Reports.Value.Upper);
    }

    /// <summary>Each port with each run of quarters in which it was in the register, from the first of these quarters to the last.</summary>
    private static IEnumerable<AuditedPort> PortsIn(PortRegister register, IReadOnlyList<Quarter> quarters)
    {
        var open = new Dictionary<RegisteredPort, AuditedPort>();
        foreach (var quarter in Quarter.Range(quarters.Min(), quarters.Max()))
        {
            foreach (var port in register.In(quarter))
            {
                if (open.Remove(port, out var run) && run.To != quarter.Previous)
                    yield return run;
                open[port] = run is not null && run.To == quarter.Previous ? run with { To = quarter } : new AuditedPort(port.Locode, port.Region, quarter, quarter);
            }
        }
        foreach (var run in open.Values)
            yield return run;
    }

    private sealed record Found(ReleaseAudit Audit, ScenarioAudit Insiders);

    private async Task<Result<Found>> AttackAsync(Known known, CompiledRelease compiled, IReadOnlyList<TrueCount> counts, CancellationToken ct)
    {
        var publication = new Publication(
            [.. PortsIn(known.Register, known.Figures.Select(figure => figure.First).Concat(compiled.Id.Quarters).ToList())],
            [.. known.Figures, .. compiled.Cells.Where(cell => cell.Reports is not null).Select(cell => FigureOf(compiled.Id, cell))]);
        try
        {
            var audit = await auditor.AuditAsync(publication, known.Accounts, compiled.Id.Quarters.Contains, ct);
            return new Found(audit, await auditor.AuditInsidersAsync(publication, known.Accounts, counts, compiled.Id.Quarters.Contains, ct));
        }
        catch (ContradictionException contradiction)
        {
            return Error.Conflict("figures-contradict", $"{contradiction.Message} One of them was not compiled from the others’ counts, so nothing can be proven. Look for what was imported or recorded since the others were frozen; the audit succeeds once the counts agree again.");
        }
        catch (UnprovenException unproven)
        {
            return Error.Conflict("audit-unproven", $"The solver’s answer did not stand up to the check, so nothing was proven. {unproven.Message}");
        }
        catch (NodeException unavailable)
        {
            return Error.Conflict("auditor-unavailable", $"The audit did not run. {unavailable.Message}");
        }
    }

    /// <summary>The counts of the accounts' ports, each quarter as it was when it was first published, or as it is now.</summary>
    private async Task<Result<IReadOnlyList<TrueCount>>> TrueCountsAsync(PortSafeDb db, Known known, ReleaseId id, Actor by, CancellationToken ct)
    {
        var ports = known.Accounts.SelectMany(account => account.Ports).Distinct().ToList();
        var counts = new List<TrueCount>();
        foreach (var quarter in ports.Count == 0 ? [] : id.Last.Number == 4 ? Quarter.Range(id.Last.Add(-3), id.Last) : [id.Last])
        {
            if (!(await FirstPublished.ReadAsync(db, ledger, quarter, by, ct)).Succeeded(out var reading, out var error))
                return error;
            var exact = QuarterCounts.Of([reading], known.Register);
            counts.AddRange(ports.Where(port => known.Register.Holds(port, quarter)).Select(port => new TrueCount(port, quarter, exact.Of(quarter, port).Reports)));
        }
        return counts;
    }

    private static async Task<byte[]> CompressAsync(WitnessBook witnesses, CancellationToken ct)
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            await witnesses.WriteAsync(gzip, ct);
        return compressed.ToArray();
    }
}
