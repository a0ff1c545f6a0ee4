using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Releases;

/// <summary>A frozen release: all that anyone outside JMSC learns of a quarter, or of a year's revision. It never changes, so it may be kept for ever by its hash.</summary>
public sealed class FrozenRelease
{
    private readonly IReadOnlyList<ReleaseCell> _cells;
    private readonly Dictionary<(string Measure, Region? Region, CategoryGroup? Group, PortSize? Size, Stage? Stage), ReleaseCell> _public = [];

    internal FrozenRelease(Quarter quarter, string hash, DateTimeOffset frozenAt, long? auditedCells, IReadOnlyList<ReleaseCell> cells)
    {
        (Quarter, Hash, FrozenAt, AuditedCells, _cells) = (quarter, hash, frozenAt, auditedCells, cells);
        foreach (var cell in Public)
            _public.TryAdd((cell.Measure, cell.Region, cell.Group, cell.Size, cell.Stage), cell);
    }

    /// <summary>Its quarter; of a revision, the year's last.</summary>
    public Quarter Quarter { get; }

    /// <summary>Over all cells, those of single ports included: not for readers outside JMSC.</summary>
    public string Hash { get; }

    /// <summary>SHA-256 of the canonical form of the public cells: what readers may be shown in place of <see cref="Hash"/>.</summary>
    public string PublicHash { get; internal init; } = "";

    public DateTimeOffset FrozenAt { get; }

    /// <summary>How many protected cells the auditor attacked, over all readers; null for a release that an earlier version froze.</summary>
    public long? AuditedCells { get; }

    public bool Audited => AuditedCells is not null;

    /// <summary>“frozen 9 October 2026”, and where it was not audited that too.</summary>
    public string WhenFrozen => $"frozen {UkDate.Of(FrozenAt):d MMMM yyyy}{(Audited ? "" : ", not audited")}";

    /// <summary>The cells that everyone may read.</summary>
    public IEnumerable<ReleaseCell> Public => _cells.Where(cell => cell.Audience == ReleaseAudience.Public);

    /// <summary>The nation's total of a quarter, or a group's, as a revision publishes it again; null where this is none of that quarter.</summary>
    public ReleaseCell? Revised(Quarter quarter, CategoryGroup? group = null) => Public.FirstOrDefault(
        cell => cell.Measure == Measure.Reports.Id && cell.Period == quarter.ToString() && cell.Group == group && cell is { Region: null, Reports: not null });

    /// <summary>The port's own report figure; null when its cadence has none in this quarter. Who may see it, <see cref="OwnFigures"/> says.</summary>
    internal ReleaseCell? PortCell(Locode port) => _cells.FirstOrDefault(cell => cell.Audience == ReleaseAudience.Port && cell.Locode == port);

    /// <summary>The one public cell of a measure and breakdown; null when the plan has none.</summary>
    public ReleaseCell? Find(Measure measure, Region? region = null, CategoryGroup? group = null, PortSize? size = null, Stage? stage = null) =>
        _public.GetValueOrDefault((measure.Id, region, group, size, stage));
}

/// <summary>What everyone is told of a release that was withdrawn.</summary>
public sealed record WithdrawnRelease(ReleaseId Id, WithdrawalReason Reason, DateTimeOffset WithdrawnAt);

/// <summary>Reads frozen releases. Cells of a frozen release cannot change, so each is read once and kept.</summary>
public sealed class FrozenReleases(IDbContextFactory<PortSafeDb> contexts)
{
    private readonly ConcurrentDictionary<string, FrozenRelease> _byHash = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Quarter, IReadOnlyDictionary<Locode, Region>> _registers = [];

    /// <summary>Null when the quarter's release is not frozen.</summary>
    public async Task<FrozenRelease?> FindAsync(Quarter quarter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = ReleaseId.Of(quarter);
        var row = await Frozen(db).FirstOrDefaultAsync(release => release.Id == id, ct);
        return row is null ? null : await ReadAsync(db, row, ct);
    }

    /// <summary>Every quarter's frozen release, the earliest first.</summary>
    public Task<IReadOnlyList<FrozenRelease>> AllAsync(CancellationToken ct) => ReadAllAsync(revisions: false, ct);

