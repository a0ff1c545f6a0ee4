using PortSafe.Data.Ports;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Imports;

/// <summary>Lets the Domain decide on every row of a file, port by port and within a port in the order of the days.</summary>
internal sealed class PortChanges(EventStore store)
{
    private const int PortsInBatch = 500;
    private const string AlreadyRecordedCode = "already-recorded";

    /// <summary>Rows that say what was recorded before.</summary>
    public int AlreadyRecorded { get; private set; }

    /// <summary>The events to append, by LOCODE. Not to be used when there are errors.</summary>
    /// <param name="unsound">Ports of which some row could not be read: what follows from it is not to be judged.</param>
    public async Task<IReadOnlyList<PortAppend>> DecideAsync(
        IReadOnlyList<PortRow> rows, IReadOnlySet<Locode> unsound, ImportDays days, ImportErrors errors, CancellationToken ct)
    {
        AlreadyRecorded = 0;
        var appends = new List<PortAppend>();
        foreach (var batch in rows.GroupBy(row => row.Port).Where(port => !unsound.Contains(port.Key)).OrderBy(port => port.Key).Chunk(PortsInBatch))
        {
            var histories = await store.LoadManyAsync([.. batch.Select(port => port.Key)], ct);
            foreach (var port in batch)
            {
                ct.ThrowIfCancellationRequested();
                var before = histories.GetValueOrDefault(port.Key, PortHistory.Empty);
                if (Decide(before, port, days, errors) is { Count: > 0 } events)
                    appends.Add(new PortAppend(port.Key, before, events));
            }
        }
        return appends;
    }

    private List<PortEvent> Decide(PortHistory before, IEnumerable<PortRow> rows, ImportDays days, ImportErrors errors)
    {
        var history = new List<PortEvent>(before.Events);
        foreach (var row in rows.OrderBy(row => row.At))
        {
            if (row.ToCommand(history, days).Succeeded(out var command, out var error) && PortDecisions.Decide(history, command, days.Today).Succeeded(out var events, out error))
                history.AddRange(events);
            else if (error.Code == AlreadyRecordedCode)
                AlreadyRecorded++;
            else
            {
                var (column, value) = row.Locate(error);
                errors.Add(row.Line, column, value, ImportRefusal.Expected(error));
            }
        }
        return history[before.Events.Count..];
    }
}
