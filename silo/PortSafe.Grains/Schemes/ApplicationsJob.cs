using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Schemes;

/// <summary>
/// Every hour: does what follows from approvals and was missed, ends the parts of leads and deputies who are no longer there, and removes
/// drafts that nobody went on with.
/// </summary>
public sealed class ApplicationsJob(PortSafeDb db, ApplicationSettling settling, Succession succession, SchemeContacts contacts, AuditLog audit, TimeProvider clock) : IJob
{
    public static string Name => "applications";

    private static Actor By { get; } = Actor.Job(Name);

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        await settling.SettleAllAsync(By, ct);
        await succession.TakeOverAllAsync(ct);
        await contacts.EndLostAsync(By, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await ApplicationWiping.RemoveDraftsAsync(db, clock.GetUtcNow() - ApplicationMail.LinkLife, ct) is > 0 and var removed)
            await audit.AppendAsync(db, By, "application-drafts-removed", "applications", $"drafts {removed}", ct);
        await transaction.CommitAsync(ct);
    }
}
