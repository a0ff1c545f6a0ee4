using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;

namespace PortSafe.Silo.Engine;

/// <summary>Registration of the embedded engine and its grains.</summary>
public static class EmbeddedGrainsRegistration
{
    /// <summary>Adds the platform's grains, and <see cref="IGrains"/> as the embedded engine that runs them.</summary>
    public static IServiceCollection AddEmbeddedGrains(this IServiceCollection services) => services
        .AddEmbeddedEngine()
        .AddGrain<IPortGrain, PortGrain, Locode>()
        .AddGrain<IReleaseGrain, ReleaseGrain, ReleaseId>()
        .AddGrain<IIssueGrain, IssueGrain, IssueKey>();

    /// <summary>Adds the engine without any grain; the kinds follow by <see cref="AddGrain"/>.</summary>
    public static IServiceCollection AddEmbeddedEngine(this IServiceCollection services)
    {
        services.TryAddSingleton<EmbeddedGrains>();
        services.TryAddSingleton<IGrains>(provider => provider.GetRequiredService<EmbeddedGrains>());
        return services;
    }

    /// <summary>Adds one kind of grain.</summary>
    /// <typeparam name="TContract">Its interface, each method of which returns a task.</typeparam>
    /// <typeparam name="TGrain">Its class; the constructor takes the key first, and services after it.</typeparam>
    /// <typeparam name="TKey">The type of the key.</typeparam>
    public static IServiceCollection AddGrain<TContract, TGrain, TKey>(this IServiceCollection services)
        where TContract : class
        where TGrain : class, TContract
        where TKey : notnull, IParsable<TKey> =>
        services.AddSingleton(GrainKind.Of<TContract, TGrain, TKey>());
}
