using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>From where people come: one row for each address and browser, which sessions and the audit log name by its id.</summary>
public sealed class Origins(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    /// <summary>In characters; what a browser says beyond them is dropped.</summary>
    public const int MaxBrowserLength = 300;

    /// <summary>Bounds the memory.</summary>
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Place, Entry> _entries = new();

    /// <summary>The id of the origin of a request, in the form of <see cref="Domain.Accounts.Actor.Origin"/>. Not for use within a transaction.</summary>
    public async ValueTask<string> FindAsync(HttpContext http, CancellationToken ct)
    {
        var address = http.Connection.RemoteIpAddress is { } ip ? (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString() : "";
        return (await FindAsync(address, http.Request.Headers.UserAgent.ToString(), ct)).ToString("D");
    }

    /// <summary>The id of an origin, which is added when it was not known. Not for use within a transaction, because it has one of its own.</summary>
    /// <param name="address">An IP address, or nothing where there is none.</param>
    /// <param name="browser">What the browser says that it is.</param>
    public async ValueTask<Guid> FindAsync(string address, string browser, CancellationToken ct)
    {
        var place = new Place(address, Clean(browser));
        if (_entries.TryGetValue(place, out var entry) && clock.GetElapsedTime(entry.ReadAt) < Freshness)
            return entry.Id;
        var id = await ReadAsync(place, ct);
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[place] = new Entry(id, clock.GetTimestamp());
        return id;
    }

    private async Task<Guid> ReadAsync(Place place, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        if (await FindRowAsync(db, place, ct) is { } row)
        {
            if (now - row.SeenAt >= BetweenNotes)
                await db.Origins.Where(known => known.Id == row.Id).ExecuteUpdateAsync(change => change.SetProperty(known => known.SeenAt, now), ct);
            return row.Id;
        }
        try
        {
            var added = new OriginRow { Id = Guid.CreateVersion7(), Address = place.Address, Browser = place.Browser, SeenAt = now };
            db.Origins.Add(added);
            await db.SaveChangesAsync(ct);
            return added.Id;
        }
        catch (DbUpdateException exception) when (DatabaseErrors.IsDuplicateKey(exception))
        {
            db.ChangeTracker.Clear();
            return (await FindRowAsync(db, place, ct))!.Id;
        }
    }

    private static Task<OriginRow?> FindRowAsync(PortSafeDb db, Place place, CancellationToken ct) =>
        db.Origins.AsNoTracking().SingleOrDefaultAsync(row => row.Address == place.Address && row.Browser == place.Browser, ct);

    /// <summary>Without what no database or terminal should be given: control characters and halves of pairs.</summary>
    private static string Clean(string browser)
    {
        var plain = string.Concat(browser.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Select(rune => rune.ToString()));
        return plain.Length <= MaxBrowserLength ? plain : plain[..(char.IsHighSurrogate(plain[MaxBrowserLength - 1]) ? MaxBrowserLength - 1 : MaxBrowserLength)];
    }

    private sealed record Place(string Address, string Browser);

    private sealed record Entry(Guid Id, long ReadAt);
}
