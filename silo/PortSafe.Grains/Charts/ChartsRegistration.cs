using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PortSafe.Grains.Charts;

/// <summary>Registration of charts.</summary>
public static class ChartsRegistration
{
    /// <summary>Adds <see cref="IChartRenderer"/>, drawing in the shared Node process.</summary>
    public static IServiceCollection AddCharts(this IServiceCollection services)
    {
        services.AddNodeRuntime();
        services.TryAddSingleton<IChartRenderer, NodeChartRenderer>();
        return services;
    }
}
