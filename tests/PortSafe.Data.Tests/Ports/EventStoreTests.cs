using PortSafe.Data.Ports;
using PortSafe.Domain.Ports;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Data.Tests.Ports;

public sealed class EventStoreTests
{
    private const int Writers = 8;

    private static readonly PortBuilder Felixstowe = new PortBuilder("GBFXT").Added("Felixstowe").Applied().Approved();
    private static readonly PortBuilder Dover = new PortBuilder("GBDVR").Added("Dover");

    [Theory]
    [BothDatabases]
    public async Task Events_come_back_as_they_were_appended_with_who_and_when(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock();
        var store = new EventStore(database.Contexts, clock);
        Assert.True(await store.AppendAsync([Append(Felixstowe, PortHistory.Empty)], TestActors.Admin, null, default));

        Assert.Equal(Felixstowe.Events, (await store.LoadAsync(Felixstowe.Locode, default)).Events);
        var rows = await store.LoadRecordedAsync(Felixstowe.Locode, default);
        Assert.Equal([1, 2, 3], rows.Select(row => row.Sequence));
        Assert.All(rows, row => Assert.Equal((TestActors.Admin.Id, clock.GetUtcNow()), (row.By, row.RecordedAt)));
    }

    [Theory]
    [BothDatabases]
    public async Task An_append_to_many_ports_is_read_back_port_by_port(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = new EventStore(database.Contexts, new TestClock());
        await store.AppendAsync([Append(Felixstowe, PortHistory.Empty), Append(Dover, PortHistory.Empty)], TestActors.Admin, null, default);

        var all = await store.LoadManyAsync(null, default);
        Assert.Equal([Dover.Locode, Felixstowe.Locode], all.Keys.Order());
        Assert.Equal(Dover.Events, all[Dover.Locode].Events);
        Assert.Equal([Dover.Locode], (await store.LoadManyAsync([Dover.Locode, Locode.Parse("GBLIV")], default)).Keys);
    }

    [Theory]
    [BothDatabases]
    public async Task Of_two_writers_that_decided_on_the_same_history_the_second_loses_and_leaves_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = new EventStore(database.Contexts, new TestClock());
        Assert.True(await store.AppendAsync([Append(Felixstowe, PortHistory.Empty)], TestActors.Admin, null, default));
        var before = await EverythingAsync(database);

        Assert.False(await store.AppendAsync([Append(new PortBuilder("GBFXT").Added("Other"), PortHistory.Empty)], TestActors.SecondAdmin, null, default));
        Assert.Equal(before, await EverythingAsync(database));
    }

    [Theory]
    [BothDatabases]
    public async Task A_race_lost_for_one_port_leaves_nothing_of_the_others(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = new EventStore(database.Contexts, new TestClock());
        await store.AppendAsync([Append(Felixstowe, PortHistory.Empty)], TestActors.Admin, null, default);
        var before = await EverythingAsync(database);

        Assert.False(await store.AppendAsync([Append(Dover, PortHistory.Empty), Append(Felixstowe, PortHistory.Empty)], TestActors.Admin, null, default));
        Assert.Equal(before, await EverythingAsync(database));
    }

    [Theory]
    [BothDatabases]
    public async Task Of_eight_writers_at_once_on_the_same_history_one_wins(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = new EventStore(database.Contexts, new TestClock());
        var won = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() =>
            store.AppendAsync([Append(Felixstowe, PortHistory.Empty)], TestActors.Admin, null, default))));
        Assert.Single(won, true);
        Assert.Equal(Felixstowe.Events, (await store.LoadAsync(Felixstowe.Locode, default)).Events);
    }

    [Theory]
    [BothDatabases]
    public async Task What_is_written_alongside_is_there_with_the_events(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = new EventStore(database.Contexts, new TestClock());
        Assert.True(await store.AppendAsync([Append(Dover, PortHistory.Empty)], TestActors.Admin, RaiseLedgerAsync, default));
        Assert.Equal((1, 1), (await database.CountAsync("port_events"), await database.CountAsync("ledger_versions")));
    }

    [Theory]
    [BothDatabases]
    public async Task An_append_whose_companion_fails_leaves_nothing_of_either(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = new EventStore(database.Contexts, new TestClock());
        var before = await EverythingAsync(database);

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.AppendAsync([Append(Felixstowe, PortHistory.Empty)], TestActors.Admin, async (db, ct) =>
        {
            await RaiseLedgerAsync(db, ct);
            throw new InvalidOperationException("A fault after everything was written.");
        }, default));
        Assert.Equal(before, await EverythingAsync(database));
    }

    [Theory]
    [BothDatabases]
    public async Task A_cancelled_append_leaves_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = new EventStore(database.Contexts, new TestClock());
        using var cancel = new CancellationTokenSource();
        var before = await EverythingAsync(database);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.AppendAsync([Append(Felixstowe, PortHistory.Empty)], TestActors.Admin, async (db, ct) =>
        {
            await RaiseLedgerAsync(db, ct);
            await cancel.CancelAsync();
        }, cancel.Token));
        Assert.Equal(before, await EverythingAsync(database));
    }

    [Theory]
    [BothDatabases]
    public async Task A_stream_with_an_event_of_a_later_version_is_refused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = new EventStore(database.Contexts, new TestClock());
        await store.AppendAsync([Append(Dover, PortHistory.Empty)], TestActors.Admin, null, default);
        await AddRawEventAsync(database, sequence: 2, version: 99);

        var refusal = await Assert.ThrowsAsync<UnknownEventException>(() => store.LoadAsync(Dover.Locode, default));
        Assert.Contains("version 99", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnknownEventException>(() => store.LoadManyAsync(null, default));
    }

    [Theory]
    [BothDatabases]
    public async Task A_stream_with_a_gap_is_refused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = new EventStore(database.Contexts, new TestClock());
        await store.AppendAsync([Append(Dover, PortHistory.Empty)], TestActors.Admin, null, default);
        await AddRawEventAsync(database, sequence: 3, version: 1);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync(Dover.Locode, default));
    }

    private static PortAppend Append(PortBuilder port, PortHistory before) => new(port.Locode, before, port.Events);

    private static async Task RaiseLedgerAsync(PortSafeDb db, CancellationToken ct)
    {
        db.LedgerVersions.Add(new LedgerVersionRow { Ledger = "test", Version = 1 });
        await db.SaveChangesAsync(ct);
    }

    private static async Task AddRawEventAsync(TestDatabase database, int sequence, int version)
    {
        await using var db = database.CreateContext();
        db.PortEvents.Add(new PortEventRow
        {
            Stream = "GBDVR",
            Sequence = sequence,
            Type = "contact-verified",
            Version = version,
            At = StoredEvents.Day,
            RecordedAt = new TestClock().GetUtcNow(),
            By = "job:test",
            Data = "{}",
        });
        await db.SaveChangesAsync();
    }

    private static async Task<IReadOnlyList<string>> EverythingAsync(TestDatabase database) =>
    [
        .. await database.RowsAsync("port_events"), .. await database.RowsAsync("port_status"),
        .. await database.RowsAsync("port_quarter"), .. await database.RowsAsync("ledger_versions"),
    ];
}
