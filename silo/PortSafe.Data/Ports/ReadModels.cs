using Microsoft.EntityFrameworkCore;
using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Ports;

/// <summary>Keeps the read models level with the streams and the calendar.</summary>
public sealed class ReadModels(IDbContextFactory<PortSafeDb> contexts, DatabaseLocation location, TimeProvider clock)
{
    private const int StreamsInBatch = 250;

    /// <summary>Computes every read model from the streams, in one transaction during which nothing else is recorded.</summary>
    /// <param name="progress">Told the number of ports done so far.</param>
    /// <returns>How many events were read.</returns>
    /// <exception cref="UnknownEventException">A stream holds an event that this program does not know; nothing was changed.</exception>
    public async Task<long> RebuildAsync(IProgress<int>? progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (location.IsPostgres)
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE port_events IN SHARE MODE", ct);
        await db.PortStatus.ExecuteDeleteAsync(ct);
        await db.PortQuarters.ExecuteDeleteAsync(ct);

        var (after, ports, events) = ("", 0, 0L);
        while (await NextStreamsAsync(db, after, ct) is { Count: > 0 } streams)
        {
            var (first, last) = (streams[0], streams[^1]);
            var rows = await db.PortEvents.AsNoTracking()
                .Where(row => string.Compare(row.Stream, first) >= 0 && string.Compare(row.Stream, last) <= 0)
                .OrderBy(row => row.Stream).ThenBy(row => row.Sequence).ToListAsync(ct);
            foreach (var (port, history) in EventStore.ToHistories(rows, await PortTexts.ReadAsync(db, rows, ct)))
                Add(db, port, history);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            (after, ports, events) = (last, ports + streams.Count, events + rows.Count);
            progress?.Report(ports);
        }
        await transaction.CommitAsync(ct);
        return events;
    }

    /// <summary>
    /// Folds again the ports whose stage was due to change by today, and adds the rows of quarters that have closed since.
    /// Costs two index look-ups when nothing is due.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        var (today, lastClosed) = (clock.Today(), LastClosed(clock.Today()));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await DueAsync(db, today, lastClosed, ct);
        if (due.Count == 0)
            return;
        try
        {
            await RefoldAsync(db, due, ct);
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            // Another node has just done the same, or recorded something and projected it.
        }
    }

    private async Task RefoldAsync(PortSafeDb db, List<Locode> ports, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var port in ports)
        {
            var stream = port.ToString();
            await db.PortStatus.Where(row => row.Locode == port).ExecuteDeleteAsync(ct);
            await db.PortQuarters.Where(row => row.Locode == port).ExecuteDeleteAsync(ct);
            var rows = await db.PortEvents.AsNoTracking().Where(row => row.Stream == stream).OrderBy(row => row.Sequence).ToListAsync(ct);
            foreach (var (_, history) in EventStore.ToHistories(rows, await PortTexts.ReadAsync(db, rows, ct)))
                Add(db, port, history);
            await db.SaveChangesAsync(ct);
        }
        await transaction.CommitAsync(ct);
    }

    private static async Task<List<Locode>> DueAsync(PortSafeDb db, DateOnly today, Quarter lastClosed, CancellationToken ct)
    {
        var changed = db.PortStatus.Where(row => row.ChangesOn <= today).Select(row => row.Locode);
        var lacking = db.PortStatus
            .Where(row => row.SchemeFrom <= lastClosed.End && !db.PortQuarters.Any(quarter => quarter.Quarter == lastClosed && quarter.Locode == row.Locode))
            .Select(row => row.Locode);
        return await changed.Union(lacking).ToListAsync(ct);
    }

    private void Add(PortSafeDb db, Locode port, PortHistory history)
    {
        var today = clock.Today();
        db.PortStatus.Add(PortProjection.Status(port, history.Events, today));
        db.PortQuarters.AddRange(PortProjection.Quarters(port, history.Events, new Quarter(Quarter.MinYear, 1), LastClosed(today)));
    }

    /// <summary>The last quarter that has ended; a quarter's last day counts as its end.</summary>
    private static Quarter LastClosed(DateOnly today) => Quarter.Of(today.AddDays(1)).Previous;

    private static Task<List<string>> NextStreamsAsync(PortSafeDb db, string after, CancellationToken ct) => db.PortEvents
        .Where(row => string.Compare(row.Stream, after) > 0)
        .Select(row => row.Stream).Distinct().OrderBy(stream => stream).Take(StreamsInBatch).ToListAsync(ct);
}
