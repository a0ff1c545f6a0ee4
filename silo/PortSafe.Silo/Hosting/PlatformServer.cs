using Microsoft.AspNetCore.Server.Kestrel.Core;
using PortSafe.Api;
using PortSafe.Dashboard;
using PortSafe.Data;
using PortSafe.Silo.SampleData;
using PortSafe.Silo.Schedule;

namespace PortSafe.Silo.Hosting;

/// <summary>Builds the process that serves the installation.</summary>
public static class PlatformServer
{
    /// <summary>What is under way when the process is told to stop has this long to finish.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <param name="socket">Where it listens for command-line verbs; null where they run in processes of their own.</param>
    public static WebApplication Build(DatabaseLocation location, Roles roles, string urls, VerbSocket? socket)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "portsafe",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = PlatformHost.EnvironmentName,
        });
        builder.AddPlatform(location);
        builder.WebHost.UseUrls([.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), .. socket is null ? (string[])[] : [socket.Url]]);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Grace);
        builder.Services.AddSingleton<StartNotice>();
        builder.Services.AddSchedule(location, runs: roles.HasFlag(Roles.Jobs));
        builder.Services.AddHealth();
        builder.Services.AddTelemetry(builder.Configuration);
        if (socket is not null)
            builder.Services.AddSingleton<IStartupFilter, VerbEndpoint>();
        builder.Services.AddFirstWork(builder.Environment, runsJobs: roles.HasFlag(Roles.Jobs));

        if (roles.HasFlag(Roles.Api))
            builder.Services.AddApi();
        if (roles.HasFlag(Roles.Dashboard))
            builder.AddDashboard();

        var app = builder.Build();
        if (roles.HasFlag(Roles.Api))
            app.MapApi();
        if (roles.HasFlag(Roles.Dashboard))
            app.MapDashboard();
        app.MapHealth();
        return app;
    }
}
