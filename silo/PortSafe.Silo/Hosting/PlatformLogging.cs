using Microsoft.Extensions.Logging.Console;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Hosting;

/// <summary>Logs on standard error: sentences for people at a terminal, one JSON object a line elsewhere.</summary>
internal static class PlatformLogging
{
    private const string Web = "Microsoft.AspNetCore";

    /// <summary>What starts the process. Why it does not start is said in a sentence, and not in this category's stack trace.</summary>
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    public static void AddPlatformLogging(this IHostApplicationBuilder builder, ConsoleOutput? terminal)
    {
        builder.Logging.ClearProviders();
        if (terminal is { IsWatched: true })
            builder.Logging.AddProvider(new TerminalLogs(terminal));
        else
            builder.Logging.AddJsonConsole(options => (options.UseUtcTimestamp, options.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<StartedLogs>();
        builder.Services.PostConfigure<LoggerFilterOptions>(KeepAddressesOut);
        builder.Services.AddOptions<LoggerFilterOptions>().Configure<StartedLogs>((options, started) =>
            options.Rules.Add(new LoggerFilterRule(null, Host, null, (_, _, level) => started.HasStarted && level >= LogLevel.Warning)));
    }

    /// <summary>
    /// Below warnings the web framework repeats the addresses of requests, and with them the tokens of links. Whatever the settings
    /// ask for, that is never written.
    /// </summary>
    private static void KeepAddressesOut(LoggerFilterOptions options)
    {
        foreach (var rule in options.Rules.Where(rule => rule.CategoryName?.StartsWith(Web, StringComparison.OrdinalIgnoreCase) == true && !(rule.LogLevel >= LogLevel.Warning)).ToList())
            options.Rules.Remove(rule);
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
        {
            if (!options.Rules.Any(rule => rule.ProviderName == provider && Web.Equals(rule.CategoryName, StringComparison.OrdinalIgnoreCase)))
                options.Rules.Add(new LoggerFilterRule(provider, Web, LogLevel.Warning, null));
        }
    }

    /// <summary>Leaves only what went wrong, for a command whose output is its own.</summary>
    public static void KeepWarnings(this IHostApplicationBuilder builder) => builder.Services.Configure<LoggerFilterOptions>(options =>
    {
        options.MinLevel = LogLevel.Warning;
        options.Rules.Clear();
        // What the database refuses is thrown as well, and explained where it is caught.
        options.Rules.Add(new LoggerFilterRule(null, "Microsoft.EntityFrameworkCore", LogLevel.None, null));
    });
}

/// <summary>Whether the process has come so far that only its log can say what goes wrong.</summary>
internal sealed class StartedLogs
{
    public bool HasStarted { get; set; }
}

/// <summary>Log entries as sentences among whatever else is said at a terminal.</summary>
internal sealed class TerminalLogs(ConsoleOutput terminal) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(terminal);

    public void Dispose()
    {
    }

    private sealed class Logger(ConsoleOutput terminal) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var prefix = logLevel switch
            {
                LogLevel.Warning => "Warning: ",
                LogLevel.Error or LogLevel.Critical => "Error: ",
                _ => "",
            };
            var details = exception is null ? "" : $"{Environment.NewLine}{exception}";
            terminal.Note($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {prefix}{formatter(state, exception)}{details}");
        }
    }
}
