using Microsoft.EntityFrameworkCore;
using PortSafe.Data;

namespace PortSafe.Grains.Accounts;

/// <summary>Which proofs of a moment were accepted, codes of an app and answers of a passkey alike, so that each is accepted once.</summary>
public sealed class UsedCodes(PortSafeDb db, TimeProvider clock)
{
    /// <summary>Longer than any such proof is good for, clocks that are wrong included.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>Spends a proof, in the caller's open transaction.</summary>
    /// <returns>Whether this was the first time.</returns>
    internal async Task<bool> SpendAsync(Guid person, string proof, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (forgotten, hash) = (now - Memory, SecretToken.HashOf(proof));
        await db.UsedCodes.Where(row => row.PersonId == person && row.UsedAt < forgotten).ExecuteDeleteAsync(ct);
        // The key of the table decides who was first, and a conflict must not spoil the transaction.
        return await db.Database.ExecuteSqlAsync(
            $"INSERT INTO used_codes (person_id, hash, used_at) VALUES ({person}, {hash}, {now.UtcDateTime}) ON CONFLICT DO NOTHING", ct) == 1;
    }
}
