using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Newsletters.Drafting;
using PortSafe.Grains.Newsletters.Sending;

namespace PortSafe.Grains.Newsletters;

/// <summary>Loads the issue, decides, stores, answers. Holds nothing between calls.</summary>
public class IssueGrain(
    Quarter quarter,
    IDbContextFactory<PortSafeDb> contexts,
    IssueCompiler compiler,
    NewMembers newMembers,
    IssueMail mail,
    DeliveryLedger ledger,
    IssueSender sender,
    AuditLog audit,
    TimeProvider clock) : IIssueGrain
{
    public async Task<Result<IssueView>> CompileAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.WriteIssues))
            return Authority.Refusal;
        if (await LoadAsync(ct) is { } known)
            return await TakeOnAsync(known, by, ct);
        if (!(await compiler.FiguresAsync(quarter, ct)).Succeeded(out var figures, out var error))
            return error;
        var draft = NewsletterDraft.Of(figures, await newMembers.NamesAsync(quarter, ct));
        var created = await StoreAsync(NewIssue(), 1, draft.Subject, draft.Body, by, ct);
        // Whoever was first at the same moment has drafted the same text.
        return created.Error?.Code == Changed.Code && await LoadAsync(ct) is { } first ? await TakeOnAsync(first, by, ct) : created;
    }

    public async Task<Result<IssueView>> SaveAsync(string subject, string body, int basedOn, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.WriteIssues))
            return Authority.Refusal;
        if (await LoadAsync(ct) is not { } issue)
            return NotCompiled;
        if (issue.Row.State != IssueState.Draft)
            return Error.Conflict("issue-approved", "This issue has been approved. It cannot be changed.");
        if (issue.Latest.Number != basedOn)
            return Changed;
        return (await compiler.CompileAsync(quarter, subject, body, ct)).Error is { } error
            ? error
            : await StoreAsync(issue.Row, basedOn + 1, subject, body, by, ct);
    }

    public async Task<Result<SendReport>> SendAsync(int revision, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ApproveIssues))
            return Authority.Refusal;
        if (await LoadAsync(ct) is not { } issue)
            return NotCompiled;
        if (IssueApproval.WhyNot(issue.Row.State, issue.Row.ApprovedRevision, issue.Saved, revision, by) is { } refusal)
            return refusal;
        var text = issue.Revisions.Single(one => one.Number == revision);
        var approvedAt = issue.Row.ApprovedAt ?? clock.GetUtcNow();
        if (!(await mail.ComposeAsync(issue.Row.Id, quarter, text.Subject, text.Body, approvedAt, ct)).Succeeded(out var message, out var error))
            return error;
        if (issue.Row.State == IssueState.Draft && await ApproveAsync(issue.Row.Id, revision, approvedAt, by, ct) is { } conflict)
            return conflict;
        return await sender.SendAsync(message, ct);
    }

    public async Task<Result<IssueView>> GetAsync(Actor by, CancellationToken ct)
    {
        var works = by.May(Permission.WriteIssues) || by.May(Permission.ApproveIssues);
        if (!works && !by.May(Permission.ReadSector))
            return Authority.Refusal;
        var issue = await LoadAsync(ct);
        if (issue is null || (!works && issue.Row.State == IssueState.Draft))
            return works ? NotCompiled : Authority.Refusal;
        return issue.View;
    }

    private static Error Changed => Error.Conflict("issue-changed", "Somebody else saved this issue meanwhile. Read their text, then repeat your change.");

    private Error NotCompiled => Error.NotFound("issue-not-found", $"There is no newsletter of {quarter} yet. Compile it first.");

    /// <summary>A person who compiles what only jobs have saved takes the text on under their own name; what a person saved stays.</summary>
    private async Task<Result<IssueView>> TakeOnAsync(LoadedIssue issue, Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || issue.Row.State != IssueState.Draft || issue.Saved.Any(one => one.IsByPerson))
            return issue.View;
        var taken = await StoreAsync(issue.Row, issue.Latest.Number + 1, issue.Latest.Subject, issue.Latest.Body, by, ct);
        return taken.Error?.Code == Changed.Code && await LoadAsync(ct) is { } other ? other.View : taken;
    }

    private IssueRow NewIssue() => new() { Id = Guid.CreateVersion7(clock.GetUtcNow()), Quarter = quarter, State = IssueState.Draft, CreatedAt = clock.GetUtcNow() };

    private async Task<LoadedIssue?> LoadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Issues.AsNoTracking().FirstOrDefaultAsync(issue => issue.Quarter == quarter, ct);
        if (row is null)
            return null;
        var revisions = await db.IssueRevisions.AsNoTracking().Where(one => one.IssueId == row.Id).OrderBy(one => one.Number).ToListAsync(ct);
        return new LoadedIssue(row, revisions);
    }

    /// <summary>Adds a revision, and the issue with its first one.</summary>
    private async Task<Result<IssueView>> StoreAsync(IssueRow row, int number, string subject, string body, Actor by, CancellationToken ct)
    {
        var revision = new IssueRevisionRow { IssueId = row.Id, Number = number, Subject = subject, Body = body, SavedAt = clock.GetUtcNow(), SavedBy = by.Id };
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            if (number == 1)
                db.Issues.Add(row);
            else if (!await db.Issues.AnyAsync(issue => issue.Id == row.Id && issue.State == IssueState.Draft, ct))
                return Changed;
            db.IssueRevisions.Add(revision);
            await db.SaveChangesAsync(ct);
            await audit.AppendAsync(db, by, "issue-saved", $"issue:{quarter}", $"revision {number}", ct);
            await transaction.CommitAsync(ct);
            return new LoadedIssue(row, [revision]).View;
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            return Changed;
        }
    }

    /// <summary>Approves a revision and fixes the recipients, all or nothing.</summary>
    private async Task<Error?> ApproveAsync(Guid id, int revision, DateTimeOffset at, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var approved = await db.Issues
            .Where(row => row.Id == id && row.State == IssueState.Draft && !db.IssueRevisions.Any(one => one.IssueId == id && one.Number > revision))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, IssueState.Sending)
                    .SetProperty(row => row.ApprovedRevision, revision)
                    .SetProperty(row => row.ApprovedBy, by.Id)
                    .SetProperty(row => row.ApprovedAt, at),
                ct);
        if (approved == 0)
            return Changed;
        if (await ledger.FixRecipientsAsync(db, id, ct) == 0)
            return Error.Conflict("no-subscribers", "Nobody is subscribed to the newsletter, so there is nobody to send it to.");
        await audit.AppendAsync(db, by, "issue-approved", $"issue:{quarter}", $"revision {revision}", ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    private sealed record LoadedIssue(IssueRow Row, IReadOnlyList<IssueRevisionRow> Revisions)
    {
        public IssueRevisionRow Latest => Revisions[^1];

        public IReadOnlyList<SavedRevision> Saved => [.. Revisions.Select(one => new SavedRevision(one.Number, one.SavedBy))];

        public IssueView View => new(Row.Id, Row.Quarter, Row.State, Latest.Number, Latest.Subject, Latest.Body, Latest.SavedBy, Latest.SavedAt, Row.SentAt);
    }
}
