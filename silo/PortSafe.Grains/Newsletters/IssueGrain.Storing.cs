using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters;

public partial class IssueGrain
{
    /// <summary>Takes one step in a transaction with its audit row.</summary>
    /// <param name="permission">What it takes; null for either of those who write and who approve.</param>
    /// <param name="change">Changes the row, or says why not.</param>
    private async Task<Result<IssueView>> StepAsync(
        IssueStep step, Permission? permission, Actor by, string action, CancellationToken ct, Func<PortSafeDb, IssueRow, Task<Error?>> change)
    {
        if (!by.IsPerson || !(permission is { } needed ? by.May(needed) : WorksOn(by)))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            if (await db.Issues.FirstOrDefaultAsync(row => row.Key == key, ct) is not { } issue)
                return NotFound;
            if ((IssueSteps.WhyNot(issue.State, step) ?? await change(db, issue)) is { } error)
                return error;
            issue.Version++;
            await db.SaveChangesAsync(ct);
            var latest = await LatestAsync(db, issue.Id, ct);
            await audit.AppendAsync(db, by, action, $"issue:{key}", $"revision {issue.ApprovedRevision ?? issue.SubmittedRevision ?? latest.Number}", ct);
            await transaction.CommitAsync(ct);
            return ViewOf(issue, latest);
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            return Changed;
        }
    }

    private async Task<Result<IssueView>> CreateAsync(string subject, string body, string? sources, Actor by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var issue = new IssueRow { Id = Guid.CreateVersion7(now), Key = key, Topic = key.Topic.Code, Quarter = key.Quarter, State = IssueState.Draft, CreatedAt = now };
        var revision = NewRevision(issue.Id, 1, subject, body, by, sources);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            db.AddRange(issue, revision);
            await db.SaveChangesAsync(ct);
            await audit.AppendAsync(db, by, "issue-saved", $"issue:{key}", "revision 1", ct);
            await transaction.CommitAsync(ct);
            return ViewOf(issue, revision);
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            return Changed;
        }
    }

    private IssueRevisionRow NewRevision(Guid issue, int number, string subject, string body, Actor by, string? sources = null) =>
        new() { IssueId = issue, Number = number, Subject = subject, Body = body, SavedAt = clock.GetUtcNow(), SavedBy = by.Id, Sources = sources };

    private async Task<IssueView?> FindAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Issues.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, ct) is { } issue ? ViewOf(issue, await LatestAsync(db, issue.Id, ct)) : null;
    }

    private static Task<IssueRevisionRow> LatestAsync(PortSafeDb db, Guid issue, CancellationToken ct) =>
        db.IssueRevisions.AsNoTracking().Where(one => one.IssueId == issue).OrderByDescending(one => one.Number).FirstAsync(ct);

    private static IssueView ViewOf(IssueRow issue, IssueRevisionRow latest) =>
        new(issue.Id, issue.Key, issue.State, latest.Number, latest.Subject, latest.Body, latest.SavedBy, latest.SavedAt)
        {
            Submitted = Mark(issue.SubmittedRevision, issue.SubmittedBy, issue.SubmittedAt),
            Approved = Mark(issue.ApprovedRevision, issue.ApprovedBy, issue.ApprovedAt),
            ScheduledFor = issue.ScheduledFor,
            ScheduleMissed = issue.ScheduleMissed,
            StartedAt = issue.StartedAt,
            SentAt = issue.SentAt,
            Reason = issue.Reason,
        };

    private static IssueMark? Mark(int? revision, string? by, DateTimeOffset? at) =>
        (revision, by, at) is ({ } number, { } who, { } when) ? new IssueMark(number, who, when) : null;
}
