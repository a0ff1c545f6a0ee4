using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;

namespace PortSafe.Silo.Hosting;

/// <summary>
/// Whether this process can do its work: a grain answers and the database takes a write. Asked often, it looks at most every other
/// second, so that asking costs others nothing.
/// </summary>
public sealed partial class Readiness(
    IGrains grains, IDbContextFactory<PortSafeDb> contexts, IKeyManager keys, TimeProvider clock, ILogger<Readiness> logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private static readonly Actor Self = Actor.Job("health");

    /// <summary>Any code will do: a port that is not in the register makes a grain read its stream as well.</summary>
    private static readonly Locode Probe = Locode.Parse("GBDVR");

    private readonly SemaphoreSlim _turn = new(1, 1);
    private (long At, string? Fault)? _latest;

    /// <summary>What does not work, without detail that helps nobody but an attacker; null when all does.</summary>
    public async Task<string?> FaultAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_latest is not { } latest || clock.GetElapsedTime(latest.At) >= Freshness)
                _latest = latest = (clock.GetTimestamp(), await LookAsync(ct));
            return latest.Fault;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<string?> LookAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        var part = "grains";
        try
        {
            var status = await grains.Get<IPortGrain>(Probe.ToString()).GetStatusAsync(null, Self, limit.Token);
            if (status.Error is { Kind: not ErrorKind.NotFound })
                return part;
            part = "database";
            await WriteAsync(limit.Token);
            return ProtectionKeys.AreReadable(keys, clock.GetUtcNow()) ? null : ProtectionKeys.Unreadable;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Log.NotReady(logger, part, exception);
            return part;
        }
    }

    /// <summary>A write that is taken back: it needs the lock, the disk and the right to write, and leaves nothing.</summary>
    private async Task WriteAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.LedgerVersions.Add(new LedgerVersionRow { Ledger = $"health-{Guid.CreateVersion7():N}", Version = 0 });
        await db.SaveChangesAsync(ct);
        await transaction.RollbackAsync(ct);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready: {Part}")]
        public static partial void NotReady(ILogger logger, string part, Exception exception);
    }
}

/// <summary>Registration of the two addresses that whatever runs the process asks.</summary>
public static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<Readiness>();

    /// <summary>Maps <c>/health/live</c>, which answers as long as the process does, and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").AllowAnonymous();
        group.MapGet("/live", () => TypedResults.Text("live"));
        group.MapGet("/ready", async (Readiness readiness, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return await readiness.FaultAsync(context.RequestAborted) is { } fault
                ? TypedResults.Text($"not ready: {fault}", statusCode: StatusCodes.Status503ServiceUnavailable)
                : TypedResults.Text("ready");
        });
    }
}
