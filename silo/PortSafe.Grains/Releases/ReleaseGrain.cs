using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>Takes one quarter from compiled to frozen. Every step is one transaction, conditional on the state and hash it saw.</summary>
public class ReleaseGrain(
    Quarter quarter, IDbContextFactory<PortSafeDb> contexts, ReleaseCompiler compiler, AuditLog audit, IJobs jobs, TimeProvider clock) : IReleaseGrain
{
    public async Task<Result<ReleaseView>> CompileAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        if (clock.Today() <= quarter.End)
            return Error.Conflict("quarter-open", $"The quarter ends on {quarter.End:d MMMM yyyy}. Compile it after that.");
        if (await StateAsync(ct) == ReleaseState.Frozen.Code)
            return AlreadyFrozen;
        if (!(await compiler.CompileAsync(quarter, by, ct)).Succeeded(out var compiled, out var error))
            return error;
        return await ChangeAsync(by, "release-compiled", ct, (db, release) => Store(db, release, compiled, by));
    }

    public async Task<Result<ReleaseView>> SubmitAsync(Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        if (await WhyOutdatedAsync(by, ct) is { } outdated)
            return outdated;
        return await ChangeAsync(by, "release-submitted", ct, async (db, release) =>
        {
            if (await WhyNotAsync(db, release, ReleaseState.Compiled, "Compile it first.", ct) is { } error)
                return error;
            (release!.State, release.SubmittedBy, release.SubmittedAt) = (ReleaseState.Submitted.Code, by.Id, clock.GetUtcNow());
            return null;
        });
    }

    public async Task<Result<ReleaseView>> ApproveAsync(string hash, Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.ApproveReleases))
            return Authority.Refusal;
        if (await WhyOutdatedAsync(by, ct) is { } outdated)
            return outdated;
        var approved = await ChangeAsync(by, "release-approved", ct, async (db, release) =>
        {
            if (await WhyNotAsync(db, release, ReleaseState.Submitted, "Submit it first.", ct) is { } error)
                return error;
            if (release!.SubmittedBy == by.Id)
                return Error.Forbidden("second-person-needed", "You submitted this release, so another JMSC administrator must approve it.");
            if (release.Hash != hash)
                return Error.Conflict("release-changed", "The release has changed since you looked at it. Look again, then approve.");
            (release.State, release.ApprovedBy, release.FrozenAt) = (ReleaseState.Frozen.Code, by.Id, clock.GetUtcNow());
            return null;
        });
        if (approved.Error is null)
            await jobs.RunSoonAsync<Newsletters.DraftNewsletterJob>(quarter.ToString(), ct);
        return approved;
    }

    public async Task<Result<ReleaseView>> GetAsync(Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var release = await db.Releases.AsNoTracking().FirstOrDefaultAsync(row => row.Quarter == quarter, ct);
        var prepares = by.May(Permission.PrepareReleases) || by.May(Permission.ApproveReleases);
        if (!prepares && (release is null || release.State != ReleaseState.Frozen.Code || !by.May(Permission.ReadSector)))
            return Authority.Refusal;
        if (release is null)
            return NotCompiled;
        var view = await ViewAsync(db, release, ct);
        return prepares ? view : view with { Cells = [.. view.Cells.Where(cell => MaySee(cell, by))] };
    }

    private static Error AlreadyFrozen => Error.Conflict("release-frozen", "This quarter's release is frozen. It cannot be changed.");

    private static Error Outdated =>
        Error.Conflict("release-outdated", "Something was imported or recorded after this release was compiled. Compile it again.");

    private Error NotCompiled => Error.NotFound("release-not-found", $"There is no release of {quarter} yet. Compile it first.");

    private static bool MaySee(ReleaseCell cell, Actor by) =>
        cell.Audience == ReleaseAudience.Public || (cell.Locode is { } port && by.MayReadReportsOf(port));

    /// <summary>Runs one step in a transaction with its audit row.</summary>
    /// <param name="step">Changes the row, or says why not. It is given null where there is no release yet.</param>
    private async Task<Result<ReleaseView>> ChangeAsync(Actor by, string action, CancellationToken ct, Func<PortSafeDb, ReleaseRow?, Task<Error?>> step)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            var release = await db.Releases.FirstOrDefaultAsync(row => row.Quarter == quarter, ct);
            if (await step(db, release) is { } error)
                return error;
            if (db.ChangeTracker.HasChanges())
            {
                await db.SaveChangesAsync(ct);
                release = await db.Releases.FirstAsync(row => row.Quarter == quarter, ct);
                await audit.AppendAsync(db, by, action, $"release:{quarter}", $"hash {release.Hash}, plan {release.Plan}", ct);
            }
            await transaction.CommitAsync(ct);
            return await ViewAsync(db, release!, ct);
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            return Error.Conflict("release-changed", "Somebody else changed this release at the same moment. Look again, then repeat what you did.");
        }
    }

    /// <summary>Compiling the same figures again changes nothing, and leaves a submission in force; other figures void it.</summary>
    private async Task<Error?> Store(PortSafeDb db, ReleaseRow? release, CompiledRelease compiled, Actor by)
    {
        if (release?.State == ReleaseState.Frozen.Code)
            return AlreadyFrozen;
        if (release?.Hash == compiled.Hash)
        {
            release.LedgerVersion = compiled.LedgerVersion;
            return null;
        }
        if (release is null)
            release = db.Releases.Add(NewRow(compiled, by)).Entity;
        else
            await db.ReleaseCells.Where(cell => cell.Quarter == quarter).ExecuteDeleteAsync();
        (release.State, release.Plan, release.Hash, release.LedgerVersion) =
            (ReleaseState.Compiled.Code, PublicationPlan.Current.Version, compiled.Hash, compiled.LedgerVersion);
        (release.CompiledAt, release.CompiledBy, release.SubmittedAt, release.SubmittedBy) = (clock.GetUtcNow(), by.Id, null, null);
        db.ReleaseCells.AddRange(compiled.Cells.Select((cell, index) => ReleaseCells.ToRow(quarter, cell, index)));
        return null;
    }

    private ReleaseRow NewRow(CompiledRelease compiled, Actor by) => new()
    {
        Quarter = quarter,
        State = ReleaseState.Compiled.Code,
        Plan = PublicationPlan.Current.Version,
        Hash = compiled.Hash,
        LedgerVersion = compiled.LedgerVersion,
        CompiledAt = clock.GetUtcNow(),
        CompiledBy = by.Id,
    };

    private async Task<Error?> WhyNotAsync(PortSafeDb db, ReleaseRow? release, ReleaseState needed, string otherwise, CancellationToken ct)
    {
        if (release is null)
            return NotCompiled;
        if (release.State == ReleaseState.Frozen.Code)
            return AlreadyFrozen;
        if (release.State != needed.Code)
            return Error.Conflict("release-state", $"The release of {quarter} is {ReleaseState.Parse(release.State).Title.ToLowerInvariant()}. {otherwise}");
        var version = await db.LedgerVersions.Where(row => row.Ledger == LedgerVersionRow.Reports).Select(row => row.Version).FirstOrDefaultAsync(ct);
        return version == release.LedgerVersion
            ? null
            : Outdated;
    }

    /// <summary>Compiles afresh and compares: whatever was imported or recorded since, the figures put forward are those of today.</summary>
    private async Task<Error?> WhyOutdatedAsync(Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var release = await db.Releases.AsNoTracking().FirstOrDefaultAsync(row => row.Quarter == quarter, ct);
        if (release is null || release.State == ReleaseState.Frozen.Code)
            return null;
        return (await compiler.CompileAsync(quarter, by, ct)).Succeeded(out var compiled, out var error)
            ? compiled.Hash == release.Hash ? null : Outdated
            : error;
    }

    private async Task<string?> StateAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Releases.Where(row => row.Quarter == quarter).Select(row => row.State).FirstOrDefaultAsync(ct);
    }

    private static async Task<ReleaseView> ViewAsync(PortSafeDb db, ReleaseRow release, CancellationToken ct)
    {
        var cells = await db.ReleaseCells.AsNoTracking().Where(cell => cell.Quarter == release.Quarter).OrderBy(cell => cell.Number).ToListAsync(ct);
        return new ReleaseView(
            release.Quarter,
            ReleaseState.Parse(release.State),
            release.Plan,
            release.Hash,
            Audited: false,
            release.CompiledAt,
            release.CompiledBy,
            release.SubmittedBy,
            release.ApprovedBy,
            release.FrozenAt,
            [.. cells.Select(ReleaseCells.FromRow)]);
    }
}
