using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains;
using PortSafe.Grains.Audit;

namespace PortSafe.Silo.Engine;

/// <summary>
/// The embedded engine. Calls to one grain take turns in this process; each call makes the grain anew from a scope of its own, so
/// nothing is kept that another process could make stale.
/// </summary>
/// <param name="refused">Logs what somebody was not allowed to do; null where nothing is logged.</param>
public sealed class EmbeddedGrains(IEnumerable<GrainKind> kinds, IServiceScopeFactory scopes, RefusedCalls? refused = null) : IGrains
{
    /// <summary>Traces of grain calls: the kind and the method, never a key or an argument.</summary>
    public static readonly ActivitySource Traces = new("PortSafe.Grains");

    private readonly Dictionary<Type, GrainKind> _kinds = kinds.ToDictionary(kind => kind.Contract);
    private readonly KeyedTurns<Address> _turns = new();
    private readonly AsyncLocal<Holding?> _holding = new();

    /// <summary>How many grains are busy or waited for.</summary>
    public int Busy => _turns.Count;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No grain of that kind is registered.</exception>
    /// <exception cref="FormatException">The key is not of the form that this kind takes.</exception>
    public TGrain Get<TGrain>(string key) where TGrain : class
    {
        if (!_kinds.TryGetValue(typeof(TGrain), out var kind))
            throw new InvalidOperationException($"No grain is registered for {typeof(TGrain).Name}.");
        var grain = DispatchProxy.Create<TGrain, EmbeddedGrain>();
        ((EmbeddedGrain)(object)grain).Bind(this, kind, key, kind.ParseKey(key));
        return grain;
    }

    internal Task CallAsync(GrainKind kind, string text, object key, MethodInfo method, object?[] arguments)
    {
        var call = kind.Calls[method];
        return call.Run(() => TakeTurnAsync(kind, new Address(kind.Contract, text), key, call, arguments));
    }

    /// <summary>Ends when the grain's own task has ended, well or badly.</summary>
    private async Task<EndedCall> TakeTurnAsync(GrainKind kind, Address address, object key, GrainCall call, object?[] arguments)
    {
        for (var held = _holding.Value; held is not null; held = held.Outer)
            if (held.Address == address && !held.Ended)
                throw new InvalidOperationException($"{kind.Contract.Name}.{call.Name} would wait for itself: its grain is in the middle of a call.");

        using (await _turns.TakeAsync(address, call.CancellationOf(arguments)))
        {
            var holding = _holding.Value = new Holding(address, _holding.Value);
            try
            {
                var ended = await InvokeAsync(kind, key, call, arguments);
                if (refused is not null)
                    await refused.LogAsync(kind.Contract, address.Key, call.Name, arguments, call.OutcomeOf(ended.Task), call.CancellationOf(arguments));
                return ended;
            }
            finally
            {
                holding.Ended = true;
            }
        }
    }

    private async Task<EndedCall> InvokeAsync(GrainKind kind, object key, GrainCall call, object?[] arguments)
    {
        using var trace = Traces.StartActivity($"{kind.Contract.Name}.{call.Name}");
        Task ended;
        await using (var scope = scopes.CreateAsyncScope())
        {
            ended = call.Invoke(kind.Create(scope.ServiceProvider, key), arguments);
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (ended.IsFaulted)
            trace?.SetStatus(ActivityStatusCode.Error);
        return new EndedCall(ended);
    }

    private readonly record struct Address(Type Contract, string Key);

    private sealed record Holding(Address Address, Holding? Outer)
    {
        public bool Ended { get; set; }
    }
}

/// <summary>Stands for one grain towards its callers.</summary>
public class EmbeddedGrain : DispatchProxy
{
    private EmbeddedGrains _engine = null!;
    private GrainKind _kind = null!;
    private string _text = null!;
    private object _key = null!;

    internal void Bind(EmbeddedGrains engine, GrainKind kind, string text, object key) =>
        (_engine, _kind, _text, _key) = (engine, kind, text, key);

    /// <inheritdoc/>
    protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => _engine.CallAsync(_kind, _text, _key, targetMethod!, args ?? []);
}
