using Microsoft.EntityFrameworkCore;
using PortSafe.Data;

namespace PortSafe.Grains.Subscribers;

/// <summary>Every hour: deletes the addresses of those who asked for the newsletter and never confirmed, once their link has run out.</summary>
public sealed class ExpiredSignUpsJob(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock) : IJob
{
    public static string Name => "expired-sign-ups";

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.SubscriptionRequests.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(ct);
    }
}
