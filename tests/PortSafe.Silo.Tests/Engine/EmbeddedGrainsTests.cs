using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain;
using PortSafe.Grains;
using PortSafe.Silo.Engine;

namespace PortSafe.Silo.Tests.Engine;

public interface ITally
{
    Task<int> AddAsync(int number, CancellationToken ct);

    Task FailAsync();

    Task<int> FailAtOnceAsync();

    Task<int> CallSelfAsync();

    Task<string> KeyAsync();

    Task WaitAsync(Task until, CancellationToken ct);
}

public sealed class EmbeddedGrainsTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton<Ledger>()
        .AddEmbeddedEngine()
        .AddGrain<ITally, Tally, Quarter>()
        .BuildServiceProvider(validateScopes: true);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Calls_to_one_key_take_turns_so_that_none_is_lost()
    {
        var sums = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Tally("2026Q3").AddAsync(1, default))));
        Assert.Equal(Enumerable.Range(1, 200), sums.Order());
    }

    [Fact]
    public async Task A_grain_is_made_anew_for_each_call_and_its_keys_are_let_go()
    {
        await Tally("2026Q3").AddAsync(1, default);
        await Tally("2026Q3").AddAsync(1, default);
        Assert.Equal(2, _services.GetRequiredService<Ledger>().Made);
        Assert.Equal(0, _services.GetRequiredService<EmbeddedGrains>().Busy);
    }

    [Fact]
    public async Task A_call_that_fails_says_why_and_lets_the_next_one_in()
    {
        Assert.Equal("later", (await Assert.ThrowsAsync<InvalidDataException>(Tally("2026Q3").FailAsync)).Message);
        Assert.Equal("at once", (await Assert.ThrowsAsync<InvalidDataException>(Tally("2026Q3").FailAtOnceAsync)).Message);
        Assert.Equal("2026Q3", await Tally("2026Q3").KeyAsync());
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_waiting_leaves_nothing()
    {
        var finish = new TaskCompletionSource();
        var first = Tally("2026Q3").WaitAsync(finish.Task, default);
        using var patience = new CancellationTokenSource();
        var second = Tally("2026Q3").AddAsync(1, patience.Token);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        finish.SetResult();
        await first;

        Assert.Equal(1, await Tally("2026Q3").AddAsync(1, default));
    }

    [Fact]
    public async Task A_grain_that_calls_itself_is_told_so_and_not_left_waiting()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(Tally("2026Q3").CallSelfAsync);
        Assert.Contains("wait for itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_form_is_refused() => Assert.Throws<FormatException>(() => Tally("GBDVR"));

    [Fact]
    public void A_kind_that_is_not_registered_is_named() =>
        Assert.Contains(
            nameof(IDisposable),
            Assert.Throws<InvalidOperationException>(() => _services.GetRequiredService<IGrains>().Get<IDisposable>("2026Q3")).Message,
            StringComparison.Ordinal);

    private ITally Tally(string key) => _services.GetRequiredService<IGrains>().Get<ITally>(key);
}

internal sealed class Ledger
{
    public int Sum { get; set; }

    public int Made { get; set; }
}

internal sealed class Tally : ITally
{
    private readonly Quarter _key;
    private readonly Ledger _ledger;
    private readonly IGrains _grains;

    public Tally(Quarter key, Ledger ledger, IGrains grains)
    {
        (_key, _ledger, _grains) = (key, ledger, grains);
        ledger.Made++;
    }

    public async Task<int> AddAsync(int number, CancellationToken ct)
    {
        var sum = _ledger.Sum;
        await Task.Yield();
        return _ledger.Sum = sum + number;
    }

    public async Task FailAsync()
    {
        await Task.Yield();
        throw new InvalidDataException("later");
    }

    public Task<int> FailAtOnceAsync() => throw new InvalidDataException("at once");

    public Task<int> CallSelfAsync() => _grains.Get<ITally>(_key.ToString()).CallSelfAsync();

    public Task<string> KeyAsync() => Task.FromResult(_key.ToString());

    public Task WaitAsync(Task until, CancellationToken ct) => until.WaitAsync(ct);
}
