using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using PortSafe.Grains.Ports;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Testing.Conformance;

/// <summary>One node of an engine at work, which ends when disposed.</summary>
public interface IGrainsNode : IAsyncDisposable
{
    IGrains Grains { get; }
}

/// <summary>
/// What every engine promises of the grains, whatever it is: written against <see cref="IGrains"/> alone. An engine's tests derive
/// from this class once for each database that the engine runs on.
/// </summary>
public abstract class GrainsConformance(DatabaseKind kind) : IAsyncLifetime
{
    private const int Writers = 8;
    private const int CommandsAWriter = 12;

    private static readonly Locode Port = Locode.Parse("GBFXT");
    private static readonly DateOnly Today = new(2026, 10, 9);

    private TestDatabase _database = null!;
    private IGrainsNode _node = null!;

    protected TestClock Clock { get; } = new();

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(kind);
        _node = await StartNodeAsync(_database, Clock);
        await AcceptAsync(PortGrain.AddAsync(new AddPort(Today.AddYears(-1), "Felixstowe", Region.Parse("East"), PortSize.Major, 51.95, 1.35), TestActors.Admin, default));
        await AcceptAsync(PortGrain.ApplyAsync(new Apply(Today.AddYears(-1), ApplicantRole.All[0]), TestActors.Admin, default));
        await AcceptAsync(PortGrain.ApproveAsync(new Approve(Today.AddYears(-1)), TestActors.Admin, default));
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Starts one more node of the engine on the database; several may run at once.</summary>
    protected abstract Task<IGrainsNode> StartNodeAsync(TestDatabase database, TimeProvider clock);

    [Fact]
    public async Task Calls_to_one_port_take_turns_so_that_each_sees_the_one_before()
    {
        var all = await Task.WhenAll(Enumerable.Range(1, 60).Select(heads => Task.Run(() => BriefAsync(_node, heads))));
        var first = (await EventsAsync()).Count - all.Length + 1;
        Assert.Equal(Enumerable.Range(first, all.Length), all.Select(result => Accepted(result).Sequence).Order());
        Assert.Equal(Enumerable.Range(1, 60).Sum(), (await StatusAsync()).Awareness.Briefed);
    }

