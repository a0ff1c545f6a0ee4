using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Silo.Hosting;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>The composed platform over one of two databases, with a clock that stands still and every log entry kept.</summary>
internal sealed class TwinServer : IAsyncDisposable
{
    /// <summary>Later than the tenth working day after the third quarter of 2026, and within the fourth.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 9, 10, 0, 0, TimeSpan.Zero);

    private static readonly string[] Categories = ["Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.AspNetCore.DataProtection", "Microsoft.EntityFrameworkCore", "System", "Quartz", "Jering"];

    private readonly WebApplication _app;

    private TwinServer(string name, TestDatabase database, WebApplication app, TwinLogs logs, int port) =>
        (Name, Database, _app, Logs, Port) = (name, database, app, logs, port);

    public string Name { get; }

    public TestDatabase Database { get; }

    public TwinLogs Logs { get; }

    public int Port { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="database">Its own from now on.</param>
    /// <param name="listens">Whether its log is kept.</param>
    /// <param name="drawsAll">Whether it draws every chart itself, whoever has drawn the same before.</param>
    /// <param name="fault">Puts a fault into the host; null for none.</param>
    public static async Task<TwinServer> StartAsync(string name, TestDatabase database, bool listens = true, bool drawsAll = false, Action<IHostApplicationBuilder>? fault = null)
    {
        var logs = new TwinLogs(listens);
        var app = Build(database, Now, builder =>
        {
            Watch(builder, logs);
            if (!drawsAll)
                Wrap<IChartRenderer>(builder.Services, inner => new DrawnCharts(inner));
            fault?.Invoke(builder);
        });
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return new TwinServer(name, database, app, logs, address.Port);
    }

    /// <summary>The platform over a database, not started.</summary>
    public static WebApplication Build(TestDatabase database, DateTimeOffset now, Action<IHostApplicationBuilder>? change = null)
    {
        Environment.SetEnvironmentVariable("PORTSAFE_Mail__From", "newsletter@portsafe.example");
        foreach (var limit in (string[])["RequestsPerMinute", "GuessesPerMinute", "ApplicationFormsPerMinute", "AnonymousApiPerMinute", "KeyRequestsPerMinute"])
            Environment.SetEnvironmentVariable($"PORTSAFE_Web__{limit}", "1000000");
        return PlatformServer.Build(database.Location, Roles.Api | Roles.Dashboard, "http://127.0.0.1:0", null, replace: builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new TestClock(now)));
            change?.Invoke(builder);
        });
    }

    /// <summary>Puts something around a service.</summary>
    public static void Wrap<TService>(IServiceCollection services, Func<TService, TService> wrap) where TService : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(TService));
        services.AddSingleton(provider => wrap((TService)(inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
    }

    public Task<WireAnswer> SendAsync(TwinRequest request) => Wire.SendAsync(Port, request.Head, request.Body);

    public async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> use) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Approves an issue that is in review, and sends it as a schedule would.</summary>
    public async Task SendAsync(string issue)
    {
        await using var db = Database.CreateContext();
        var row = await db.Issues.AsNoTracking().SingleAsync(one => one.Key == IssueKey.Parse(issue));
        var approver = Actor.Person(new Guid(77, 0, 0, new byte[8]), Role.Approver);
        Assert.Null((await InScopeAsync<IGrains, Result<IssueView>>(grains => grains.Get<IIssueGrain>(issue).ApproveAsync(row.SubmittedRevision!.Value, approver, default))).Error);
        await db.Issues.Where(one => one.Id == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.State, IssueState.Sending).SetProperty(one => one.StartedAt, Now).SetProperty(one => one.ResumedAt, Now));
        Assert.Null((await InScopeAsync<IssueDispatch, Result<SendReport>>(dispatch => dispatch.SendAsync(row.Id, default))).Error);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Has everything logged that settings could ever have logged, to where the test reads it and nowhere else.</summary>
    /// <param name="logs">Null when nobody listens.</param>
    public static void Watch(IHostApplicationBuilder builder, TwinLogs? logs)
    {
        builder.Logging.ClearProviders();
        if (logs is not { Listens: true })
            return;
        builder.Configuration.AddInMemoryCollection(Categories.Select(category => KeyValuePair.Create($"Logging:LogLevel:{category}", (string?)nameof(LogLevel.Trace))));
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        // What Entity Framework keeps for a whole process is kept for each server, which so says the same whichever is asked first.
        builder.Services.ConfigureDbContext<PortSafeDb>(options => options.UseMemoryCache(new MemoryCache(new MemoryCacheOptions { SizeLimit = 100_000 })));
    }
}
