using Microsoft.Extensions.Configuration.Memory;
using PortSafe.Api;
using PortSafe.Dashboard;
using PortSafe.Data;
using PortSafe.Grains;
using PortSafe.Silo.CommandLine;
using PortSafe.Silo.Hosting.Web;
using PortSafe.Silo.SampleData;
using PortSafe.Silo.Schedule;

namespace PortSafe.Silo.Hosting;

/// <summary>Builds the process that serves the installation.</summary>
public static class PlatformServer
{
    /// <summary>What is under way when the process is told to stop has this long to finish.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <param name="socket">Where it listens for command-line verbs; null where they run in processes of their own.</param>
    /// <param name="urls">Where it listens, as <see cref="ListenAddresses"/> reads it.</param>
    /// <param name="terminal">Where logs for people go, among other things that are said there; null when nobody watches.</param>
    /// <param name="replace">Given all that is registered before anything is made of it, to put other things in place: a clock that stands still.</param>
    public static WebApplication Build(
        DatabaseLocation location, Roles roles, string urls, VerbSocket? socket, ConsoleOutput? terminal = null, Action<IHostApplicationBuilder>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "portsafe",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = PlatformHost.EnvironmentName,
        });
        var listen = ListenAddresses.Parse(urls);
        if (listen.OwnSite is { } site)
            builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new(PublicSite.Setting, site)] });
        builder.AddPlatform(location, terminal);
        StartRules.Check(builder.Configuration, listen);
        builder.WebHost.UseUrls([.. listen.Urls, .. socket is null ? (string[])[] : [socket.Url]]);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Grace);
        builder.Services.AddSingleton<StartNotice>();
        builder.Services.AddSchedule(location, runs: roles.HasFlag(Roles.Jobs));
        builder.Services.AddHealth();
        builder.Services.AddTelemetry(builder.Configuration);
        if (socket is not null)
            builder.Services.AddSingleton<IStartupFilter, VerbEndpoint>();
        builder.Services.AddWebFrame(builder.Configuration);
        builder.Services.AddFirstWork(builder.Environment, runsJobs: roles.HasFlag(Roles.Jobs));

        if (roles.HasFlag(Roles.Api))
            builder.Services.AddApi();
        if (roles.HasFlag(Roles.Dashboard))
            builder.AddDashboard();
        builder.Services.AddWebGate();
        replace?.Invoke(builder);

        var app = builder.Build();
        app.UseWeb();
        if (roles.HasFlag(Roles.Api))
            app.MapApi();
        if (roles.HasFlag(Roles.Dashboard))
            app.MapDashboard();
        app.MapHealth();
        return app;
    }
}
