using PortSafe.Data.Ports;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Data.Tests.Ports;

public sealed class ReadModelsTests
{
    private static readonly DateTimeOffset Start = new(2022, 1, 10, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [BothDatabases(1)]
    [BothDatabases(2)]
    [BothDatabases(3)]
    public async Task What_each_write_projected_equals_a_rebuild_from_the_streams(DatabaseKind kind, int seed)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock(Start);
        Assert.InRange(await new RandomStory(new EventStore(database.Contexts, clock), clock, seed).TellAsync(commands: 120), 40, 120);
        var readModels = new ReadModels(database.Contexts, database.Location, clock);

        await readModels.CatchUpAsync(default);
        var projected = await RowsAsync(database);
        Assert.Equal(await database.CountAsync("port_events"), await readModels.RebuildAsync(null, default));
        Assert.Equal(projected, await RowsAsync(database));
    }

    [Theory]
    [BothDatabases]
    public async Task Quarters_that_closed_while_nothing_was_recorded_are_not_left_out_by_a_later_write(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock(Start);
        var store = new EventStore(database.Contexts, clock);
        var port = new PortBuilder().On(2022, 1, 10).Active();
        await store.AppendAsync([new PortAppend(port.Locode, PortHistory.Empty, port.Events)], TestActors.Admin, null, default);

        clock.Set(new DateTimeOffset(2022, 10, 20, 9, 0, 0, TimeSpan.Zero));
        var briefing = new PortBuilder().On(2022, 9, 1).Briefed(20);
        await store.AppendAsync([new PortAppend(port.Locode, new PortHistory(port.Events), briefing.Events)], TestActors.Admin, null, default);
        Assert.Equal(["2022Q1", "2022Q2", "2022Q3"], (await database.RowsAsync("port_quarter")).Select(row => row.Split(" | ")[1]["quarter: ".Length..]));
    }

    [Theory]
    [BothDatabases]
    public async Task A_rebuild_puts_right_what_went_wrong_in_the_read_models(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock(Start);
        await new RandomStory(new EventStore(database.Contexts, clock), clock, seed: 4).TellAsync(commands: 60);
        var readModels = new ReadModels(database.Contexts, database.Location, clock);
        await readModels.RebuildAsync(null, default);
        var right = await RowsAsync(database);

        await database.ExecuteAsync("DELETE FROM port_status WHERE locode = 'GBDVR'");
        await database.ExecuteAsync("UPDATE port_quarter SET briefed = briefed + 1");
        await readModels.RebuildAsync(null, default);
        Assert.Equal(right, await RowsAsync(database));
    }

    [Theory]
    [BothDatabases]
    public async Task Stages_that_change_with_the_calendar_are_folded_again_before_a_list_is_answered(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock(new DateTimeOffset(2024, 1, 8, 12, 0, 0, TimeSpan.Zero));
        var port = new PortBuilder().On(2024, 1, 8).Active();
        await new EventStore(database.Contexts, clock).AppendAsync([new PortAppend(port.Locode, PortHistory.Empty, port.Events)], TestActors.Admin, null, default);
        var readModels = new ReadModels(database.Contexts, database.Location, clock);
        await readModels.CatchUpAsync(default);
        Assert.Contains("stage: active", Assert.Single(await database.RowsAsync("port_status")), StringComparison.Ordinal);

        clock.Set(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await readModels.CatchUpAsync(default);
        Assert.Contains("stage: review-due", Assert.Single(await database.RowsAsync("port_status")), StringComparison.Ordinal);
        Assert.Equal(4, await database.CountAsync("port_quarter"));
    }

    [Theory]
    [BothDatabases]
    public async Task Of_eight_readers_at_once_that_find_a_stage_due_all_succeed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock(Start);
        await new RandomStory(new EventStore(database.Contexts, clock), clock, seed: 5).TellAsync(commands: 60);
        clock.Advance(TimeSpan.FromDays(800));
        var readModels = new ReadModels(database.Contexts, database.Location, clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => readModels.CatchUpAsync(default))));
        var caughtUp = await RowsAsync(database);

        await readModels.RebuildAsync(null, default);
        Assert.Equal(await RowsAsync(database), caughtUp);
    }

    [Theory]
    [BothDatabases]
    public async Task A_rebuild_that_meets_an_unknown_event_changes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock(Start);
        await new RandomStory(new EventStore(database.Contexts, clock), clock, seed: 6).TellAsync(commands: 30);
        var before = await RowsAsync(database);
        await database.ExecuteAsync(
            "INSERT INTO port_events (stream, sequence, type, version, at, recorded_at, \"by\", data) " +
            "SELECT stream, max(sequence) + 1, 'port-sunk', 1, max(at), max(recorded_at), 'job:test', '{}' FROM port_events GROUP BY stream");

        await Assert.ThrowsAsync<UnknownEventException>(() => new ReadModels(database.Contexts, database.Location, clock).RebuildAsync(null, default));
        Assert.Equal(before, await RowsAsync(database));
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(TestDatabase database) =>
        [.. await database.RowsAsync("port_status"), .. await database.RowsAsync("port_quarter")];
}
