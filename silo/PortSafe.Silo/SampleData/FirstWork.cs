using PortSafe.Grains;

namespace PortSafe.Silo.SampleData;

/// <summary>What a process that serves does first: in Development it loads the sample data, and then it looks for work that was missed.</summary>
internal sealed partial class FirstWork(IServiceProvider services, bool runsJobs, ILogger<FirstWork> logger) : BackgroundService
{
    private readonly SampleLoad? _load = services.GetService<SampleLoad>();
    private bool _isLoading;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _isLoading = _load is not null && await _load.BeginAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (_isLoading)
        {
            Log.Loading(logger);
            await _load!.FinishAsync(stoppingToken);
            Log.Loaded(logger);
        }
        if (runsJobs)
            await services.GetRequiredService<IJobs>().RunSoonAsync<SweepJob>("", stoppingToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Loading the sample data")]
        public static partial void Loading(ILogger logger);

        [LoggerMessage(Level = LogLevel.Information, Message = "The sample data is loaded")]
        public static partial void Loaded(ILogger logger);
    }
}

/// <summary>Registration of what is done first.</summary>
public static class FirstWorkRegistration
{
    /// <param name="runsJobs">Whether this process may run jobs.</param>
    public static IServiceCollection AddFirstWork(this IServiceCollection services, IHostEnvironment environment, bool runsJobs)
    {
        if (environment.IsDevelopment())
            services.AddSingleton<SampleLoad>().AddSingleton<IStartupFilter, LoadingPage>();
        return services.AddHostedService(provider => ActivatorUtilities.CreateInstance<FirstWork>(provider, runsJobs));
    }
}
