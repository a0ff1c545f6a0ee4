using Microsoft.EntityFrameworkCore;

namespace PortSafe.Data.Newsletters;

/// <summary>
/// The rate limit that all nodes share: a bucket that fills evenly, and from which a sender takes before it takes on copies. It holds
/// ten seconds' worth, and one copy at least, so that nothing is saved up for a burst.
/// </summary>
internal static class SendAllowance
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);

    /// <summary>Fills the bucket up to now and keeps it from others until the caller's transaction ends.</summary>
    /// <returns>How many whole copies it allows.</returns>
    public static async Task<SendAllowanceRow> OpenAsync(PortSafeDb db, bool isPostgres, int perMinute, DateTimeOffset now, CancellationToken ct)
    {
        var row = isPostgres
            ? await db.SendAllowances.FromSqlRaw("SELECT * FROM send_allowance WHERE id = 1 FOR UPDATE").AsNoTracking().SingleAsync(ct)
            : await db.SendAllowances.AsNoTracking().SingleAsync(ct);
        var most = Math.Max(1, perMinute * Burst.TotalMinutes);
        // Nodes' clocks differ a little; one that is behind adds nothing and takes nothing back.
        var filled = now > row.At ? (now - row.At).TotalMinutes * perMinute : 0;
        return new SendAllowanceRow { Id = row.Id, Tokens = Math.Min(most, row.Tokens + filled), At = now > row.At ? now : row.At };
    }

    public static Task TakeAsync(PortSafeDb db, SendAllowanceRow open, int taken, CancellationToken ct) => db.SendAllowances.ExecuteUpdateAsync(
        set => set.SetProperty(row => row.Tokens, open.Tokens - taken).SetProperty(row => row.At, open.At), ct);

    /// <summary>How long until there is a whole copy; null when there is one.</summary>
    public static TimeSpan? Wait(SendAllowanceRow open, int perMinute)
    {
        if (open.Tokens >= 1)
            return null;
        var wait = TimeSpan.FromMinutes((1 - open.Tokens) / perMinute);
        return wait > ShortestWait ? wait : ShortestWait;
    }
}
