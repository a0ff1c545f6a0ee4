using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Who somebody is and what they may do, asked with every request and read from the database at most every five seconds: whoever
/// is removed, or given another role or other ports, is treated so within that time on every node.
/// </summary>
public sealed class SignedInPeople(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Bounds the memory; far above the number of people of one installation who are active at once.</summary>
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();

    public static TimeSpan Freshness { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Null when there is no such person, or no longer.</summary>
    public async ValueTask<KnownPerson?> FindAsync(Guid id, CancellationToken ct)
    {
        if (_entries.TryGetValue(id, out var entry) && clock.GetElapsedTime(entry.ReadAt) < Freshness)
            return entry.Person;
        var readAt = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<People>().FindAsync(id, ct);
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[id] = new Entry(person, readAt);
        return person;
    }

    private sealed record Entry(KnownPerson? Person, long ReadAt);
}
