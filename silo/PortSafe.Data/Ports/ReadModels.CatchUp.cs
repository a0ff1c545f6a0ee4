using Microsoft.EntityFrameworkCore;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Ports;

public sealed partial class ReadModels
{
    /// <summary>The most ports that are brought up to date while somebody waits for a list: a fraction of a second’s work.</summary>
    public const int MostForList = 100;

    /// <summary>
    /// Folds again every port whose stage or score was due to change by today, and adds the rows of quarters that have closed since.
    /// Costs two index look-ups when nothing is due.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        while (await CatchUpAsync(Lacking, StreamsInBatch, withQuarters: true, ct) == StreamsInBatch)
        {
        }
        while (await CatchUpAsync(Due, StreamsInBatch, withQuarters: false, ct) == StreamsInBatch)
        {
        }
    }

    /// <summary>
    /// Folds again the ports whose stage or score was due to change by today, up to <see cref="MostForList"/> of them. What is missing of
    /// quarters that have closed can wait: no list of ports shows it.
    /// </summary>
    /// <param name="only">The ports that are asked for; null for every port.</param>
    /// <returns>How many ports are still as of an earlier day, for <see cref="CatchUpAsync(CancellationToken)"/> to bring up to date.</returns>
    public async Task<int> CatchUpListAsync(IReadOnlyCollection<Locode>? only, CancellationToken ct)
    {
        if (await CatchUpAsync(Wanted, MostForList, withQuarters: false, ct) < MostForList)
            return 0;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Wanted(db).CountAsync(ct);

        IQueryable<Locode> Wanted(PortSafeDb db) => only is null ? Due(db) : Due(db).Where(port => only.Contains(port));
    }

    /// <returns>How many ports were folded; the most when there may be more.</returns>
    private async Task<int> CatchUpAsync(Func<PortSafeDb, IQueryable<Locode>> wanted, int most, bool withQuarters, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await wanted(db).AnyAsync(ct))
            return 0;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            // Asked again within: on SQLite others wait here meanwhile, and find nothing left to do.
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var ports = await wanted(db).OrderBy(port => port).Take(most).ToListAsync(ct);
            await RefoldAsync(db, ports, withQuarters, ct);
            await transaction.CommitAsync(ct);
            return ports.Count;
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            return most; // Another node has just done the same, or recorded something and projected it: look again.
        }
    }

    private async Task RefoldAsync(PortSafeDb db, List<Locode> ports, bool withQuarters, CancellationToken ct)
    {
        // First, so that whoever records something of these ports is either seen below or waits.
        await db.PortStatus.Where(row => ports.Contains(row.Locode)).ExecuteDeleteAsync(ct);
        if (withQuarters)
            await db.PortQuarters.Where(row => ports.Contains(row.Locode)).ExecuteDeleteAsync(ct);
        var streams = ports.ConvertAll(port => port.ToString());
        var rows = await Stored(db.PortEvents.Where(row => streams.Contains(row.Stream))).ToListAsync(ct);
        var byStream = rows.GroupBy(row => row.Stream, StringComparer.Ordinal).Select(stream => (IReadOnlyList<PortEventRow>)[.. stream]).ToList();
        await WriteAsync(db, FoldAll(byStream, withQuarters, ct), ct);
    }

    private IQueryable<Locode> Due(PortSafeDb db)
    {
        var today = clock.Today();
        return db.PortStatus.Where(row => row.ChangesOn <= today).Select(row => row.Locode);
    }

    /// <summary>Ports with a scheme that have no row of the last quarter that closed.</summary>
    private IQueryable<Locode> Lacking(PortSafeDb db)
    {
        var lastClosed = LastClosed(clock.Today());
        return db.PortStatus
            .Where(row => row.SchemeFrom <= lastClosed.End && !db.PortQuarters.Any(quarter => quarter.Quarter == lastClosed && quarter.Locode == row.Locode))
            .Select(row => row.Locode);
    }
}
