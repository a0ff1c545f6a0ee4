using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>Begins scheduled issues whose time has come. One that is more than two hours late is given back to whoever scheduled it.</summary>
public sealed class SendStart(IDbContextFactory<PortSafeDb> contexts, AuditLog audit, Outbox outbox, PublicSite site, TimeProvider clock)
{
    /// <summary>How late an issue may still leave by itself: news may have overtaken it after that.</summary>
    public static readonly TimeSpan Latest = TimeSpan.FromHours(2);

    private static readonly Actor Self = Actor.Job(ContinueSendsJob.Name);

    /// <param name="only">The one issue to look at; null for all.</param>
    public async Task BeginDueAsync(Guid? only, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.Issues.AsNoTracking()
            .Where(row => row.State == IssueState.Scheduled && row.ScheduledFor <= now && (only == null || row.Id == only))
            .ToListAsync(ct);
        foreach (var issue in due)
        {
            if (now - issue.ScheduledFor > Latest)
                await GiveBackAsync(db, issue, ct);
            else
                await BeginAsync(db, issue, now, ct);
        }
    }

    private async Task BeginAsync(PortSafeDb db, IssueRow issue, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var begun = await Unchanged(db, issue).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, IssueState.Sending)
                .SetProperty(row => row.StartedAt, now)
                .SetProperty(row => row.StartedBy, issue.ScheduledBy)
                .SetProperty(row => row.ResumedAt, now)
                .SetProperty(row => row.Version, row => row.Version + 1),
            ct);
        if (begun == 0)
            return;
        await audit.AppendAsync(db, Self, "issue-started", $"issue:{issue.Key}", $"revision {issue.ApprovedRevision}, as scheduled", ct);
        await transaction.CommitAsync(ct);
    }

    private async Task GiveBackAsync(PortSafeDb db, IssueRow issue, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var given = await Unchanged(db, issue).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, IssueState.Approved)
                .SetProperty(row => row.ScheduleMissed, issue.ScheduledFor)
                .SetProperty(row => row.ScheduledFor, (DateTimeOffset?)null)
                .SetProperty(row => row.ScheduledBy, (string?)null)
                .SetProperty(row => row.Version, row => row.Version + 1),
            ct);
        if (given == 0)
            return;
        await audit.AppendAsync(db, Self, "issue-schedule-missed", $"issue:{issue.Key}", "more than two hours late", ct);
        await TellAsync(db, issue, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The row, as long as nobody has taken a step since it was read.</summary>
    private static IQueryable<IssueRow> Unchanged(PortSafeDb db, IssueRow issue) =>
        db.Issues.Where(row => row.Id == issue.Id && row.State == IssueState.Scheduled && row.Version == issue.Version);

    private async Task TellAsync(PortSafeDb db, IssueRow issue, CancellationToken ct)
    {
        if (new Actor(issue.ScheduledBy ?? "", null, []).PersonId is not { } id || await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { Email: { } email })
            return;
        var when = TimeZoneInfo.ConvertTime(issue.ScheduledFor!.Value, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        await outbox.EnqueueAsync(
            db,
            $"schedule-missed:{issue.Id:N}:{issue.ScheduledFor.Value.ToUnixTimeSeconds()}",
            email,
            $"Not sent: {issue.Key.Title}",
            $"""
            {MarkdownText.Escape(issue.Key.Title)} was to leave at {when:HH:mm} on {when:d MMMM yyyy}, and nothing was running then. More than two hours have passed, so it has not been sent.

            Decide whether it should still be sent, and when: [open the issue]({site.Page(NewsletterPages.Sending(issue.Key))}).
            """,
            ct);
    }
}
