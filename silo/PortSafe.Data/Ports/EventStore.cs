using Microsoft.EntityFrameworkCore;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Ports;

/// <summary>Everything recorded of one port, in the order of recording.</summary>
public sealed record PortHistory(IReadOnlyList<PortEvent> Events)
{
    public static PortHistory Empty { get; } = new([]);

    /// <summary>The sequence of the last event; 0 when there is none.</summary>
    public int LastSequence => Events.Count;
}

/// <summary>One event of a stream, with who recorded it and when.</summary>
public sealed record RecordedEvent(int Sequence, PortEvent Event, DateTimeOffset RecordedAt, string By);

/// <summary>Events to add to one port's stream, decided on what <paramref name="Before"/> holds.</summary>
public sealed record PortAppend(Locode Port, PortHistory Before, IReadOnlyList<PortEvent> Events);

/// <summary>
/// The ports' event streams. An append and the read models that follow from it are one transaction. Of two writers that decided on
/// the same history one wins: the key (stream, sequence) is unique.
/// </summary>
public sealed class EventStore(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    /// <exception cref="UnknownEventException">The stream holds an event that this program does not know.</exception>
    public async Task<PortHistory> LoadAsync(Locode port, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stream = port.ToString();
        var rows = await db.PortEvents.AsNoTracking().Where(row => row.Stream == stream).OrderBy(row => row.Sequence).ToListAsync(ct);
        return ToHistory(rows, await PortTexts.ReadAsync(db, rows, ct));
    }

    /// <summary>The events as recorded, with who and when.</summary>
    /// <exception cref="UnknownEventException">The stream holds an event that this program does not know.</exception>
    public async Task<IReadOnlyList<RecordedEvent>> LoadRecordedAsync(Locode port, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stream = port.ToString();
        var rows = await db.PortEvents.AsNoTracking().Where(row => row.Stream == stream).OrderBy(row => row.Sequence).ToListAsync(ct);
        var events = await PortTexts.ReadAsync(db, rows, ct);
        return [.. rows.Select((row, index) => new RecordedEvent(row.Sequence, events[index], row.RecordedAt, row.By))];
    }

    /// <summary>The histories of many ports; a port without events is not in the answer.</summary>
    /// <param name="ports">Null for every port.</param>
    /// <exception cref="UnknownEventException">A stream holds an event that this program does not know.</exception>
    public async Task<IReadOnlyDictionary<Locode, PortHistory>> LoadManyAsync(IReadOnlyCollection<Locode>? ports, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var streams = ports?.Select(port => port.ToString()).ToList();
        var rows = await db.PortEvents.AsNoTracking()
            .Where(row => streams == null || streams.Contains(row.Stream))
            .OrderBy(row => row.Stream).ThenBy(row => row.Sequence)
            .ToListAsync(ct);
        return ToHistories(rows, await PortTexts.ReadAsync(db, rows, ct)).ToDictionary(stream => stream.Port, stream => stream.History);
    }

    /// <summary>Adds the events of one or many ports, and the read models that follow, all or nothing.</summary>
    /// <param name="alongside">Writes more in the same transaction; null for nothing more.</param>
    /// <returns>False when another writer was first: load again and decide again. Nothing was written then.</returns>
    public async Task<bool> AppendAsync(
        IReadOnlyList<PortAppend> appends, Actor by, Func<PortSafeDb, CancellationToken, Task>? alongside, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            foreach (var append in appends)
                Add(db, append, now, by);
            await db.SaveChangesAsync(ct);
            foreach (var append in appends)
                await ProjectAsync(db, append, UkDate.Of(now), ct);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            if (alongside is not null)
                await alongside(db, ct);
            ct.ThrowIfCancellationRequested();
            await transaction.CommitAsync(CancellationToken.None); // Cancelled half-way, nobody would know whether it was recorded.
            return true;
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            return false;
        }
    }

    /// <param name="rows">By stream, and within it by sequence.</param>
    /// <param name="events">What each of them means.</param>
    internal static IEnumerable<(Locode Port, PortHistory History)> ToHistories(IReadOnlyList<PortEventRow> rows, IReadOnlyList<PortEvent> events)
    {
        for (var (first, next) = (0, 0); first < rows.Count; first = next)
        {
            while (next < rows.Count && rows[next].Stream == rows[first].Stream)
                next++;
            yield return (Locode.Parse(rows[first].Stream), ToHistory([.. rows.Take(first..next)], [.. events.Take(first..next)]));
        }
    }

    private static PortHistory ToHistory(IReadOnlyList<PortEventRow> rows, IReadOnlyList<PortEvent> events) => new(InSequence(rows, events));

    /// <summary>The events, if their rows are a whole stream.</summary>
    /// <exception cref="InvalidDataException">One is missing.</exception>
    internal static IReadOnlyList<PortEvent> InSequence(IReadOnlyList<PortEventRow> rows, IReadOnlyList<PortEvent> events)
    {
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index].Sequence != index + 1)
                throw new InvalidDataException($"The stream {rows[index].Stream} has a gap before event {rows[index].Sequence}.");
        }
        return events;
    }

    private static void Add(PortSafeDb db, PortAppend append, DateTimeOffset now, Actor by)
    {
        for (var index = 0; index < append.Events.Count; index++)
        {
            var text = PortTexts.Apart(append.Events[index], by, now);
            if (text is not null)
                db.Texts.Add(text);
            db.PortEvents.Add(ToRow(append, append.Events[index], text?.Id, index, now, by));
        }
    }

    private static PortEventRow ToRow(PortAppend append, PortEvent item, Guid? text, int index, DateTimeOffset now, Actor by)
    {
        var (name, version) = PortEventTypes.NameOf(item);
        return new PortEventRow
        {
            Stream = append.Port.ToString(),
            Sequence = append.Before.LastSequence + 1 + index,
            Type = name,
            Version = version,
            At = item.At,
            RecordedAt = now,
            By = by.Id,
            Data = PortEventTypes.Write(item, text),
        };
    }

    private static async Task ProjectAsync(PortSafeDb db, PortAppend append, DateOnly today, CancellationToken ct)
    {
        IReadOnlyList<PortEvent> events = [.. append.Before.Events, .. append.Events];
        var status = PortProjection.Status(append.Port, events, today);
        if (append.Before.LastSequence == 0)
            db.PortStatus.Add(status);
        else
            db.PortStatus.Update(status);

        var (first, lastClosed) = (PortProjection.FirstAffected(append.Events), Quarter.Of(today.AddDays(1)).Previous);
        if (first > lastClosed)
            return;
        if (!await db.PortQuarters.AnyAsync(row => row.Quarter == lastClosed && row.Locode == append.Port, ct))
            first = PortProjection.FirstQuarter(events) ?? first; // Quarters have closed since the last write: leave no gap before this one.
        var affected = Quarter.Range(first, lastClosed).ToList();
        await db.PortQuarters.Where(row => row.Locode == append.Port && affected.Contains(row.Quarter)).ExecuteDeleteAsync(ct);
        db.PortQuarters.AddRange(PortProjection.Quarters(append.Port, events, first, lastClosed));
    }
}
