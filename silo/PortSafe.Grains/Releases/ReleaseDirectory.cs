using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>One line of the list of releases.</summary>
/// <param name="State">Null for one that could be compiled and has not been yet.</param>
public sealed record ReleaseSummary(ReleaseId Id, ReleaseState? State, string? Hash, DateTimeOffset? CompiledAt, string? SubmittedBy, string? ApprovedBy, DateTimeOffset? FrozenAt);

/// <summary>The releases as a list, for those who prepare them.</summary>
public sealed class ReleaseDirectory(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    /// <summary>Every quarter from the first that has report statements to the last that has closed, and the revisions of years, the latest first.</summary>
    public async Task<Result<IReadOnlyList<ReleaseSummary>>> ListAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.PrepareReleases) && !by.May(Permission.ApproveReleases))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = (await db.Releases.AsNoTracking().ToListAsync(ct)).ToDictionary(row => row.Id);
        var months = await db.Statements.AsNoTracking().Select(row => row.Month).Distinct().ToListAsync(ct);
        var known = months.Select(month => month.Quarter).Concat(rows.Keys.Select(id => id.Last)).ToList();
        if (known.Count == 0)
            return new Result<IReadOnlyList<ReleaseSummary>>([], null);
        var quarters = Quarter.Range(known.Min(), Quarter.Of(clock.Today()).Previous).Select(ReleaseId.Of);
        return quarters.Concat(RevisionsOf(rows)).OrderDescending().Select(id => ToSummary(id, rows.GetValueOrDefault(id))).ToList();
    }

    /// <summary>The revisions that there are, or that could be compiled: their year's quarters are frozen, and late reports were waited for.</summary>
    private IEnumerable<ReleaseId> RevisionsOf(Dictionary<ReleaseId, ReleaseRow> rows) => rows.Keys
        .Select(id => ReleaseId.RevisionOf(id.Last.Year))
        .Distinct()
        .Where(revision => rows.ContainsKey(revision) || (clock.Today() > revision.WaitsUntil
            && revision.Quarters.All(quarter => rows.GetValueOrDefault(ReleaseId.Of(quarter))?.State == ReleaseState.Frozen.Code)));

    private static ReleaseSummary ToSummary(ReleaseId id, ReleaseRow? row) => new(
        id,
        row is null ? null : ReleaseState.Parse(row.State),
        row?.Hash,
        row?.CompiledAt,
        row?.SubmittedBy,
        row?.ApprovedBy,
        row?.FrozenAt);
}
