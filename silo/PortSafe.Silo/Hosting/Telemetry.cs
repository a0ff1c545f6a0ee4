using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PortSafe.Silo.Engine;

namespace PortSafe.Silo.Hosting;

/// <summary>Sends metrics and traces by OTLP, for as long as the process serves.</summary>
internal sealed class Telemetry : IHostedService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("portsafe", serviceInstanceId: Environment.MachineName);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(EmbeddedGrains.Traces.Name, "Microsoft.AspNetCore")
            .AddProcessor(new WithoutAddresses())
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore", "System.Runtime")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    /// <summary>Takes out what could hold a one-use token or tell who somebody is; the route says enough.</summary>
    private sealed class WithoutAddresses : BaseProcessor<Activity>
    {
        private static readonly string[] Private =
        [
            "url.path", "url.query", "url.full", "http.target", "http.url", "client.address", "network.peer.address", "user_agent.original",
        ];

        public override void OnEnd(Activity data)
        {
            foreach (var name in Private)
                data.SetTag(name, null);
            if (data.GetTagItem("http.route") is null && data.Kind == ActivityKind.Server)
                data.DisplayName = "request";
        }
    }
}

/// <summary>Registration of telemetry.</summary>
public static class TelemetryRegistration
{
    /// <summary>Sends telemetry when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; without it there is none.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ? services : services.AddHostedService<Telemetry>();
}
