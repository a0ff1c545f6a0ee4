using Microsoft.Extensions.DependencyInjection.Extensions;
using PortSafe.Data;
using PortSafe.Grains;
using PortSafe.Silo.Schedule;

namespace PortSafe.Silo.Hosting;

/// <summary>Builds the process around the platform: for one verb, or to serve.</summary>
public static class PlatformHost
{
    /// <summary>As the host has it: <c>Development</c> is what makes sample people and sample data possible.</summary>
    public static string EnvironmentName =>
        Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 } name ? name : Environments.Production;

    /// <summary>Services for verbs in this process. Nothing of it is started.</summary>
    /// <param name="environment">The environment's name; that of the process when null.</param>
    public static IHost ForVerbs(DatabaseLocation location, string? environment = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = "portsafe",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = environment ?? EnvironmentName,
        });
        builder.AddPlatform(location).KeepWarnings();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<QueuedJobs>();
        builder.Services.TryAddSingleton<IJobs>(services => services.GetRequiredService<QueuedJobs>());
        return builder.Build();
    }
}
