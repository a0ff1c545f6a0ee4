using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>Composes an issue that has begun to leave, and sends it to whoever has no copy yet.</summary>
public sealed class IssueDispatch(IDbContextFactory<PortSafeDb> contexts, DeliveryLedger ledger, IssueMail mail, IssueSender sender)
{
    /// <returns>What became of it; or <c>issue-state</c> for an issue that nobody has begun, or why its text cannot be composed.</returns>
    public async Task<Result<SendReport>> SendAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var issue = await db.Issues.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        if (issue.State != IssueState.Sending)
            return IssueState.Published.Contains(issue.State) ? SendReport.Of(await ledger.CountAsync(id, ct), 0) : IssueSteps.WhyNot(issue.State, IssueStep.Pause)!;
        var text = await db.IssueRevisions.AsNoTracking().SingleAsync(row => row.IssueId == id && row.Number == issue.ApprovedRevision, ct);
        return (await mail.ComposeAsync(id, issue.Key, text.Subject, text.Body, issue.StartedAt!.Value, ct)).Succeeded(out var message, out var error)
            ? await sender.SendAsync(message, ct)
            : error;
    }
}
