using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortSafe.Auditor.Releases;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Data.Schema;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Grains.Audit;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Reports;
using PortSafe.Grains.Schemes;
using PortSafe.Silo.CommandLine;
using PortSafe.Silo.Engine;
using PortSafe.Silo.Schedule;

namespace PortSafe.Silo.Hosting;

/// <summary>Composition of what every process of the platform needs, one line a feature.</summary>
public static class PlatformRegistration
{
    private const string VariablePrefix = "PORTSAFE_";

    /// <summary>Configuration, logging and every feature that is not bound to the web or to the scheduler.</summary>
    /// <param name="terminal">Where logs for people go; null when nobody watches.</param>
    public static TBuilder AddPlatform<TBuilder>(this TBuilder builder, DatabaseLocation location, ConsoleOutput? terminal = null) where TBuilder : IHostApplicationBuilder
    {
        AddConfiguration(builder.Configuration, location);
        builder.AddPlatformLogging(terminal);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new NodeName(builder.Configuration["Node"] is { Length: > 0 } node ? node : Environment.MachineName));
        builder.Services
            .AddPortSafeData(location)
            .AddSingleton<SchemaUpgrade>()
            .AddAudit()
            .AddEmbeddedGrains()
            .AddPorts()
            .AddSchemes()
            .AddReports()
            .AddExactReports()
            .AddAccounts(builder.Configuration)
            .AddImports()
            .AddReleases(builder.Configuration)
            .AddAnalytics()
            .AddExactSector()
            .AddMail(builder.Configuration)
            .AddOutbox()
            .AddCharts()
            .AddNewsletters(builder.Configuration)
            .AddJobs()
            .AddSingleton<PortSafeCommandLine>()
            .AddSingleton<VerbExecution>();
        return builder;
    }

    /// <summary>What the folder implies comes first, so that files and then the environment can say otherwise.</summary>
    private static void AddConfiguration(IConfigurationManager configuration, DatabaseLocation location)
    {
        var implied = new Dictionary<string, string?> { ["Mail:Folder"] = Path.Combine(location.Directory, "outbox") };
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = implied });
        configuration.AddEnvironmentVariables(VariablePrefix);
    }

    private static IServiceCollection AddPorts(this IServiceCollection services) =>
        services.AddSingleton<EventStore>().AddSingleton<ReadModels>().AddSingleton<PortDirectory>().AddSingleton<PortCharts>().AddSingleton<ScoreComparisons>().AddSingleton<OwnPorts>();

    private static IServiceCollection AddAnalytics(this IServiceCollection services) => services.AddSingleton<SectorCharts>().AddSingleton<SectorViews>().AddSingleton<TimelineNotes>().AddSingleton<SavedViews>().AddSingleton<SavedViewMails>().AddSingleton<FrozenViews>();

    private static IServiceCollection AddReleases(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddNodeRuntime();
        services.AddOptions<ReleaseOptions>().Bind(configuration.GetSection(ReleaseOptions.Section));
        return services
            .AddSingleton<ReleaseCompiler>()
            .AddSingleton<IRangeSolver, NodeRangeSolver>()
            .AddSingleton<ReleaseAuditor>()
            .AddSingleton<ReleaseAttack>()
            .AddSingleton<ReleaseSigner>()
            .AddSingleton<ReleaseVerification>()
            .AddSingleton<FrozenReleases>()
            .AddSingleton<ReleaseDirectory>();
    }
}
