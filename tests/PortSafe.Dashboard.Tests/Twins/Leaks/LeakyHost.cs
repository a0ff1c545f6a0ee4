using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortSafe.Data.Newsletters;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Mail;

namespace PortSafe.Dashboard.Tests.Twins.Leaks;

/// <summary>A host into which one leak after another can be put.</summary>
/// <param name="truth">Of its database.</param>
internal sealed class LeakyHost(Truth truth)
{
    /// <summary>The leak that is open now; null for none.</summary>
    public Leak? Open { get; set; }

    public void Put(IHostApplicationBuilder builder)
    {
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new Filter(this)));
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        TwinServer.Wrap<IChartRenderer>(builder.Services, inner => new Renderer(this, inner));
        TwinServer.Wrap<IMailTransport>(builder.Services, inner => new Transport(this, inner));
        // A chart that was drawn before the leak was opened must not be shown again.
        var files = builder.Services.Single(service => service.ServiceType.Name == "ChartFiles");
        builder.Services.Replace(ServiceDescriptor.Transient(files.ServiceType, files.ServiceType));
    }

    private async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        Open?.Log?.Invoke(http.RequestServices.GetRequiredService<ILogger<LeakyHost>>(), truth);
        if (Open?.Answer is not { } leak)
        {
            await next(http);
            return;
        }
        var wire = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        await next(http);
        http.Response.Body = wire;
        var answer = new LeakyAnswer(http, truth, Encoding.Latin1.GetString(kept.ToArray()));
        leak(answer);
        var body = Encoding.Latin1.GetBytes(answer.Body);
        if (http.Response.ContentLength is not null && body.Length != kept.Length)
            http.Response.ContentLength = body.Length;
        if (body.Length > 0)
            await http.Response.Body.WriteAsync(body);
    }

    private sealed class Filter(LeakyHost host) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(host.AnswerAsync);
            next(app);
        };
    }

    private sealed class Renderer(LeakyHost host, IChartRenderer inner) : IChartRenderer
    {
        public Task<string> SvgAsync(Chart chart, ChartSize size, CancellationToken cancellationToken) => inner.SvgAsync(host.Leaky(chart), size, cancellationToken);

        public Task<byte[]> PngAsync(Chart chart, ChartSize size, CancellationToken cancellationToken) => inner.PngAsync(host.Leaky(chart), size, cancellationToken);
    }

    private sealed class Transport(LeakyHost host, IMailTransport inner) : IMailTransport
    {
        public MailRoute Route => inner.Route;

        public int Lanes => inner.Lanes;

        public Task<SendOutcome> SendAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken) =>
            inner.SendAsync(message with { Bytes = host.Leaky(message.Bytes) }, beforeBody, cancellationToken);
    }

    private Chart Leaky(Chart chart) => Open?.Chart?.Invoke(chart, truth) ?? chart;

    private ReadOnlyMemory<byte> Leaky(ReadOnlyMemory<byte> message) =>
        Open?.Mail is { } leak ? Encoding.Latin1.GetBytes(leak(Encoding.Latin1.GetString(message.Span), truth)) : message;
}
