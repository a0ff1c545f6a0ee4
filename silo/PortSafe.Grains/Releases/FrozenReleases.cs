using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Releases;

/// <summary>A frozen release: all that anyone outside JMSC learns of a quarter. It never changes, so it may be kept for ever by its hash.</summary>
public sealed class FrozenRelease
{
    private readonly IReadOnlyList<ReleaseCell> _cells;

    internal FrozenRelease(Quarter quarter, string hash, DateTimeOffset frozenAt, IReadOnlyList<ReleaseCell> cells) =>
        (Quarter, Hash, FrozenAt, _cells) = (quarter, hash, frozenAt, cells);

    public Quarter Quarter { get; }

    public string Hash { get; }

    public DateTimeOffset FrozenAt { get; }

    /// <summary>Whether the auditor has attacked it; no release is audited in this version.</summary>
    public bool Audited => false;

    /// <summary>The cells that everyone may read.</summary>
    public IEnumerable<ReleaseCell> Public => _cells.Where(cell => cell.Audience == ReleaseAudience.Public);

    /// <summary>The port's own report figure in this release, for those who may read the port: null when its cadence has none in this quarter.</summary>
    public ReleaseCell? OfPort(Locode port, Actor by) => by.MayReadReportsOf(port)
        ? _cells.FirstOrDefault(cell => cell.Audience == ReleaseAudience.Port && cell.Locode == port)
        : null;

    /// <summary>The one public cell of a measure and breakdown; null when the plan has none.</summary>
    public ReleaseCell? Find(Measure measure, Region? region = null, CategoryGroup? group = null, PortSize? size = null, Stage? stage = null) =>
        Public.FirstOrDefault(cell => cell.Measure == measure.Id && cell.Region == region && cell.Group == group && cell.Size == size && cell.Stage == stage);
}

/// <summary>Reads frozen releases. Cells of a frozen release cannot change, so each is read once and kept.</summary>
public sealed class FrozenReleases(IDbContextFactory<PortSafeDb> contexts)
{
    private readonly ConcurrentDictionary<string, FrozenRelease> _byHash = new(StringComparer.Ordinal);

    /// <summary>Null when the quarter's release is not frozen.</summary>
    public async Task<FrozenRelease?> FindAsync(Quarter quarter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await Frozen(db).FirstOrDefaultAsync(release => release.Quarter == quarter, ct);
        return row is null ? null : await ReadAsync(db, row, ct);
    }

    /// <summary>Every frozen release, the earliest quarter first.</summary>
    public async Task<IReadOnlyList<FrozenRelease>> AllAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var releases = new List<FrozenRelease>();
        foreach (var row in (await Frozen(db).ToListAsync(ct)).OrderBy(row => row.Quarter))
            releases.Add(await ReadAsync(db, row, ct));
        return releases;
    }

    private static IQueryable<ReleaseRow> Frozen(PortSafeDb db)
    {
        var frozen = ReleaseState.Frozen.Code;
        return db.Releases.AsNoTracking().Where(release => release.State == frozen);
    }

    private async Task<FrozenRelease> ReadAsync(PortSafeDb db, ReleaseRow row, CancellationToken ct)
    {
        if (_byHash.TryGetValue(row.Hash, out var known))
            return known;
        var cells = await db.ReleaseCells.AsNoTracking().Where(cell => cell.Quarter == row.Quarter).OrderBy(cell => cell.Number).ToListAsync(ct);
        var release = new FrozenRelease(row.Quarter, row.Hash, row.FrozenAt!.Value, [.. cells.Select(ReleaseCells.FromRow)]);
        return _byHash.GetOrAdd(row.Hash, release);
    }
}
