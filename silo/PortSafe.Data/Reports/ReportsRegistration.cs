using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Data.Reports;

/// <summary>Registration of the exact report counts.</summary>
public static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<ReportLedger>();
}
