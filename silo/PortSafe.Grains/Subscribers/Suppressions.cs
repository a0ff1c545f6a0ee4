using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Subscribers;

namespace PortSafe.Grains.Subscribers;

/// <summary>Why nobody but its owner may put an address on the list.</summary>
public static class SuppressionReason
{
    /// <summary>Its owner marked a newsletter as unwanted.</summary>
    public const string Complaint = "complaint";

    /// <summary>It was wiped.</summary>
    public const string Wiped = "wiped";
}

/// <summary>Addresses that are written to again only after their owner has asked for it and confirmed. Kept as keyed hashes.</summary>
public sealed class Suppressions(AddressHashes hashes, TimeProvider clock)
{
    private const int ChunkSize = 500;

    /// <summary>To be called before a transaction in which any of the others is.</summary>
    public Task PrepareAsync(CancellationToken ct) => hashes.PrepareAsync(ct);

    /// <summary>Suppresses an address, in the caller's transaction. One that is suppressed already stays as it is.</summary>
    /// <param name="reason">One of <see cref="SuppressionReason"/>.</param>
    public async Task AddAsync(PortSafeDb db, string email, string reason, CancellationToken ct)
    {
        var hash = (await hashes.ReadyAsync(db, ct)).HashOf(email);
        var now = (DateTime)new UtcConverter().ConvertToProvider(clock.GetUtcNow())!;
        await db.Database.ExecuteSqlAsync($"INSERT INTO suppressions (address_hash, reason, at) VALUES ({hash}, {reason}, {now}) ON CONFLICT (address_hash) DO NOTHING", ct);
    }

    /// <summary>Forgets that an address was suppressed, because its owner came back. In the caller's transaction.</summary>
    public async Task LiftAsync(PortSafeDb db, string email, CancellationToken ct)
    {
        var hash = (await hashes.ReadyAsync(db, ct)).HashOf(email);
        await db.Suppressions.Where(row => row.AddressHash == hash).ExecuteDeleteAsync(ct);
    }

    /// <summary>Why and since when an address is suppressed; null when it is not.</summary>
    public async Task<SuppressionRow?> FindAsync(PortSafeDb db, string email, CancellationToken ct)
    {
        var hash = (await hashes.ReadyAsync(db, ct)).HashOf(email);
        return await db.Suppressions.AsNoTracking().SingleOrDefaultAsync(row => row.AddressHash == hash, ct);
    }

    /// <summary>Which of many addresses are suppressed.</summary>
    public async Task<IReadOnlySet<string>> AmongAsync(PortSafeDb db, IReadOnlyCollection<string> emails, CancellationToken ct)
    {
        var hasher = await hashes.ReadyAsync(db, ct);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in emails.Chunk(ChunkSize))
        {
            var byHash = chunk.Distinct(StringComparer.Ordinal).ToDictionary(hasher.HashOf, StringComparer.Ordinal);
            var asked = byHash.Keys.ToList();
            foreach (var hash in await db.Suppressions.Where(row => asked.Contains(row.AddressHash)).Select(row => row.AddressHash).ToListAsync(ct))
                found.Add(byHash[hash]);
        }
        return found;
    }
}
