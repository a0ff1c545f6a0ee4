using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Who is signed in, and in which browsers. A session is asked for with every request and read from the database at most every five
/// seconds: whatever ends it, or changes what its person may do, holds within that time on every node.
/// </summary>
public sealed class Sessions(
    IDbContextFactory<PortSafeDb> contexts, IServiceScopeFactory scopes, AuditLog audit, IOptions<AccountOptions> options, TimeProvider clock)
{
    /// <summary>Bounds the memory; far above the number of people of one installation who are active at once.</summary>
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How old what is known of a session can be.</summary>
    public static TimeSpan Freshness { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Signs a person in.</summary>
    /// <param name="origin">The id of an origin.</param>
    /// <returns>The token for the browser's cookie: 256 bits, of which the database keeps the hash.</returns>
    public async Task<string> StartAsync(KnownPerson person, SignInMethod method, string origin, CancellationToken ct)
    {
        var token = SecretToken.New();
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Sessions.Add(new SessionRow
        {
            Hash = SecretToken.HashOf(token),
            Id = Guid.CreateVersion7(),
            PersonId = person.Id,
            OriginId = Guid.ParseExact(origin, "D"),
            Method = method.Code,
            CreatedAt = now,
            SeenAt = now,
        });
        await db.Users.Where(row => row.Id == person.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.LastSignedInAt, (DateTimeOffset?)now), ct);
        await audit.AppendAsync(db, person.Actor with { Origin = origin }, "signed-in", person.Actor.Id, $"by {method}", ct);
        await transaction.CommitAsync(ct);
        return token;
    }

    /// <summary>The session of a cookie's token; null when it has ended, was idle or lasted for too long, or its person may no longer sign in.</summary>
    public async ValueTask<SignedIn?> FindAsync(string token, CancellationToken ct)
    {
        var hash = SecretToken.HashOf(token);
        if (!_entries.TryGetValue(hash, out var entry) || clock.GetElapsedTime(entry.ReadAt) >= Freshness)
        {
            entry = await ReadAsync(hash, ct);
            if (_entries.Count >= MaxEntries)
                _entries.Clear();
            _entries[hash] = entry;
        }
        return entry.Known is { } known && IsWithinLimits(known.Person.Role, known.StartedAt, entry.SeenAt) ? known : null;
    }

    /// <summary>When the person was last seen before the latest sign-in; null when that is the first that is known.</summary>
    public async Task<DateTimeOffset?> LastVisitAsync(Guid person, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var visits = await db.Sessions.AsNoTracking().Where(row => row.PersonId == person).Select(row => new { row.CreatedAt, row.SeenAt }).ToListAsync(ct);
        return visits.OrderByDescending(visit => visit.CreatedAt).Skip(1).Select(visit => (DateTimeOffset?)visit.SeenAt).Max();
    }

    /// <summary>The browsers in which a person is signed in, the latest used first.</summary>
    /// <param name="current">The session of whoever asks; null when that is none of these.</param>
    public async Task<IReadOnlyList<SessionView>> ListAsync(KnownPerson person, Guid? current, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Sessions.AsNoTracking().Where(row => row.PersonId == person.Id && row.EndedAt == null)
            .Join(db.Origins, row => row.OriginId, origin => origin.Id, (row, origin) => new { row, origin }).ToListAsync(ct);
        return [.. rows
            .Where(pair => IsWithinLimits(person.Role, pair.row.CreatedAt, pair.row.SeenAt))
            .OrderByDescending(pair => pair.row.SeenAt).ThenByDescending(pair => pair.row.CreatedAt)
            .Select(pair => new SessionView(
                pair.row.Id, pair.origin.Address, pair.origin.Browser, SignInMethod.Parse(pair.row.Method), pair.row.CreatedAt, pair.row.SeenAt, pair.row.Id == current))];
    }

    /// <summary>Ends one session of a person. One that has ended already is left as it is.</summary>
    public async Task EndAsync(Guid person, Guid session, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await EndAsync(db, db.Sessions.Where(row => row.PersonId == person && row.Id == session), "signed-out", person, by, ct);
        await transaction.CommitAsync(ct);
        Forget(person);
    }

    /// <summary>Ends every session of a person: “sign out everywhere”.</summary>
    /// <param name="except">A session to leave; null for none.</param>
    public async Task EndAllAsync(Guid person, Guid? except, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await EndAllAsync(db, person, except, by, ct);
        await transaction.CommitAsync(ct);
        Forget(person);
    }

    /// <summary>As <see cref="EndAllAsync(Guid, Guid?, Actor, CancellationToken)"/>, in the caller's open transaction.</summary>
    public async Task EndAllAsync(PortSafeDb db, Guid person, Guid? except, Actor by, CancellationToken ct)
    {
        await EndAsync(db, db.Sessions.Where(row => row.PersonId == person && row.Id != except), "signed-out-everywhere", person, by, ct);
        Forget(person);
    }

    /// <summary>Makes this node read again what it knows of a person, after a change that others may learn of five seconds later.</summary>
    public void Forget(Guid person)
    {
        foreach (var (hash, entry) in _entries)
        {
            if (entry.Known?.Person.Id == person)
                _entries.TryRemove(hash, out _);
        }
    }

    private async Task EndAsync(PortSafeDb db, IQueryable<SessionRow> sessions, string action, Guid person, Actor by, CancellationToken ct)
    {
        var now = (DateTimeOffset?)clock.GetUtcNow();
        var ended = await sessions.Where(row => row.EndedAt == null).ExecuteUpdateAsync(change => change.SetProperty(row => row.EndedAt, now), ct);
        if (ended > 0)
            await audit.AppendAsync(db, by, action, KnownPerson.SubjectOf(person), $"sessions {ended}", ct);
    }

    private async Task<Entry> ReadAsync(string hash, CancellationToken ct)
    {
        var (readAt, now) = (clock.GetTimestamp(), clock.GetUtcNow());
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortSafeDb>();
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash && row.EndedAt == null, ct) is not { } row ||
            await scope.ServiceProvider.GetRequiredService<People>().FindAsync(row.PersonId, ct) is not { IsActive: true } person)
            return new Entry(null, now, readAt);
        var seenAt = row.SeenAt;
        if (now - seenAt >= BetweenNotes && IsWithinLimits(person.Role, row.CreatedAt, seenAt))
        {
            await db.Sessions.Where(known => known.Hash == hash).ExecuteUpdateAsync(change => change.SetProperty(known => known.SeenAt, now), ct);
            seenAt = now;
        }
        return new Entry(new SignedIn(person, row.Id, row.CreatedAt), seenAt, readAt);
    }

    private bool IsWithinLimits(Role role, DateTimeOffset startedAt, DateTimeOffset seenAt)
    {
        var (now, limits) = (clock.GetUtcNow(), options.Value);
        return now - seenAt < limits.IdleLimit(role) && now - startedAt < limits.AbsoluteLimit(role);
    }

    private sealed record Entry(SignedIn? Known, DateTimeOffset SeenAt, long ReadAt);
}
