using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Grains.Reports;

public static class ReportsRegistration
{
    public static IServiceCollection AddExactReports(this IServiceCollection services) => services.AddSingleton<ExactPortReports>().AddSingleton<QuietPorts>();
}
