using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain;

namespace PortSafe.Silo.Engine;

/// <summary>One grain interface: the class behind it and how its key is read.</summary>
/// <param name="Contract">The grain interface.</param>
/// <param name="ParseKey">Gives the constructor's key from the key's canonical text; throws <see cref="FormatException"/> on any other.</param>
/// <param name="Create">Makes a grain from a scope's services and its key.</param>
/// <param name="Calls">Every method of the interface.</param>
public sealed record GrainKind(
    Type Contract,
    Func<string, object> ParseKey,
    Func<IServiceProvider, object, object> Create,
    FrozenDictionary<MethodInfo, GrainCall> Calls)
{
    /// <typeparam name="TKey">The type of the constructor's key parameter, which is its first.</typeparam>
    public static GrainKind Of<TContract, TGrain, TKey>()
        where TContract : class
        where TGrain : class, TContract
        where TKey : notnull, IParsable<TKey>
    {
        var create = ActivatorUtilities.CreateFactory<TGrain>([typeof(TKey)]);
        return new GrainKind(
            typeof(TContract),
            text => TKey.Parse(text, null),
            (services, key) => create(services, [key]),
            typeof(TContract).GetMethods().ToFrozenDictionary(method => method, GrainCall.Of));
    }
}

/// <summary>A call that is over. Its task holds the value, or the failure.</summary>
public readonly record struct EndedCall(Task Task);

/// <summary>How one method of a grain interface is called.</summary>
/// <param name="Name">The method's name, for traces.</param>
/// <param name="Invoke">Calls it on a grain.</param>
/// <param name="CancellationIndex">Which argument is the caller's cancellation token; -1 when there is none.</param>
/// <param name="OutcomeOf">What an ended call answered, where the answer says whether it failed.</param>
/// <param name="Run">Starts the method once <paramref name="Invoke"/> may be called, and gives a task of the type that the method returns.</param>
public sealed record GrainCall(string Name, Func<object, object?[], Task> Invoke, int CancellationIndex, Func<Task, IMayFail?> OutcomeOf, Func<Func<Task<EndedCall>>, Task> Run)
{
    private static readonly MethodInfo ResultOf = typeof(GrainCall).GetMethod(nameof(RunAndReturnAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo AnswerOf = typeof(GrainCall).GetMethod(nameof(Answer), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <exception cref="InvalidOperationException">The method does not return a task.</exception>
    public static GrainCall Of(MethodInfo method)
    {
        if (!method.ReturnType.IsAssignableTo(typeof(Task)))
            throw new InvalidOperationException($"{method.DeclaringType!.Name}.{method.Name} must return a task: a grain's caller may have to wait.");
        var invoker = MethodInvoker.Create(method);
        return new GrainCall(
            method.Name,
            (grain, arguments) => (Task)invoker.Invoke(grain, arguments.AsSpan())!,
            Array.FindIndex(method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken)),
            method.ReturnType.IsGenericType
                ? AnswerOf.MakeGenericMethod(method.ReturnType.GetGenericArguments()).CreateDelegate<Func<Task, IMayFail?>>()
                : _ => null,
            method.ReturnType.IsGenericType
                ? ResultOf.MakeGenericMethod(method.ReturnType.GetGenericArguments()).CreateDelegate<Func<Func<Task<EndedCall>>, Task>>()
                : RunAsync);
    }

    /// <summary>The caller's token, where the method takes one.</summary>
    public CancellationToken CancellationOf(object?[] arguments) => CancellationIndex < 0 ? default : (CancellationToken)arguments[CancellationIndex]!;

    private static async Task RunAsync(Func<Task<EndedCall>> start) => await (await start()).Task;

    private static async Task<T> RunAndReturnAsync<T>(Func<Task<EndedCall>> start) => await (Task<T>)(await start()).Task;

    private static IMayFail? Answer<T>(Task ended) => ended is Task<T> { IsCompletedSuccessfully: true } answered ? answered.Result as IMayFail : null;
}
