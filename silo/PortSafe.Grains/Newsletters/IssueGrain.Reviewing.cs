using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters;

public partial class IssueGrain
{
    private const int MostComments = 500;
    private const int LongestKey = 64;

    public Task<Result<IssueReview>> CommentAsync(int? line, string text, Actor by, CancellationToken ct) =>
        DiscussAsync(by, "issue-commented", ct, async (db, issue) =>
        {
            if (issue is not { State: IssueState.InReview, SubmittedRevision: { } revision })
                return Error.Conflict("issue-state", "Comments are made while an issue is in review.");
            if (WhyBad(text) is { } bad)
                return bad with { Field = "text" };
            var body = await db.IssueRevisions.Where(one => one.IssueId == issue.Id && one.Number == revision).Select(one => one.Body).SingleAsync(ct);
            if (line is { } number && (number < 1 || number > body.Count(character => character == '\n') + 1))
                return Error.Invalid("comment-line", "Choose a line that the text has.", "line");
            var count = await db.IssueComments.CountAsync(one => one.IssueId == issue.Id, ct);
            if (count >= MostComments)
                return Error.Conflict("too-many-comments", $"An issue takes {MostComments} comments at most.");
            db.IssueComments.Add(new IssueCommentRow
            {
                IssueId = issue.Id,
                Number = count + 1,
                Revision = revision,
                Line = line,
                Text = text.Trim(),
                By = by.Id,
                At = clock.GetUtcNow(),
            });
            return null;
        });

    public Task<Result<IssueReview>> ResolveAsync(int comment, Actor by, CancellationToken ct) =>
        DiscussAsync(by, "issue-comment-resolved", ct, async (db, issue) =>
        {
            if (await db.IssueComments.FirstOrDefaultAsync(one => one.IssueId == issue.Id && one.Number == comment, ct) is not { } found)
                return Error.NotFound("comment-not-found", "There is no such comment.");
            if (found.ResolvedBy is null)
                (found.ResolvedBy, found.ResolvedAt) = (by.Id, clock.GetUtcNow());
            return null;
        });

    public Task<Result<IssueReview>> GiveReasonAsync(string sentence, string reason, Actor by, CancellationToken ct) =>
        !by.May(Permission.WriteIssues) ? Task.FromResult<Result<IssueReview>>(Authority.Refusal) : DiscussAsync(by, "issue-reason-given", ct, async (db, issue) =>
        {
            if (issue.State != IssueState.Draft)
                return Error.Conflict("issue-state", "Reasons are given while the issue is a draft.");
            if (sentence.Length is 0 or > LongestKey || reason.Trim().Length > LongestText)
                return Error.Invalid("text-length", $"Give a reason in 1 to {LongestText} characters.", "reason");
            // So that a reason and a submission at the same moment never both hold.
            if (await db.Issues.Where(row => row.Id == issue.Id && row.Version == issue.Version).ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), ct) == 0)
                return Changed;
            var known = await db.IssueReasons.FirstOrDefaultAsync(one => one.IssueId == issue.Id && one.Key == sentence, ct);
            if (reason.Trim().Length == 0)
            {
                if (known is not null)
                    db.IssueReasons.Remove(known);
                return null;
            }
            known ??= db.IssueReasons.Add(new IssueReasonRow { IssueId = issue.Id, Key = sentence, Reason = "", By = "", At = default }).Entity;
            (known.Reason, known.By, known.At) = (reason.Trim(), by.Id, clock.GetUtcNow());
            return null;
        });

    public async Task<Result<IssueView>> GetAsync(Actor by, CancellationToken ct)
    {
        if (!WorksOn(by) && !by.May(Permission.ReadSector))
            return Authority.Refusal;
        var issue = await FindAsync(ct);
        if (!WorksOn(by) && (issue is null || !IssueState.Published.Contains(issue.State)))
            return Authority.Refusal;
        return issue is null ? NotFound : issue;
    }

    public async Task<Result<IssueReview>> GetReviewAsync(Actor by, CancellationToken ct)
    {
        if (!WorksOn(by))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Issues.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, ct) is { } issue ? await ReviewOfAsync(db, issue, ct) : NotFound;
    }

    public async Task<Result<IssueRevision>> GetRevisionAsync(int number, Actor by, CancellationToken ct)
    {
        if (!WorksOn(by))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await (
            from issue in db.Issues
            join one in db.IssueRevisions.AsNoTracking() on issue.Id equals one.IssueId
            where issue.Key == key && one.Number == number
            select one).FirstOrDefaultAsync(ct);
        return found is null
            ? Error.NotFound("revision-not-found", "There is no such revision.")
            : new IssueRevision(found.Number, found.Subject, found.Body, found.SavedBy, found.SavedAt);
    }

    private static bool WorksOn(Actor by) => by.May(Permission.WriteIssues) || by.May(Permission.ApproveIssues);

    /// <summary>Changes what stands beside the text, in a transaction with its audit row.</summary>
    private async Task<Result<IssueReview>> DiscussAsync(Actor by, string action, CancellationToken ct, Func<PortSafeDb, IssueRow, Task<Error?>> change)
    {
        if (!by.IsPerson || !WorksOn(by))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            if (await db.Issues.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, ct) is not { } issue)
                return NotFound;
            if (await change(db, issue) is { } error)
                return error;
            await db.SaveChangesAsync(ct);
            await audit.AppendAsync(db, by, action, $"issue:{key}", "", ct);
            await transaction.CommitAsync(ct);
            return await ReviewOfAsync(db, issue, ct);
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            return Changed;
        }
    }

    private static async Task<IssueReview> ReviewOfAsync(PortSafeDb db, IssueRow issue, CancellationToken ct)
    {
        var revisions = await db.IssueRevisions
            .Where(one => one.IssueId == issue.Id)
            .OrderByDescending(one => one.Number)
            .Select(one => new IssueRevisionLine(one.Number, one.Subject, one.SavedBy, one.SavedAt))
            .ToListAsync(ct);
        var comments = await db.IssueComments
            .Where(one => one.IssueId == issue.Id)
            .OrderBy(one => one.Number)
            .Select(one => new IssueComment(one.Number, one.Revision, one.Line, one.Text, one.By, one.At, one.ResolvedBy))
            .ToListAsync(ct);
        var reasons = await db.IssueReasons.AsNoTracking().Where(one => one.IssueId == issue.Id).ToDictionaryAsync(one => one.Key, one => new IssueReason(one.Reason, one.By, one.At), ct);
        return new IssueReview(ViewOf(issue, await LatestAsync(db, issue.Id, ct)), revisions, comments, reasons);
    }
}
