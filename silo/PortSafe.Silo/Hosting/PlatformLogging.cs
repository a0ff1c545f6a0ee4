using Microsoft.Extensions.Logging.Console;

namespace PortSafe.Silo.Hosting;

/// <summary>Logs on standard error: lines for people at a terminal, one JSON object a line elsewhere.</summary>
internal static class PlatformLogging
{
    public static void AddPlatformLogging(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (Console.IsErrorRedirected)
            builder.Logging.AddJsonConsole(options => (options.UseUtcTimestamp, options.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else
            builder.Logging.AddSimpleConsole(options => (options.SingleLine, options.TimestampFormat) = (true, "HH:mm:ss "));
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Leaves only what went wrong, for a command whose output is its own.</summary>
    public static void KeepWarnings(this IHostApplicationBuilder builder) => builder.Services.Configure<LoggerFilterOptions>(options =>
    {
        options.MinLevel = LogLevel.Warning;
        options.Rules.Clear();
    });
}
