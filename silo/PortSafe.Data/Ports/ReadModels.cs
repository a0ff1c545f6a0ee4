using Microsoft.EntityFrameworkCore;
using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Ports;

/// <summary>Keeps the read models level with the streams and the calendar.</summary>
public sealed partial class ReadModels(IDbContextFactory<PortSafeDb> contexts, DatabaseLocation location, TimeProvider clock)
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
                Add(db, port, history, withQuarters: true);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            (after, ports, events) = (last, ports + streams.Count, events + rows.Count);
            progress?.Report(ports);
        }
        await transaction.CommitAsync(ct);
        return events;
    }

    private void Add(PortSafeDb db, Locode port, PortHistory history, bool withQuarters)
    {
        var today = clock.Today();
        db.PortStatus.Add(PortProjection.Status(port, history.Events, today));
        if (withQuarters)
            db.PortQuarters.AddRange(PortProjection.Quarters(port, history.Events, new Quarter(Quarter.MinYear, 1), LastClosed(today)));
    }

    /// <summary>The last quarter that has ended; a quarter's last day counts as its end.</summary>
    private static Quarter LastClosed(DateOnly today) => Quarter.Of(today.AddDays(1)).Previous;

    private static Task<List<string>> NextStreamsAsync(PortSafeDb db, string after, CancellationToken ct) => db.PortEvents
        .Where(row => string.Compare(row.Stream, after) > 0)
        .Select(row => row.Stream).Distinct().OrderBy(stream => stream).Take(StreamsInBatch).ToListAsync(ct);
}
