using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>Takes one release from compiled to frozen. Every step is one transaction, conditional on the state and hash it saw.</summary>
public partial class ReleaseGrain(
    ReleaseId id,
    IDbContextFactory<PortSafeDb> contexts,
    ReleaseCompiler compiler,
    ReleaseAttack attack,
    ReleaseSigner signer,
    FrozenReleases releases,
    AuditLog audit,
    IJobs jobs,
    TimeProvider clock) : IReleaseGrain
{
    public async Task<Result<ReleaseView>> CompileAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        if (clock.Today() <= id.WaitsUntil)
            return Error.Conflict("quarter-open", $"It waits until {id.WaitsUntil:d MMMM yyyy}. Compile it after that.");
        if (await StateAsync(ct) is { WasPublished: true } state)
            return ReleaseSteps.Closed(state);
        if (!(await compiler.CompileAsync(id, by, ct)).Succeeded(out var compiled, out var error))
            return error;
        return await ChangeAsync(by, "release-compiled", ct, (db, release) => StoreAsync(db, release, compiled, by));
    }

    public async Task<Result<ReleaseView>> AuditAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        if (!(await CompileAsBeforeAsync(ReleaseState.Compiled, by, ct)).Succeeded(out var compiled, out var error)
            || !(await attack.RunAsync(compiled, by, ct)).Succeeded(out var attacked, out error))
            return error;
        return await ChangeAsync(by, attacked.Attempts[^1].Passes ? "release-audited" : "release-unsafe", ct, async (db, release) =>
        {
            if (ReleaseSteps.WhyNot(id, release, ReleaseState.Compiled) is { } refusal)
                return refusal;
            if (release!.Hash != compiled.Hash || release.LedgerVersion != compiled.LedgerVersion || attacked.Vintages != await ReleaseAttack.VintagesAsync(db, id, ct))
                return ReleaseSteps.Outdated;
            await StoreAuditAsync(db, release, attacked, by, ct);
            return null;
        });
    }

    public async Task<Result<ReleaseView>> SubmitAsync(Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        return await StepAsync(by, "release-submitted", ReleaseState.Audited, null, ct, release =>
        {
            (release.State, release.SubmittedBy, release.SubmittedAt) = (ReleaseState.Submitted.Code, by.Id, clock.GetUtcNow());
            return null;
        });
    }

    public async Task<Result<ReleaseView>> ApproveAsync(string hash, Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.ApproveReleases))
            return Authority.Refusal;
        return await StepAsync(by, "release-approved", ReleaseState.Submitted, hash, ct, release =>
        {
            if (release.SubmittedBy == by.Id)
                return Error.Forbidden("second-person-needed", "You submitted this release, so another JMSC administrator must approve it.");
            (release.State, release.ApprovedBy, release.ApprovedAt) = (ReleaseState.Approved.Code, by.Id, clock.GetUtcNow());
            return null;
        });
    }

    public async Task<Result<ReleaseView>> FreezeAsync(string hash, Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        var frozen = await StepAsync(by, "release-frozen", ReleaseState.Approved, hash, ct, release =>
        {
            (release.State, release.FrozenBy, release.FrozenAt) = (ReleaseState.Frozen.Code, by.Id, clock.GetUtcNow());
            (release.Signature, release.SigningKey) = signer.Sign(release);
            return null;
        });
        if (frozen.Error is null && !id.IsRevision)
            await jobs.RunSoonAsync<Newsletters.DraftNewsletterJob>(id.ToString(), ct);
        return frozen;
    }

    public async Task<Result<ReleaseView>> AbandonAsync(string note, Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        if (ReleaseSteps.WhyBadNote(note) is { } bad)
            return bad;
        return await ChangeAsync(by, "release-abandoned", ct, (_, release) =>
        {
            if (ReleaseSteps.WhyNotOpen(id, release) is { } refusal)
                return Task.FromResult<Error?>(refusal);
            ReleaseSteps.Reset(release!, ReleaseState.Abandoned);
            (release!.AbandonedBy, release.AbandonedAt, release.AbandonedNote) = (by.Id, clock.GetUtcNow(), note.Trim());
            return Task.FromResult<Error?>(null);
        });
    }

    public async Task<Result<ReleaseView>> AskToWithdrawAsync(WithdrawalReason reason, string note, Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        if (ReleaseSteps.WhyBadNote(note) is { } bad)
            return bad;
        return await ChangeAsync(by, "release-withdrawal-asked", ct, (_, release) =>
        {
            if (ReleaseSteps.WhyNot(id, release, ReleaseState.Frozen) is { } refusal)
                return Task.FromResult<Error?>(refusal);
            if (release!.WithdrawalAskedBy is not null)
                return Task.FromResult<Error?>(Error.Conflict("withdrawal-asked", "Somebody has asked for this already. A second person has to decide."));
            (release.WithdrawalAskedBy, release.WithdrawalAskedAt) = (by.Id, clock.GetUtcNow());
            (release.WithdrawalReason, release.WithdrawalNote) = (reason.Code, note.Trim());
            return Task.FromResult<Error?>(null);
        });
    }

    public async Task<Result<ReleaseView>> WithdrawAsync(Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.ApproveReleases))
            return Authority.Refusal;
        return await ChangeAsync(by, "release-withdrawn", ct, async (db, release) =>
        {
            if (ReleaseSteps.WhyNoWithdrawal(id, release) is { } refusal)
                return refusal;
            if (release!.WithdrawalAskedBy == by.Id)
                return Error.Forbidden("second-person-needed", "You asked for this withdrawal, so another JMSC administrator must confirm it.");
            (release.State, release.WithdrawnBy, release.WithdrawnAt) = (ReleaseState.Withdrawn.Code, by.Id, clock.GetUtcNow());
            await PauseIssueAsync(db, by, ct);
            return null;
        });
    }

    public async Task<Result<ReleaseView>> KeepAsync(Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        return await ChangeAsync(by, "release-kept", ct, (_, release) =>
        {
            if (ReleaseSteps.WhyNoWithdrawal(id, release) is { } refusal)
                return Task.FromResult<Error?>(refusal);
            (release!.WithdrawalAskedBy, release.WithdrawalAskedAt, release.WithdrawalReason, release.WithdrawalNote) = (null, null, null, null);
            return Task.FromResult<Error?>(null);
        });
    }

    public async Task<Result<ReleaseView>> GetAsync(Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var release = await db.Releases.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
        if (MayPrepare(by))
            return release is null ? ReleaseSteps.NotCompiled(id) : await ReleaseViews.OfAsync(db, release, ct);
        if (release is null || !ReleaseState.Parse(release.State).WasPublished || !by.May(Permission.ReadSector))
            return Authority.Refusal;
        var own = await releases.OwnFiguresAsync(by, ct);
        return ReleaseViews.ForReader(await ReleaseViews.OfAsync(db, release, ct), own);
    }

    public async Task<Result<ReleaseAuditView>> GetAuditAsync(Actor by, CancellationToken ct)
    {
        if (!MayPrepare(by))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.ReleaseAudits.AsNoTracking().Where(row => row.Release == id)
            .Select(row => new { row.Hash, row.AuditedAt, row.AuditedBy, row.Result })
            .FirstOrDefaultAsync(ct);
        if (found is null)
            return Error.NotFound("audit-not-found", $"The release of {id} has not been audited.");
        var hash = await db.Releases.Where(row => row.Id == id).Select(row => row.Hash).FirstOrDefaultAsync(ct);
        return new ReleaseAuditView(id, found.Hash == hash, found.AuditedAt, found.AuditedBy, JsonSerializer.Deserialize<IReadOnlyList<AuditAttempt>>(found.Result, DomainJson.Options)!);
    }

    private static bool MayPrepare(Actor by) => by.May(Permission.PrepareReleases) || by.May(Permission.ApproveReleases);
}
