using PortSafe.Data.Ports;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Data.Tests.Ports;

/// <summary>Words about a port lie apart from its events, and can be wiped without breaking the stream.</summary>
public sealed class PortTextsTests
{
    private const string Note = "Posters at both gates, says ⚓ \"Robin\" & co";
    private const string Reason = "The deputy left";

    private static readonly PortBuilder Port = new PortBuilder("GBFXT").Added("Felixstowe").Applied().Approved();
    private static readonly DateOnly Day = new(2026, 10, 1);

    [Theory]
    [BothDatabases]
    public async Task No_word_of_a_note_or_a_reason_stands_in_the_stream_and_all_of_them_are_read_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = await StoreWithTextsAsync(database);

        Assert.DoesNotContain(await database.RowsAsync("port_events"), row => row.Contains("gates", StringComparison.Ordinal) || row.Contains("left", StringComparison.Ordinal));
        Assert.Equal(2, await database.CountAsync("texts"));
        Assert.Equal(Events(Note, Reason), (await store.LoadAsync(Port.Locode, default)).Events);
        Assert.Equal(Events(Note, Reason), (await store.LoadManyAsync(null, default))[Port.Locode].Events);
        Assert.Equal(Events(Note, Reason), (await store.LoadRecordedAsync(Port.Locode, default)).Select(item => item.Event));
    }

    [Theory]
    [BothDatabases]
    public async Task Wiping_what_one_person_wrote_leaves_the_stream_whole_and_what_others_wrote(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = await StoreWithTextsAsync(database);
        var (events, readModels) = (await database.RowsAsync("port_events"), await ReadModelsAsync(database));

        Assert.Equal(1, await WipeAsync(database, TestActors.Admin));
        Assert.Equal(0, await WipeAsync(database, TestActors.Admin));
        Assert.DoesNotContain(await database.RowsAsync("texts"), row => row.Contains("gates", StringComparison.Ordinal));
        Assert.Equal(events, await database.RowsAsync("port_events"));
        Assert.Equal(Events(EventText.Removed, Reason), (await store.LoadAsync(Port.Locode, default)).Events);

        await new ReadModels(database.Contexts, database.Location, new TestClock()).RebuildAsync(null, default);
        Assert.Equal(readModels, await ReadModelsAsync(database));
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_recorded_with_words_is_still_recorded_when_they_are_wiped(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = await StoreWithTextsAsync(database);
        RecordMilestone milestone = new(Day, Milestone.LineDisplayed, Note);
        WithdrawMilestone withdrawal = new(Day, Milestone.DeputyNamed, Reason);
        await AssertRecordedAsync();

        await WipeAsync(database, TestActors.Admin);
        await WipeAsync(database, TestActors.SecondAdmin);
        await AssertRecordedAsync();

        async Task AssertRecordedAsync()
        {
            var history = (await store.LoadAsync(Port.Locode, default)).Events;
            Assert.All<PortCommand>([milestone, withdrawal], command => Assert.Equal("already-recorded", PortDecisions.Decide(history, command, Day).Error?.Code));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_writer_that_loses_the_race_leaves_no_words_behind(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = await StoreWithTextsAsync(database);
        Assert.False(await store.AppendAsync([new PortAppend(Port.Locode, PortHistory.Empty, [new MilestoneRecorded(Day, Milestone.Drill, "Lost")])], TestActors.Admin, null, default));
        Assert.Equal(2, await database.CountAsync("texts"));
    }

    [Theory]
    [BothDatabases]
    public async Task Words_that_the_first_version_kept_inside_the_event_are_still_read(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = await StoreWithTextsAsync(database);
        await database.ExecuteAsync(
            "INSERT INTO port_events (stream, sequence, type, version, at, recorded_at, \"by\", data) SELECT stream, 7, 'withdrawn', 1, at, recorded_at, \"by\", '{\"reason\":\"The berth was sold.\"}' " +
            "FROM port_events WHERE sequence = 1");
        await database.ExecuteAsync("UPDATE texts SET text = NULL");
        var events = (await store.LoadManyAsync(null, default));
        Assert.Equal("The berth was sold.", EventText.Of(events[Port.Locode].Events[^1]));
    }

    private static List<PortEvent> Events(string note, string reason) =>
    [
        .. Port.Events, new MilestoneRecorded(Day, Milestone.LineDisplayed, note), new MilestoneRecorded(Day, Milestone.DeputyNamed, null),
        new MilestoneWithdrawn(Day, Milestone.DeputyNamed, reason),
    ];

    private static async Task<EventStore> StoreWithTextsAsync(TestDatabase database)
    {
        var store = new EventStore(database.Contexts, new TestClock());
        var events = Events(Note, Reason);
        Assert.True(await store.AppendAsync([new PortAppend(Port.Locode, PortHistory.Empty, events[..^1])], TestActors.Admin, null, default));
        Assert.True(await store.AppendAsync([new PortAppend(Port.Locode, new PortHistory(events[..^1]), events[^1..])], TestActors.SecondAdmin, null, default));
        return store;
    }

    private static async Task<int> WipeAsync(TestDatabase database, Actor who)
    {
        await using var db = database.CreateContext();
        return await PortTexts.WipeAsync(db, who.Id, default);
    }

    private static async Task<IReadOnlyList<string>> ReadModelsAsync(TestDatabase database) => [.. await database.RowsAsync("port_status"), .. await database.RowsAsync("port_quarter")];
}
