using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Shuts the password way in for a while after too many wrong passwords and codes together. The way by passkey stays open, so that
/// nobody can be kept out by someone else's guesses.
/// </summary>
public sealed class Lockout(TimeProvider clock)
{
    /// <summary>How many wrong passwords and codes, without a sign-in between them, shut the way in.</summary>
    public const int MaxFailures = 10;

    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Counts a failure, in the caller's transaction. While the way in is shut nothing is counted. One person's row is written
    /// whether it was counted or not, because a write takes time that can be measured from outside.
    /// </summary>
    /// <param name="person">May be nobody's id.</param>
    /// <returns>Whether this one shut it.</returns>
    internal async Task<bool> CountAsync(PortSafeDb db, Guid person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = (DateTimeOffset?)(now + Length);
        var counted = await Open(db, person, now).ExecuteUpdateAsync(
            change => change
                .SetProperty(row => row.LockoutEnd, row => row.AccessFailedCount + 1 >= MaxFailures ? until : null)
                .SetProperty(row => row.AccessFailedCount, row => row.AccessFailedCount + 1 >= MaxFailures ? 0 : row.AccessFailedCount + 1),
            ct);
        await RewriteAsync(db, isNeeded: counted == 0, ct);
        return await db.Users.AnyAsync(row => row.Id == person && row.LockoutEnd > now, ct) && counted == 1;
    }

    /// <summary>Whether the way in is open, asked so that no failure of the same moment can slip between the answer and what follows from it.</summary>
    internal async Task<bool> IsOpenAsync(PortSafeDb db, Guid person, CancellationToken ct) =>
        await Open(db, person, clock.GetUtcNow()).ExecuteUpdateAsync(change => change.SetProperty(row => row.AccessFailedCount, row => row.AccessFailedCount), ct) == 1;

    internal Task<int> ClearAsync(PortSafeDb db, Guid person, CancellationToken ct) => db.Users.Where(row => row.Id == person)
        .ExecuteUpdateAsync(change => change.SetProperty(row => row.AccessFailedCount, 0).SetProperty(row => row.LockoutEnd, (DateTimeOffset?)null), ct);

    /// <summary>Writes the row of whoever comes first as it is; where that is not needed, the same statements change nothing.</summary>
    private static async Task RewriteAsync(PortSafeDb db, bool isNeeded, CancellationToken ct)
    {
        var first = await db.Users.OrderBy(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(ct);
        var rewritten = isNeeded ? first : Guid.Empty;
        await db.Users.Where(row => row.Id == rewritten).ExecuteUpdateAsync(change => change.SetProperty(row => row.AccessFailedCount, row => row.AccessFailedCount), ct);
    }

    private static IQueryable<Person> Open(PortSafeDb db, Guid person, DateTimeOffset now) =>
        db.Users.Where(row => row.Id == person && (row.LockoutEnd == null || row.LockoutEnd <= now));
}
