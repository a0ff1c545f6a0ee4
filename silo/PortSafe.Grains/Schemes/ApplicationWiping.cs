using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Schemes;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Schemes;

/// <summary>Wipes what applications tell of people. The reference, the port, the state and the dates stay.</summary>
internal static class ApplicationWiping
{
    private static readonly string Draft = ApplicationState.Draft.Code;
    private static readonly string Withdrawn = ApplicationState.Withdrawn.Code;
    private static readonly string[] Waiting = [ApplicationState.Submitted.Code, ApplicationState.MoreAsked.Code];
    private static readonly string[] Ends = [ApplicationState.Approved.Code, ApplicationState.Rejected.Code, ApplicationState.Withdrawn.Code];

    /// <summary>Wipes every application of an address, in the caller's transaction. Nobody decides any more on what waits.</summary>
    public static async Task WipeAsync(PortSafeDb db, string email, DateTimeOffset now, CancellationToken ct)
    {
        var key = email.ToLowerInvariant();
        await db.Applications.Where(row => row.EmailKey == key && row.State == Draft).ExecuteDeleteAsync(ct);
        await db.Applications.Where(row => row.EmailKey == key && Waiting.Contains(row.State)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, Withdrawn).SetProperty(row => row.DecidedAt, (DateTimeOffset?)now), ct);
        await WipeAsync(db, db.Applications.Where(row => row.EmailKey == key), now, ct);
    }

    /// <summary>Wipes applications that were decided at that time or earlier, in the caller's transaction.</summary>
    /// <returns>How many; those that were wiped before do not count.</returns>
    public static Task<int> WipeDecidedAsync(PortSafeDb db, DateTimeOffset until, DateTimeOffset now, CancellationToken ct) =>
        WipeAsync(db, db.Applications.Where(row => row.DecidedAt <= until && Ends.Contains(row.State) && row.WipedAt == null), now, ct);

    /// <summary>Removes drafts that nobody has gone on with since that time.</summary>
    public static Task<int> RemoveDraftsAsync(PortSafeDb db, DateTimeOffset until, CancellationToken ct) =>
        db.Applications.Where(row => row.State == Draft && row.ChangedAt <= until).ExecuteDeleteAsync(ct);

    private static async Task<int> WipeAsync(PortSafeDb db, IQueryable<ApplicationRow> which, DateTimeOffset now, CancellationToken ct)
    {
        await db.ApplicationMessages.Where(said => which.Any(row => row.Id == said.ApplicationId)).ExecuteUpdateAsync(set => set.SetProperty(said => said.Text, (string?)null), ct);
        return await which.ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.WipedAt, (DateTimeOffset?)now)
                .SetProperty(row => row.Revision, row => row.Revision + 1)
                .SetProperty(row => row.Name, (string?)null)
                .SetProperty(row => row.Email, (string?)null)
                .SetProperty(row => row.EmailKey, (string?)null)
                .SetProperty(row => row.Telephone, (string?)null)
                .SetProperty(row => row.CompanyNumber, (string?)null)
                .SetProperty(row => row.Evidence, (string?)null)
                .SetProperty(row => row.UnlistedPort, (string?)null)
                .SetProperty(row => row.WaitingKey, (string?)null)
                .SetProperty(row => row.SessionHash, (string?)null)
                .SetProperty(row => row.LinkHash, (string?)null),
            ct);
    }
}