    [Fact]
    public async Task Of_the_writers_on_two_nodes_none_is_lost()
    {
        await using var other = await StartNodeAsync(_database, Clock);
        var before = (await EventsAsync()).Count;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var command = 0; command < CommandsAWriter; command++)
                Accepted(await BriefAsync(writer % 2 == 0 ? _node : other, 1 + (writer * CommandsAWriter) + command));
        })));

        var recorded = (await EventsAsync()).Skip(before).Cast<BriefingHeld>().Select(briefing => briefing.HeadCount).ToList();
        Assert.Equal(Enumerable.Range(1, Writers * CommandsAWriter), recorded.Order());
        for (var writer = 0; writer < Writers; writer++)
        {
            var own = recorded.Where(heads => (heads - 1) / CommandsAWriter == writer).ToList();
            Assert.Equal(own.Order(), own);
        }
    }

    [Fact]
    public async Task Of_eight_who_record_the_same_fact_at_once_one_is_accepted()
    {
        await using var other = await StartNodeAsync(_database, Clock);
        var before = (await EventsAsync()).Count;
        var all = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => BriefAsync(writer % 2 == 0 ? _node : other, 7))));
        Assert.Single(all, result => result.Error is null);
        Assert.All(all.Where(result => result.Error is not null), result => Assert.Equal("already-recorded", result.Error!.Code));
        Assert.Equal(before + 1, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task What_one_node_has_answered_the_other_knows()
    {
        await using var other = await StartNodeAsync(_database, Clock);
        for (var heads = 1; heads <= 6; heads++)
        {
            var (writer, reader) = heads % 2 == 0 ? (_node, other) : (other, _node);
            var written = Accepted(await BriefAsync(writer, heads)).Sequence;
            Assert.Equal(written, Accepted(await GrainOf(reader).GetStatusAsync(null, TestActors.Admin, default)).Sequence);
        }
    }

    [Fact]
    public async Task A_failed_append_leaves_nothing_and_the_next_call_succeeds()
    {
        var before = await RowsAsync();
        await using (await _database.BreakAsync("port_status"))
            await Assert.ThrowsAnyAsync<Exception>(() => BriefAsync(_node, 5));
        Assert.Equal(before, await RowsAsync());

        var events = (await EventsAsync()).Count;
        Assert.Equal(events + 1, Accepted(await BriefAsync(_node, 5)).Sequence);
    }

    [Fact]
    public async Task A_call_cancelled_before_it_begins_leaves_nothing()
    {
        var before = await RowsAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BriefAsync(_node, 5, cancelled.Token));
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task A_call_cancelled_at_any_moment_is_either_answered_and_recorded_or_leaves_nothing()
    {
        var before = (await EventsAsync()).Count;
        List<int> answered = [];
        for (var heads = 1; heads <= 60; heads++)
        {
            using var cancel = new CancellationTokenSource();
            var call = Task.Run(() => BriefAsync(_node, heads, cancel.Token));
            for (var pause = 0; pause < heads * heads * 4; pause++)
                await Task.Yield();
            await cancel.CancelAsync();
            if (await IsAnsweredAsync(call))
                answered.Add(heads);
        }
        Assert.Equal(answered, (await EventsAsync()).Skip(before).Cast<BriefingHeld>().Select(briefing => briefing.HeadCount));
    }

    [Theory]
    [InlineData("port-sunk", 1)]
    [InlineData("briefing-held", 99)]
    public async Task An_event_of_an_unknown_type_or_version_is_refused_and_never_read_as_nothing(string type, int version)
    {
        await _database.ExecuteAsync(
            "INSERT INTO port_events (stream, sequence, type, version, at, recorded_at, \"by\", data) " +
            $"SELECT stream, max(sequence) + 1, '{type}', {version}, max(at), max(recorded_at), 'job:test', '{{}}' FROM port_events GROUP BY stream");
        var before = await RowsAsync();
        await using var other = await StartNodeAsync(_database, Clock);

        await AssertRefusesAsync(() => GrainOf(other).GetStatusAsync(null, TestActors.Admin, default));
        await AssertRefusesAsync(() => GrainOf(other).GetHistoryAsync(TestActors.Admin, default));
        await AssertRefusesAsync(() => BriefAsync(other, 5));
        Assert.Equal(before, await RowsAsync());

        async Task AssertRefusesAsync(Func<Task> call) =>
            Assert.Contains($"“{type}” version {version}", (await Assert.ThrowsAnyAsync<Exception>(call)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_command_says_why_and_leaves_nothing()
    {
        var before = await RowsAsync();
        var refused = await PortGrain.RecordBriefingAsync(new RecordBriefing(Today.AddDays(1), Audience.Other, 5), TestActors.Admin, default);
        Assert.Equal((ErrorKind.Invalid, "date-in-future", "date"), (refused.Error?.Kind, refused.Error?.Code, refused.Error?.Field));
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task A_person_who_may_not_is_refused_and_told_nothing_of_the_port()
    {
        var stranger = TestActors.ManagerOf(Locode.Parse("GBDVR"));
        Assert.Equal(Authority.Refusal, (await PortGrain.GetStatusAsync(null, stranger, default)).Error);
        Assert.Equal(Authority.Refusal, (await PortGrain.GetHistoryAsync(stranger, default)).Error);
        Assert.Equal(Authority.Refusal, (await BriefAsync(_node, 5, by: stranger)).Error);
        Assert.Equal(Authority.Refusal, (await PortGrain.SuspendAsync(new SuspendScheme(Today, "No."), TestActors.ManagerOf(Port), default)).Error);
    }

    [Fact]
    public async Task A_port_that_is_not_in_the_register_is_not_found()
    {
        var absent = _node.Grains.Get<IPortGrain>("GBLIV");
        Assert.Equal(ErrorKind.NotFound, (await absent.GetStatusAsync(null, TestActors.Admin, default)).Error?.Kind);
        Assert.Equal(ErrorKind.NotFound, (await absent.VerifyContactAsync(new VerifyContact(Today), TestActors.Admin, default)).Error?.Kind);
    }

    [Fact]
    public async Task A_scheme_becomes_active_and_falls_due_for_review_by_the_calendar_alone()
    {
        Accepted(await PortGrain.IssuePackAsync(new IssuePack(Today, "2026-10"), TestActors.Admin, default));
        foreach (var milestone in Milestone.Essential)
            Accepted(await PortGrain.RecordMilestoneAsync(new RecordMilestone(Today, milestone), TestActors.ManagerOf(Port), default));
        Assert.Equal(Stage.Active, (await StatusAsync()).Stage);

        Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(Stage.ReviewDue, (await StatusAsync()).Stage);
        Assert.Equal(Stage.Registered, Accepted(await PortGrain.GetStatusAsync(Today.AddDays(-1), TestActors.Admin, default)).Stage);
    }

    private IPortGrain PortGrain => GrainOf(_node);

    private static IPortGrain GrainOf(IGrainsNode node) => node.Grains.Get<IPortGrain>(Port.ToString());

    private static Task<Result<PortStatus>> BriefAsync(IGrainsNode node, int heads, CancellationToken ct = default, Actor? by = null) =>
        GrainOf(node).RecordBriefingAsync(new RecordBriefing(Today, Audience.Other, heads), by ?? TestActors.Admin, ct);

    private static async Task<bool> IsAnsweredAsync(Task<Result<PortStatus>> call)
    {
        try
        {
            Accepted(await call);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task AcceptAsync(Task<Result<PortStatus>> call) => Accepted(await call);

    private static PortStatus Accepted(Result<PortStatus> result)
    {
        Assert.Null(result.Error);
        return result.Value!;
    }

    private async Task<PortStatus> StatusAsync() => Accepted(await PortGrain.GetStatusAsync(null, TestActors.Admin, default));

    /// <summary>The port's events in the order of recording, with no gap in it.</summary>
    private async Task<IReadOnlyList<PortEvent>> EventsAsync()
    {
        var history = await PortGrain.GetHistoryAsync(TestActors.Admin, default);
        Assert.Null(history.Error);
        var entries = history.Value!.OrderBy(entry => entry.Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(entry => entry.Sequence));
        return [.. entries.Select(entry => entry.Event)];
    }

    private async Task<IReadOnlyList<string>> RowsAsync() =>
        [.. await _database.RowsAsync("port_events"), .. await _database.RowsAsync("port_status"), .. await _database.RowsAsync("port_quarter")];
}