    /// <summary>Every year's frozen revision, the earliest first: the nation's figures of its four quarters, a second time.</summary>
    public Task<IReadOnlyList<FrozenRelease>> RevisionsAsync(CancellationToken ct) => ReadAllAsync(revisions: true, ct);

    /// <summary>The releases that were withdrawn, the earliest first.</summary>
    public async Task<IReadOnlyList<WithdrawnRelease>> WithdrawnAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var withdrawn = ReleaseState.Withdrawn.Code;
        var rows = await db.Releases.AsNoTracking().Where(release => release.State == withdrawn)
            .Select(row => new { row.Id, row.WithdrawalReason, row.WithdrawnAt }).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Id).Select(row => new WithdrawnRelease(row.Id, WithdrawalReason.Parse(row.WithdrawalReason!), row.WithdrawnAt!.Value))];
    }

    /// <summary>
    /// What an actor may be shown of ports' own figures. A port that they have managed counts with those that they manage: what they were
    /// shown of it, they still know.
    /// </summary>
    public async Task<OwnFigures> OwnFiguresAsync(Actor by, CancellationToken ct)
    {
        var shown = new HashSet<Quarter>();
        if (by.Ports.Count == 0)
            return new OwnFigures(by, shown);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var person = by.PersonId;
        var held = await db.PersonPortsHeld.AsNoTracking().Where(row => row.PersonId == person).Select(row => row.Locode).ToListAsync(ct);
        var ports = held.Union(by.Ports).ToList();
        var published = await PublishedReleases.In(db).Select(row => row.Id).ToListAsync(ct);
        var quarters = published.Where(id => !id.IsRevision).Select(id => id.Last).ToList();
        await KeepRegistersAsync(db, quarters, ct);
        shown.UnionWith(quarters.Where(quarter => PublicationPlan.ShowsOwnFigures(ports, _registers[quarter])));
        return new OwnFigures(by, shown);
    }

    /// <summary>Reads the region of each port that the published releases know of, where that is not known yet. It cannot change.</summary>
    private async Task KeepRegistersAsync(PortSafeDb db, IReadOnlyList<Quarter> published, CancellationToken ct)
    {
        if (published.All(_registers.ContainsKey))
            return;
        var register = await PortRegister.ReadAsync(db, ct);
        foreach (var quarter in published)
            _registers.TryAdd(quarter, register.In(quarter).ToDictionary(port => port.Locode, port => port.Region));
    }

    private static IQueryable<FrozenRow> Frozen(PortSafeDb db)
    {
        var frozen = ReleaseState.Frozen.Code;
        return db.Releases.AsNoTracking()
            .Where(release => release.State == frozen)
            .Select(release => new FrozenRow { Id = release.Id, Plan = release.Plan, Hash = release.Hash, FrozenAt = release.FrozenAt!.Value, AuditedCells = release.AuditedCells });
    }

    /// <summary>What of a release's row is asked on every request: not the register and signature that stand beside it.</summary>
    private sealed record FrozenRow
    {
        public required ReleaseId Id { get; init; }

        public required int Plan { get; init; }

        public required string Hash { get; init; }

        public required DateTimeOffset FrozenAt { get; init; }

        public required long? AuditedCells { get; init; }
    }

    private async Task<IReadOnlyList<FrozenRelease>> ReadAllAsync(bool revisions, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var releases = new List<FrozenRelease>();
        foreach (var row in (await Frozen(db).ToListAsync(ct)).Where(row => row.Id.IsRevision == revisions).OrderBy(row => row.Id))
            releases.Add(await ReadAsync(db, row, ct));
        return releases;
    }

    private async Task<FrozenRelease> ReadAsync(PortSafeDb db, FrozenRow row, CancellationToken ct)
    {
        if (_byHash.TryGetValue(row.Hash, out var known))
            return known;
        var cells = await db.ReleaseCells.AsNoTracking().Where(cell => cell.Release == row.Id).OrderBy(cell => cell.Number).ToListAsync(ct);
        var all = cells.ConvertAll(ReleaseCells.FromRow);
        var release = new FrozenRelease(row.Id.Last, row.Hash, row.FrozenAt, row.AuditedCells, all)
        {
            PublicHash = ReleaseCells.Hash(row.Id, row.Plan, all.FindAll(cell => cell.Audience == ReleaseAudience.Public)),
        };
        return _byHash.GetOrAdd(row.Hash, release);
    }
}
