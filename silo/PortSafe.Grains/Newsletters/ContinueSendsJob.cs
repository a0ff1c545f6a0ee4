using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Newsletters.Sending;

namespace PortSafe.Grains.Newsletters;

/// <summary>
/// Goes on with issues that a person has approved and begun and that are not sent yet: copies that are pending or whose time has come
/// again, and what a sender that died has left. It approves nothing.
/// </summary>
public sealed class ContinueSendsJob(IDbContextFactory<PortSafeDb> contexts, DeliveryLedger ledger, IssueDispatch dispatch) : IJob
{
    public static string Name => "continue-sends";

    /// <param name="argument">An issue's id; empty for all.</param>
    /// <exception cref="InvalidOperationException">An approved text cannot be composed; the message says why.</exception>
    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var one = Guid.TryParse(argument, out var id) ? id : (Guid?)null;
        var issues = await db.Issues.AsNoTracking().Where(row => row.State == IssueState.Sending && (one == null || row.Id == one)).ToListAsync(ct);
        foreach (var issue in issues)
        {
            if (await ledger.HasWorkAsync(issue.Id, ct) && (await dispatch.SendAsync(issue.Id, ct)).Error is { } error)
                throw new InvalidOperationException($"The issue {issue.Key} cannot be sent on. {error.Message}");
        }
    }
}
