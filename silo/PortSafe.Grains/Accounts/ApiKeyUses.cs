using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortSafe.Data;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Notes when each key was last used, to the minute, beside the requests: a request never waits for a write, nor fails for one.
/// </summary>
public sealed partial class ApiKeyUses(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock, ILogger<ApiKeyUses> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _noted = new();
    private readonly Channel<(Guid Id, DateTimeOffset At)> _waiting =
        Channel.CreateBounded<(Guid, DateTimeOffset)>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Takes note, once a minute for each key.</summary>
    public void Note(Guid id)
    {
        var minute = Minute(clock.GetUtcNow());
        if (_noted.TryGetValue(id, out var last) && last >= minute)
            return;
        _noted[id] = minute;
        _waiting.Writer.TryWrite((id, minute));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, at) in _waiting.Reader.ReadAllAsync(stoppingToken))
            await WriteAsync(id, at, stoppingToken);
    }

    private async Task WriteAsync(Guid id, DateTimeOffset at, CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await db.ApiKeys
                .Where(row => row.Id == id && (row.LastUsedAt == null || row.LastUsedAt < at))
                .ExecuteUpdateAsync(change => change.SetProperty(row => row.LastUsedAt, (DateTimeOffset?)at), ct);
        }
        catch (Exception exception) when (DatabaseErrors.IsFault(exception))
        {
            Log.NotNoted(logger, exception, id);
        }
    }

    private static DateTimeOffset Minute(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "That the key {Key} was used could not be noted")]
        public static partial void NotNoted(ILogger logger, Exception exception, Guid key);
    }
}
