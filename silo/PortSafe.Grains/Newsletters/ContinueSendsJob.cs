using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Grains.Newsletters.Sending;

namespace PortSafe.Grains.Newsletters;

/// <summary>
/// Goes on with issues that a person has approved and that are not sent yet: copies whose time has come again, and what a sender
/// that died has left. It approves nothing.
/// </summary>
public sealed class ContinueSendsJob(IDbContextFactory<PortSafeDb> contexts, DeliveryLedger ledger, IssueMail mail, IssueSender sender) : IJob
{
    public static string Name => "continue-sends";

    /// <exception cref="InvalidOperationException">An approved text cannot be composed; the message says why.</exception>
    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var issues = await db.Issues.AsNoTracking().Where(row => row.State == IssueState.Sending).ToListAsync(ct);
        foreach (var issue in issues)
        {
            if (!await ledger.HasWorkAsync(issue.Id, ct))
                continue;
            var text = await db.IssueRevisions.AsNoTracking().SingleAsync(row => row.IssueId == issue.Id && row.Number == issue.ApprovedRevision, ct);
            var composed = await mail.ComposeAsync(issue.Id, issue.Quarter!.Value, text.Subject, text.Body, issue.ApprovedAt!.Value, ct);
            if (composed.Error is { } error)
                throw new InvalidOperationException($"The issue of {issue.Quarter} cannot be sent on. {error.Message}");
            await sender.SendAsync(composed.Value!, ct);
        }
    }
}
