using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
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

        var (ports, events) = (0, 0L);
        Task<IReadOnlyList<Folded>>? folding = null;
        // One batch is folded on the other cores while the next is read.
        await foreach (var batch in StreamsAsync(ct))
        {
            await FinishAsync();
            (ports, events) = (ports + batch.Count, events + batch.Sum(stream => stream.Count));
            folding = Task.Run(() => FoldAll(batch, withQuarters: true, ct), ct);
        }
        await FinishAsync();
        await transaction.CommitAsync(ct);
        return events;

        async Task FinishAsync()
        {
            if (folding is null)
                return;
            await WriteAsync(db, await folding, ct);
            progress?.Report(ports);
        }
    }

    /// <summary>Every stream, some hundred at a time. Read beside the transaction that writes, which lets nobody record anything meanwhile.</summary>
    private async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<PortEventRow>>> StreamsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (batch, stream) = (new List<IReadOnlyList<PortEventRow>>(), new List<PortEventRow>());
        await foreach (var row in Stored(db.PortEvents).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (stream.Count > 0 && stream[^1].Stream != row.Stream)
            {
                batch.Add(stream);
                stream = [];
                if (batch.Count == StreamsInBatch)
                {
                    yield return batch;
                    batch = [];
                }
            }
            stream.Add(row);
        }
        if (stream.Count > 0)
            yield return [.. batch, stream];
    }

    /// <summary>What a fold needs of the events, by stream and sequence.</summary>
    private static IQueryable<PortEventRow> Stored(IQueryable<PortEventRow> rows) => rows.AsNoTracking()
        .OrderBy(row => row.Stream).ThenBy(row => row.Sequence)
        .Select(row => new PortEventRow
        {
            Stream = row.Stream,
            Sequence = row.Sequence,
            Type = row.Type,
            Version = row.Version,
            At = row.At,
            Data = row.Data,
            RecordedAt = default,
            By = "",
        });

    /// <summary>A port's rows in the read models.</summary>
    private sealed record Folded(PortStatusRow Status, IReadOnlyList<PortQuarterRow> Quarters);

    private IReadOnlyList<Folded> FoldAll(IReadOnlyList<IReadOnlyList<PortEventRow>> streams, bool withQuarters, CancellationToken ct)
    {
        var today = clock.Today();
        try
        {
            return [.. streams.AsParallel().AsOrdered().WithCancellation(ct).Select(stream => Fold(stream, withQuarters, today))];
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
            throw;
        }
    }

    private static Folded Fold(IReadOnlyList<PortEventRow> stream, bool withQuarters, DateOnly today)
    {
        var port = Locode.Parse(stream[0].Stream);
        var events = EventStore.InSequence(stream, [.. stream.Select(row => PortEventTypes.Read(row).Event)]); // No read model holds anybody's words.
        return new Folded(
            PortProjection.Status(port, events, today),
            withQuarters ? [.. PortProjection.Quarters(port, events, new Quarter(Quarter.MinYear, 1), LastClosed(today))] : []);
    }

    private static async Task WriteAsync(PortSafeDb db, IReadOnlyList<Folded> ports, CancellationToken ct)
    {
        foreach (var port in ports)
        {
            db.PortStatus.Add(port.Status);
            db.PortQuarters.AddRange(port.Quarters);
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>The last quarter that has ended; a quarter's last day counts as its end.</summary>
    private static Quarter LastClosed(DateOnly today) => Quarter.Of(today.AddDays(1)).Previous;
}
