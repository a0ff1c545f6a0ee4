using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data.Analytics;

namespace PortSafe.Grains.Analytics;

/// <summary>Registration of what JMSC alone sees of the sector.</summary>
public static class ExactRegistration
{
    public static IServiceCollection AddExactSector(this IServiceCollection services) =>
        services.AddExactReads().AddSingleton<ExactSector>().AddSingleton<LiveEngagement>();
}
