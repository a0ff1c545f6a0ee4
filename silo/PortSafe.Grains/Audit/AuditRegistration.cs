using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data.Audit;

namespace PortSafe.Grains.Audit;

/// <summary>Registration of the audit log.</summary>
public static class AuditRegistration
{
    /// <summary>Adds what writes, verifies and searches the log. Needs the data, a <see cref="NodeName"/> and a clock.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditLog>()
        .AddSingleton<AuditRefusals>()
        .AddSingleton<AuditChains>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<RefusedCalls>()
        .AddHostedService<RefusalCounts>();
}
