using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data.Reports;

namespace PortSafe.Grains.Imports;

public static class ImportsRegistration
{
    /// <summary>Adds <see cref="ImportFiles"/>. Needs the database, the event store, the audit log, a clock and logging.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services) =>
        services.AddSingleton<StatementLedger>().AddSingleton<ImportFiles>();
}
