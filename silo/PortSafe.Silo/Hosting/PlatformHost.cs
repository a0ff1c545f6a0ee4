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

    /// <summary>Services for a verb in this process. Nothing of it is started.</summary>
    public static IHost ForVerbs(DatabaseLocation location)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = "portsafe",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = EnvironmentName,
        });
        builder.AddPlatform(location).KeepWarnings();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<QueuedJobs>();
        builder.Services.TryAddSingleton<IJobs>(services => services.GetRequiredService<QueuedJobs>());
        return builder.Build();
    }
}
