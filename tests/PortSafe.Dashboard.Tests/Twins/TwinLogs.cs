using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>Keeps every entry that a server logs, at every level, with all that a formatter could write of it.</summary>
/// <param name="listens">Whether it does; a server that nobody listens to is quicker.</param>
internal sealed class TwinLogs(bool listens = true) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider? _scopes;

    public bool Listens => listens;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>What was logged since this was last asked for.</summary>
    public IReadOnlyList<string> Take()
    {
        List<string> taken = [];
        while (_lines.TryDequeue(out var line))
            taken.Add(line);
        return taken;
    }

    public void Dispose()
    {
    }

    private sealed class Logger(TwinLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var message = formatter(state, exception);
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(", ", pairs.Where(pair => IsMore(pair, message)).Select(pair => $"{pair.Key}={pair.Value}")) : "";
            var scopes = new List<string>();
            logs._scopes?.ForEachScope(AddScope, scopes);
            logs._lines.Enqueue($"{category} {logLevel} {eventId.Id} {message} [{values}] {string.Join(" > ", scopes)} {exception}".TrimEnd());
        }

        /// <summary>What the message holds already need not be said twice.</summary>
        private static bool IsMore(KeyValuePair<string, object?> pair, string message) =>
            pair.Key != "{OriginalFormat}" && pair.Value is not null && !message.Contains($"{pair.Value}", StringComparison.Ordinal);

        /// <summary>All but the random numbers of connections, requests, their traces and a process’s handlers.</summary>
        private static void AddScope(object? scope, List<string> scopes)
        {
            if (scope is not IEnumerable<KeyValuePair<string, object?>> pairs)
                scopes.Add($"{scope}");
            else
                scopes.AddRange(pairs.Where(pair => pair.Key is not ("ActionId" or "ConnectionId" or "RequestId" or "SpanId" or "TraceId" or "ParentId" or "{OriginalFormat}")).Select(pair => $"{pair.Key}:{pair.Value}"));
        }
    }
}
