using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Data.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <content>How a step is checked against what has happened since, and stored.</content>
public partial class ReleaseGrain
{
    /// <summary>Runs a step towards freezing: the state is the needed one, and neither figures, ledger nor other releases have changed since the audit.</summary>
    /// <param name="hash">What the person saw; null where that is not asked.</param>
    private async Task<Result<ReleaseView>> StepAsync(Actor by, string action, ReleaseState needed, string? hash, CancellationToken ct, Func<ReleaseRow, Error?> step)
    {
        if ((await CompileAsBeforeAsync(needed, by, ct)).Error is { } outdated)
            return outdated;
        return await ChangeAsync(by, action, ct, async (db, release) =>
        {
            await LedgerVersionRow.TakeTurnsAsync(db, LedgerVersionRow.Releases, ct);
            if (ReleaseSteps.WhyNot(id, release, needed) is { } refusal)
                return refusal;
            if (hash is not null && release!.Hash != hash)
                return Error.Conflict("release-changed", "The release has changed since you looked at it. Look again, then repeat what you did.");
            var attacked = await db.ReleaseAudits.AsNoTracking().Where(row => row.Release == id).Select(row => new { row.Hash, row.Passed, row.LedgerVersion, row.Vintages }).FirstOrDefaultAsync(ct);
            var version = await db.LedgerVersions.Where(row => row.Ledger == LedgerVersionRow.Reports).Select(row => row.Version).FirstOrDefaultAsync(ct);
            return attacked is { Passed: true } && attacked.Hash == release!.Hash && attacked.LedgerVersion == version && attacked.Vintages == await ReleaseAttack.VintagesAsync(db, id, ct)
                ? step(release)
                : ReleaseSteps.Outdated;
        });
    }

    /// <summary>Whatever quotes a release that is withdrawn leaves no further: its issue is paused in the same transaction.</summary>
    private async Task PauseIssueAsync(PortSafeDb db, Actor by, CancellationToken ct)
    {
        if (id.IsRevision)
            return;
        var brake = new SendBrake(audit);
        // Issues of later quarters may compare with this one.
        var sending = await db.Issues.Where(row => row.Quarter != null && row.State == IssueState.Sending).Select(row => new { row.Id, Quarter = row.Quarter!.Value }).ToListAsync(ct);
        foreach (var issue in sending.Where(issue => issue.Quarter >= id.Last))
            await brake.PauseAsync(db, issue.Id, $"The release of {id}, whose figures this issue may quote, was withdrawn.", by, ct);
    }

    /// <summary>Runs one change in a transaction with its audit row.</summary>
    /// <param name="step">Changes the row, or says why not. It is given null where there is no release yet.</param>
    private async Task<Result<ReleaseView>> ChangeAsync(Actor by, string action, CancellationToken ct, Func<PortSafeDb, ReleaseRow?, Task<Error?>> step)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            var release = await db.Releases.FirstOrDefaultAsync(row => row.Id == id, ct);
            if (await step(db, release) is { } error)
                return error;
            if (db.ChangeTracker.HasChanges())
            {
                await db.SaveChangesAsync(ct);
                release = await db.Releases.FirstAsync(row => row.Id == id, ct);
                await audit.AppendAsync(db, by, action, $"release:{id}", $"hash {release.Hash}, plan {release.Plan}, tables withheld {release.Withheld}", ct);
            }
            await transaction.CommitAsync(ct);
            return await ReleaseViews.OfAsync(db, release!, ct);
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            return Error.Conflict("release-changed", "Somebody else changed this release at the same moment. Look again, then repeat what you did.");
        }
    }

    /// <summary>Compiling again what nothing has touched since changes nothing; otherwise everything after it is void.</summary>
    private async Task<Error?> StoreAsync(PortSafeDb db, ReleaseRow? release, CompiledRelease compiled, Actor by)
    {
        if (release is not null && ReleaseState.Parse(release.State) is { WasPublished: true } state)
            return ReleaseSteps.Closed(state);
        if (release is { Withheld: 0 } && release.State != ReleaseState.Abandoned.Code && release.Hash == compiled.Hash && release.LedgerVersion == compiled.LedgerVersion)
            return null;
        release ??= db.Releases.Add(NewRow(compiled, by)).Entity;
        ReleaseSteps.Reset(release, ReleaseState.Compiled);
        (release.Plan, release.CompiledAt, release.CompiledBy) = (PublicationPlan.Current.Version, clock.GetUtcNow(), by.Id);
        await StoreCellsAsync(db, release, compiled, withheld: 0);
        return null;
    }

    private async Task StoreCellsAsync(PortSafeDb db, ReleaseRow release, CompiledRelease compiled, int withheld)
    {
        (release.Hash, release.Register, release.LedgerVersion, release.Withheld) = (compiled.Hash, compiled.Register, compiled.LedgerVersion, withheld);
        await db.ReleaseCells.Where(cell => cell.Release == id).ExecuteDeleteAsync();
        db.ReleaseCells.AddRange(compiled.Cells.Select((cell, index) => ReleaseCells.ToRow(id, cell, index)));
    }

    private async Task StoreAuditAsync(PortSafeDb db, ReleaseRow release, AttackedRelease attacked, Actor by, CancellationToken ct)
    {
        var (last, now) = (attacked.Attempts[^1], clock.GetUtcNow());
        if (last.Passes)
        {
            if (last.Withheld.Count > 0)
                await StoreCellsAsync(db, release, attacked.Compiled, last.Withheld.Count);
            (release.State, release.AuditedAt, release.AuditedCells) = (ReleaseState.Audited.Code, now, last.PublicCells);
        }
        await db.ReleaseAudits.Where(row => row.Release == id).ExecuteDeleteAsync(ct);
        db.ReleaseAudits.Add(new ReleaseAuditRow
        {
            Release = id,
            Hash = release.Hash,
            LedgerVersion = release.LedgerVersion,
            Vintages = attacked.Vintages,
            Passed = last.Passes,
            AuditedAt = now,
            AuditedBy = by.Id,
            Result = JsonSerializer.Serialize(attacked.Attempts, DomainJson.Options),
            Witnesses = attacked.Witnesses,
        });
    }

    private ReleaseRow NewRow(CompiledRelease compiled, Actor by) => new()
    {
        Id = id,
        State = ReleaseState.Compiled.Code,
        Plan = PublicationPlan.Current.Version,
        Hash = compiled.Hash,
        LedgerVersion = compiled.LedgerVersion,
        CompiledAt = clock.GetUtcNow(),
        CompiledBy = by.Id,
    };

    /// <summary>Compiles afresh and compares: whatever was imported or recorded since, the figures put forward are those of today.</summary>
    private async Task<Result<CompiledRelease>> CompileAsBeforeAsync(ReleaseState needed, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var release = await db.Releases.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
        if (ReleaseSteps.WhyNot(id, release, needed) is { } refusal)
            return refusal;
        if (!(await compiler.CompileAsync(id, by, ct)).Succeeded(out var compiled, out var error))
            return error;
        return compiled.Without(release!.Withheld).Hash == release.Hash && compiled.LedgerVersion == release.LedgerVersion ? compiled : ReleaseSteps.Outdated;
    }

    private async Task<ReleaseState?> StateAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Releases.Where(row => row.Id == id).Select(row => row.State).FirstOrDefaultAsync(ct) is { } state ? ReleaseState.Parse(state) : null;
    }
}
