using Microsoft.EntityFrameworkCore;

namespace PortSafe.Data;

/// <summary>Lets those who count and then write do so one after another, so that a limit holds however many come at once.</summary>
public static class Turns
{
    private const int LockSpace = 0x5455524E;

    /// <summary>
    /// Waits until no other open transaction has taken a turn at the same thing, and keeps others waiting until this one ends. On SQLite
    /// a transaction is the only one that writes from its beginning on.
    /// </summary>
    /// <param name="db">With an open transaction.</param>
    /// <param name="what">Names the thing, such as <c>timeline-notes</c>.</param>
    public static async Task TakeAsync(PortSafeDb db, string what, CancellationToken ct)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockSpace}, hashtext({what}))", ct);
    }
}
