using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>One line of the list of releases.</summary>
/// <param name="State">Null for a closed quarter that has not been compiled yet.</param>
public sealed record ReleaseSummary(Quarter Quarter, ReleaseState? State, string? Hash, DateTimeOffset? CompiledAt, string? SubmittedBy, string? ApprovedBy, DateTimeOffset? FrozenAt);

/// <summary>The releases as a list, for those who prepare them.</summary>
public sealed class ReleaseDirectory(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    /// <summary>Every quarter from the first that has report statements to the last that has closed, the latest first.</summary>
    public async Task<Result<IReadOnlyList<ReleaseSummary>>> ListAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.PrepareReleases) && !by.May(Permission.ApproveReleases))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = (await db.Releases.AsNoTracking().ToListAsync(ct)).ToDictionary(row => row.Quarter);
        var months = await db.Statements.AsNoTracking().Select(row => row.Month).Distinct().ToListAsync(ct);
        var known = months.Select(month => month.Quarter).Concat(rows.Keys).ToList();
        if (known.Count == 0)
            return new Result<IReadOnlyList<ReleaseSummary>>([], null);
        var last = Quarter.Of(clock.Today()).Previous;
        return Quarter.Range(known.Min(), last).Reverse().Select(quarter => ToSummary(quarter, rows.GetValueOrDefault(quarter))).ToList();
    }

    private static ReleaseSummary ToSummary(Quarter quarter, Data.Releases.ReleaseRow? row) => new(
        quarter,
        row is null ? null : ReleaseState.Parse(row.State),
        row?.Hash,
        row?.CompiledAt,
        row?.SubmittedBy,
        row?.ApprovedBy,
        row?.FrozenAt);
}
