using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Which actor a key stands for, asked with every request and read from the database at most every five seconds: a key that is revoked,
/// or whose maker is, opens nothing after that time on any node. A key that expires does so at once.
/// </summary>
public sealed class ApiKeysInUse(IDbContextFactory<PortSafeDb> contexts, ApiKeyUses uses, TimeProvider clock)
{
    /// <summary>Bounds the memory; there are never so many keys in force.</summary>
    private const int MaxEntries = 1000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public static TimeSpan Freshness { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Null for a key that is unknown, expired, revoked or stopped, and for what is no key at all.</summary>
    public async ValueTask<Actor?> FindAsync(string text, CancellationToken ct)
    {
        if (!ApiKeyText.CanBe(text))
            return null;
        var hash = SecretToken.HashOf(text);
        if (!_entries.TryGetValue(hash, out var entry) || clock.GetElapsedTime(entry.ReadAt) >= Freshness)
        {
            entry = await ReadAsync(hash, ct);
            Keep(hash, entry);
        }
        if (entry is null || entry.ExpiresAt <= clock.GetUtcNow())
            return null;
        uses.Note(entry.Id);
        return entry.Actor;
    }

    private async Task<Entry?> ReadAsync(string hash, CancellationToken ct)
    {
        var readAt = clock.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null, ct) is not { } row)
            return null;
        return (await ApiKeys.AdministratorsAsync(db, [row.CreatedBy], ct)).Count == 1 ? new Entry(row.Id, ApiKeys.ActorOf(row), row.ExpiresAt, readAt) : null;
    }

    /// <summary>What is no key is not kept: whoever tries many would fill the memory.</summary>
    private void Keep(string hash, Entry? entry)
    {
        if (entry is null)
        {
            _entries.TryRemove(hash, out _);
            return;
        }
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[hash] = entry;
    }

    private sealed record Entry(Guid Id, Actor Actor, DateTimeOffset ExpiresAt, long ReadAt);
}
