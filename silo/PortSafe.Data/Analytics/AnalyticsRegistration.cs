using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Data.Analytics;

/// <summary>Registration of the sector's exact figures.</summary>
public static class AnalyticsRegistration
{
    public static IServiceCollection AddExactReads(this IServiceCollection services) => services.AddSingleton<ExactReads>();
}
