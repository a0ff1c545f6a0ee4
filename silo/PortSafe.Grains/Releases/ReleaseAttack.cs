using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PortSafe.Auditor.Releases;
using PortSafe.Data;
using PortSafe.Data.Releases;
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
/// broke never decides what is withheld.
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
            if (attempt.Passes || withheld == ReleaseTable.All.Count)
                return new AttackedRelease(compiled, attempts, known.Hash, await CompressAsync(audit.Witnesses, ct));
        }
    }

    /// <summary>SHA-256 over the ids and hashes of every release but this one that readers were ever shown.</summary>
    internal static async Task<string> VintagesAsync(PortSafeDb db, ReleaseId id, CancellationToken ct) => HashOf(await PublishedAsync(db, id, ct));

    /// <summary>What is known whatever this release will say.</summary>
    private sealed record Known(IReadOnlyList<ReleaseRow> Published, IReadOnlyList<PublishedFigure> Figures, PortRegister Register, IReadOnlyList<AuditedAccount> Accounts)
    {
        public string Hash => HashOf(Published);
    }

    private static async Task<Known> KnownAsync(PortSafeDb db, ReleaseId id, CancellationToken ct)
    {
        var published = await PublishedAsync(db, id, ct);
        var ids = published.ConvertAll(row => row.Id);
        var cells = await db.ReleaseCells.AsNoTracking().Where(row => ids.Contains(row.Release) && row.Lower != null).ToListAsync(ct);
        var register = await PortRegister.ReadAsync(db, ct);
        return new Known(published, [.. cells.Select(row => FigureOf(row.Release, ReleaseCells.FromRow(row)))], register, await AccountsAsync(db, register, id, ct));
    }

    private static async Task<List<ReleaseRow>> PublishedAsync(PortSafeDb db, ReleaseId id, CancellationToken ct)
    {
        var (frozen, withdrawn) = (ReleaseState.Frozen.Code, ReleaseState.Withdrawn.Code);
        var rows = await db.Releases.AsNoTracking().Where(row => row.Id != id && (row.State == frozen || row.State == withdrawn)).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Id)];
    }

    private static string HashOf(IReadOnlyList<ReleaseRow> published) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', published.Select(row => $"{row.Id} {row.Hash}")))));

    /// <summary>The accounts to which the figures of their ports are shown.</summary>
    private static async Task<IReadOnlyList<AuditedAccount>> AccountsAsync(PortSafeDb db, PortRegister register, ReleaseId id, CancellationToken ct)
    {
        var regions = register.In(id.Last).ToDictionary(port => port.Locode, port => port.Region);
        var manager = Role.PortManager.Code;
        var people = await db.Users.AsNoTracking().Where(row => row.Role == manager && row.RevokedAt == null).Select(row => row.Id).ToListAsync(ct);
        var ports = (await db.PersonPorts.AsNoTracking().ToListAsync(ct)).ToLookup(row => row.PersonId, row => row.Locode);
        return
        [
            .. people.Order()
                .Select(person => new AuditedAccount(Actor.Person(person, Role.PortManager).Id, [.. ports[person].Order()]))
                .Where(account => account.Ports.Count > 0 && PublicationPlan.ShowsOwnFigures(account.Ports, regions)),
        ];
    }

    private static PublishedFigure FigureOf(ReleaseId release, ReleaseCell cell)
    {
        var (first, last) = Quarter.TryParse(cell.Period, null, out var quarter) ? (quarter, quarter) : (release.Last.Add(-3), release.Last);
        return new PublishedFigure(
            first, last, release.IsRevision ? 1 : 0, cell.Locode is null ? cell.Region : null, cell.Group, cell.Locode, cell.Reports!.Value.Lower, cell.Reports.Value.Upper);
    }

    private sealed record Found(ReleaseAudit Audit, ScenarioAudit Insiders);

    private async Task<Result<Found>> AttackAsync(Known known, CompiledRelease compiled, IReadOnlyList<TrueCount> counts, CancellationToken ct)
    {
        var publication = new Publication(
            [.. known.Register.Ports.Select(port => new AuditedPort(port.Locode, port.Region, port.From, port.To))],
            [.. known.Figures, .. compiled.Cells.Where(cell => cell.Reports is not null).Select(cell => FigureOf(compiled.Id, cell))]);
        try
        {
            var audit = await auditor.AuditAsync(publication, known.Accounts, compiled.Id.Quarters.Contains, ct);
            return new Found(audit, await auditor.AuditInsidersAsync(publication, known.Accounts, counts, compiled.Id.Quarters.Contains, ct));
        }
        catch (ContradictionException contradiction)
        {
            return Error.Conflict("figures-contradict", $"{contradiction.Message} One of them was not compiled from the others’ counts, so nothing can be proven. Withdraw the wrong one first.");
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
            counts.AddRange(ports.Where(port => known.Register.Find(port)?.IsIn(quarter) == true).Select(port => new TrueCount(port, quarter, exact.Of(quarter, port).Reports)));
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
