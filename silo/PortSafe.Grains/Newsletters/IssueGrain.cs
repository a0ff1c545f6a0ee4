using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Newsletters.Checks;
using PortSafe.Grains.Newsletters.Drafting;

namespace PortSafe.Grains.Newsletters;

/// <summary>Takes one issue from draft to sent. Every step is one transaction, conditional on the version that it saw.</summary>
public partial class IssueGrain(
    IssueKey key,
    IDbContextFactory<PortSafeDb> contexts,
    IssueCompiler compiler,
    IssueChecks checks,
    QuarterEvents events,
    DeliveryLedger ledger,
    IJobs jobs,
    AuditLog audit,
    TimeProvider clock) : IIssueGrain
{
    private const int LongestText = 500;

    private static readonly TimeSpan FurthestSchedule = TimeSpan.FromDays(60);

    public async Task<Result<IssueView>> CompileAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.WriteIssues))
            return Authority.Refusal;
        if (key.Quarter is not { } quarter)
            return Error.Invalid("issue-not-quarterly", "Only a quarter's newsletter is drafted from a release.");
        if (await FindAsync(ct) is { } known)
            return known;
        if (!(await compiler.FiguresAsync(quarter, ct)).Succeeded(out var figures, out var error))
            return error;
        var draft = NewsletterDraft.Of(figures, await events.ReadAsync(quarter, ct));
        var created = await CreateAsync(draft.Subject, draft.Body, DraftSource.ToJson(draft.Sources), by, ct);
        // Whoever was first at the same moment has drafted the same text.
        return created.Error?.Code == Changed.Code && await FindAsync(ct) is { } first ? first : created;
    }

    public async Task<Result<IssueView>> BeginAsync(Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.WriteIssues))
            return Authority.Refusal;
        if (key.Quarter is not null)
            return Error.Invalid("issue-quarterly", "A quarter's newsletter is drafted from its release.");
        var created = await FindAsync(ct) is null ? await CreateAsync("", IssueTemplate.Of(key.Topic), null, by, ct) : Changed;
        return created.Error?.Code == Changed.Code ? Error.Conflict("issue-exists", $"{key.Title} exists already.") : created;
    }

    public Task<Result<IssueView>> SaveAsync(string subject, string body, int basedOn, Actor by, CancellationToken ct) =>
        StepAsync(IssueStep.Save, Permission.WriteIssues, by, "issue-saved", ct, async (db, issue) =>
        {
            if (IssueTexts.WhyNotKept(subject, body) is { } fault)
                return fault;
            if (await db.IssueRevisions.Where(one => one.IssueId == issue.Id).MaxAsync(one => one.Number, ct) != basedOn)
                return Changed;
            db.IssueRevisions.Add(NewRevision(issue.Id, basedOn + 1, subject, body, by));
            return null;
        });

    public Task<Result<IssueView>> SubmitAsync(int revision, Actor by, CancellationToken ct) =>
        StepAsync(IssueStep.Submit, Permission.WriteIssues, by, "issue-submitted", ct, async (db, issue) =>
        {
            var latest = await LatestAsync(db, issue.Id, ct);
            if (latest.Number != revision)
                return Changed;
            if (await WhyBlockedAsync(db, latest, ct) is { } blocked)
                return blocked;
            (issue.State, issue.Reason) = (IssueState.InReview, null);
            (issue.SubmittedRevision, issue.SubmittedBy, issue.SubmittedAt) = (revision, by.Id, clock.GetUtcNow());
            return null;
        });

    public Task<Result<IssueView>> ReturnAsync(string reason, Actor by, CancellationToken ct) =>
        StepAsync(IssueStep.Return, null, by, "issue-returned", ct, (db, issue) => BackToAsync(db, issue, IssueState.Draft, reason, ct));

    public Task<Result<IssueView>> ApproveAsync(int revision, Actor by, CancellationToken ct) =>
        StepAsync(IssueStep.Approve, Permission.ApproveIssues, by, "issue-approved", ct, async (db, issue) =>
        {
            var revisions = await db.IssueRevisions.AsNoTracking().Where(one => one.IssueId == issue.Id).ToListAsync(ct);
            var reasonsBy = await db.IssueReasons.Where(one => one.IssueId == issue.Id).Select(one => one.By).ToListAsync(ct);
            if (IssueApproval.WhyNot(issue, revisions.Select(one => one.SavedBy).Concat(reasonsBy), revision, by) is { } refusal)
                return refusal;
            // What the checklist relied on may have changed since the issue was put forward.
            if (await WhyBlockedAsync(db, revisions.Single(one => one.Number == revision), ct) is { } blocked)
                return blocked;
            if (await ledger.FixRecipientsAsync(db, issue.Id, ct) == 0)
                return Error.Conflict("no-subscribers", $"Nobody is subscribed to this ({key.Topic.Title.ToLowerInvariant()}), so there is nobody to send it to.");
            (issue.State, issue.ApprovedRevision, issue.ApprovedBy, issue.ApprovedAt) = (IssueState.Approved, revision, by.Id, clock.GetUtcNow());
            return null;
        });

    public Task<Result<IssueView>> ScheduleAsync(DateTimeOffset? at, Actor by, CancellationToken ct) =>
        StepAsync(at is null ? IssueStep.Unschedule : IssueStep.Schedule, null, by, at is null ? "issue-unscheduled" : "issue-scheduled", ct, (_, issue) =>
        {
            if (at is { } time && (time <= clock.GetUtcNow() || time > clock.GetUtcNow() + FurthestSchedule))
                return Said(Error.Invalid("schedule-time", $"Choose a time later than now and within {FurthestSchedule.TotalDays:N0} days.", "at"));
            (issue.State, issue.ScheduledFor, issue.ScheduleMissed) = (at is null ? IssueState.Approved : IssueState.Scheduled, at, null);
            issue.ScheduledBy = at is null ? null : by.Id;
            return Said(null);
        });

    public async Task<Result<IssueView>> StartAsync(Actor by, CancellationToken ct) =>
        await WithSendingAsync(
            await StepAsync(IssueStep.Start, null, by, "issue-started", ct, (_, issue) =>
            {
                var now = clock.GetUtcNow();
                (issue.State, issue.StartedAt, issue.StartedBy, issue.ResumedAt, issue.ScheduledFor, issue.ScheduleMissed) = (IssueState.Sending, now, by.Id, now, null, null);
                return Said(null);
            }),
            ct);

    public Task<Result<IssueView>> CancelAsync(string reason, Actor by, CancellationToken ct) =>
        StepAsync(IssueStep.Cancel, null, by, "issue-cancelled", ct, (db, issue) => BackToAsync(db, issue, IssueState.Cancelled, reason, ct));

    public Task<Result<IssueView>> ReopenAsync(Actor by, CancellationToken ct) =>
        StepAsync(IssueStep.Reopen, Permission.WriteIssues, by, "issue-reopened", ct, (_, issue) =>
        {
            (issue.State, issue.Reason) = (IssueState.Draft, null);
            return Said(null);
        });

    public Task<Result<IssueView>> PauseAsync(string reason, Actor by, CancellationToken ct) =>
        StepAsync(IssueStep.Pause, null, by, "issue-paused", ct, (_, issue) =>
        {
            (issue.State, issue.Reason) = (IssueState.Paused, reason.Trim());
            return Said(WhyBad(reason));
        });

    public async Task<Result<IssueView>> ResumeAsync(Actor by, CancellationToken ct) =>
        await WithSendingAsync(
            await StepAsync(IssueStep.Resume, null, by, "issue-resumed", ct, (_, issue) =>
            {
                (issue.State, issue.Reason, issue.ResumedAt) = (IssueState.Sending, null, clock.GetUtcNow());
                return Said(null);
            }),
            ct);

    public async Task<Result<IssueView>> StopAsync(string reason, Actor by, CancellationToken ct) =>
        await WithSendingAsync(
            await StepAsync(IssueStep.Stop, null, by, "issue-stopped", ct, async (db, issue) =>
            {
                (issue.State, issue.Reason) = (IssueState.Stopped, reason.Trim());
                if (WhyBad(reason) is { } bad)
                    return bad;
                await ledger.StopAsync(db, issue.Id, ct);
                return null;
            }),
            ct);

    public async Task<Result<IssueView>> SendAgainAsync(IReadOnlyList<Guid>? recipients, Actor by, CancellationToken ct) =>
        await WithSendingAsync(
            await StepAsync(IssueStep.SendAgain, Permission.WriteIssues, by, "issue-sent-again", ct, async (db, issue) =>
            {
                if (await ledger.SendAgainAsync(db, issue.Id, recipients, ct) == 0)
                    return Error.Conflict("nothing-uncertain", "None of these copies is uncertain any more.");
                if (issue.State == IssueState.Sent)
                    (issue.State, issue.SentAt, issue.ResumedAt) = (IssueState.Sending, null, clock.GetUtcNow());
                return null;
            }),
            ct);

    private static Error Changed => Error.Conflict("issue-changed", "Somebody else changed this issue meanwhile. Read what it says now, then repeat your change.");

    private Error NotFound => key.Quarter is null
        ? Error.NotFound("issue-not-found", $"There is no {key.Title.ToLowerInvariant()}.")
        : Error.NotFound("issue-not-found", $"There is no newsletter of {key} yet. Compile it first.");

    private static Task<Error?> Said(Error? error) => Task.FromResult(error);

    private static Error? WhyBad(string text) =>
        text.Trim().Length is >= 1 and <= LongestText ? null : Error.Invalid("text-length", $"Enter 1 to {LongestText} characters.", "reason");

    /// <returns><c>issue-checks</c>, with a line for each thing that stands in the way; null when nothing does.</returns>
    private async Task<Error?> WhyBlockedAsync(PortSafeDb db, IssueRevisionRow text, CancellationToken ct)
    {
        var reasons = await db.IssueReasons.Where(one => one.IssueId == text.IssueId).ToDictionaryAsync(one => one.Key, one => one.Reason, ct);
        var blocking = (await checks.CheckAsync(key, text.Subject, text.Body, reasons, ct)).Where(finding => finding.IsBlocking).ToList();
        return blocking.Count > 0 ? Error.Invalid("issue-checks", string.Join("\n", blocking)) : null;
    }

    private async Task<Error?> BackToAsync(PortSafeDb db, IssueRow issue, string state, string reason, CancellationToken ct)
    {
        if (WhyBad(reason) is { } bad)
            return bad;
        await DeliveryLedger.DropRecipientsAsync(db, issue.Id, ct);
        (issue.State, issue.Reason) = (state, reason.Trim());
        (issue.SubmittedRevision, issue.SubmittedBy, issue.SubmittedAt) = (null, null, null);
        (issue.ApprovedRevision, issue.ApprovedBy, issue.ApprovedAt) = (null, null, null);
        (issue.ScheduledFor, issue.ScheduledBy, issue.ScheduleMissed) = (null, null, null);
        return null;
    }

    /// <summary>Has the job look at the issue at once, which would otherwise do so within ten seconds.</summary>
    private async Task<Result<IssueView>> WithSendingAsync(Result<IssueView> stepped, CancellationToken ct)
    {
        if (stepped.Value is { } issue)
            await jobs.RunSoonAsync<ContinueSendsJob>(issue.Id.ToString(), ct);
        return stepped;
    }
}
