using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Releases;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>A stored release as its readers see it.</summary>
internal static class ReleaseViews
{
    /// <summary>All of it, for those who prepare releases.</summary>
    public static async Task<ReleaseView> OfAsync(PortSafeDb db, ReleaseRow release, CancellationToken ct)
    {
        var cells = await db.ReleaseCells.AsNoTracking().Where(cell => cell.Release == release.Id).OrderBy(cell => cell.Number).ToListAsync(ct);
        var isUnsafe = await db.ReleaseAudits.AnyAsync(
            row => row.Release == release.Id && !row.Passed && row.Hash == release.Hash && row.LedgerVersion == release.LedgerVersion, ct);
        return new ReleaseView(
            release.Id,
            ReleaseState.Parse(release.State),
            release.Plan,
            [.. ReleaseTable.All.Take(release.Withheld)],
            release.Hash,
            release.AuditedCells,
            isUnsafe,
            release.CompiledAt,
            release.CompiledBy,
            release.AuditedAt,
            release.SubmittedBy,
            release.ApprovedBy,
            release.FrozenAt,
            release.AbandonedNote,
            WithdrawalOf(release),
            [.. cells.Select(ReleaseCells.FromRow)]);
    }

    /// <summary>
    /// What a published release is to readers outside JMSC; of a withdrawn one, that it was withdrawn, and why. Its hash covers public
    /// cells alone: whoever knows most ports' bands could try the few that are left until a hash over all of them fits.
    /// </summary>
    public static ReleaseView ForReader(ReleaseView view, OwnFigures own) => view with
    {
        Hash = ReleaseCells.Hash(view.Id, view.Plan, [.. view.Cells.Where(cell => cell.Audience == ReleaseAudience.Public)]),
        Withdrawal = view.State == ReleaseState.Withdrawn ? view.Withdrawal! with { Note = null, AskedBy = "", WithdrawnBy = null } : null,
        Cells = view.State == ReleaseState.Withdrawn ? [] : [.. view.Cells.Where(cell => own.MaySee(cell, view.Id.Last))],
    };

    private static ReleaseWithdrawal? WithdrawalOf(ReleaseRow release) => release is { WithdrawalAskedBy: { } by, WithdrawalAskedAt: { } at, WithdrawalReason: { } reason }
        ? new ReleaseWithdrawal(WithdrawalReason.Parse(reason), release.WithdrawalNote, by, at, release.WithdrawnBy, release.WithdrawnAt)
        : null;
}
