using FsCheck;
using FsCheck.Fluent;
using PortSafe.Silo.Engine;

namespace PortSafe.Silo.Tests.Engine;

public sealed class KeyedTurnsTests
{
    [Fact]
    public void Callers_of_one_key_never_overlap_and_no_key_is_kept() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<byte>().Select(number => number % 4).ArrayOf().ToArbitrary(),
            keys => RunAsync(keys).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Callers_are_let_through_in_the_order_of_asking()
    {
        var turns = new KeyedTurns<string>();
        var order = new List<int>();
        var first = await turns.TakeAsync("GBDVR", default);
        var waiting = Enumerable.Range(0, 20).Select(async number =>
        {
            using var turn = await turns.TakeAsync("GBDVR", default);
            order.Add(number);
        }).ToArray();

        first.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public async Task A_caller_who_gives_up_leaves_the_turn_to_the_next()
    {
        var turns = new KeyedTurns<string>();
        var first = await turns.TakeAsync("GBDVR", default);
        using var patience = new CancellationTokenSource();
        var second = turns.TakeAsync("GBDVR", patience.Token).AsTask();
        var third = turns.TakeAsync("GBDVR", default).AsTask();

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        (await third).Dispose();

        Assert.Equal(0, turns.Count);
    }

    [Fact]
    public async Task Another_key_does_not_wait()
    {
        var turns = new KeyedTurns<string>();
        using var first = await turns.TakeAsync("GBDVR", default);
        using var other = await turns.TakeAsync("GBFXT", default);
        Assert.Equal(2, turns.Count);
    }

    [Fact]
    public async Task A_turn_that_ends_twice_ends_once()
    {
        var turns = new KeyedTurns<string>();
        var first = await turns.TakeAsync("GBDVR", default);
        first.Dispose();
        first.Dispose();

        using var second = await turns.TakeAsync("GBDVR", default);
        Assert.False(turns.TakeAsync("GBDVR", default).IsCompleted);
    }

    private static async Task<bool> RunAsync(int[] keys)
    {
        var turns = new KeyedTurns<int>();
        var inside = new int[4];
        var overlapped = false;
        await Task.WhenAll(keys.Select(key => Task.Run(async () =>
        {
            using var turn = await turns.TakeAsync(key, default);
            overlapped |= Interlocked.Increment(ref inside[key]) > 1;
            await Task.Yield();
            Interlocked.Decrement(ref inside[key]);
        })));
        return !overlapped && turns.Count == 0;
    }
}
