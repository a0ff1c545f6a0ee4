using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace PortSafe.Data.Newsletters;

/// <summary>
/// One sender's own connection to the ledger, on which the two statements that every copy needs are prepared once. For one caller at a
/// time. After a fault it is of no further use; a new one is.
/// </summary>
public sealed class LedgerSession : IAsyncDisposable
{
    private readonly PortSafeDb _db;
    private readonly ILedgerStatements _statements;
    private readonly SendBrake _brake;
    private readonly Guid _issue;
    private readonly TimeProvider _clock;

    private LedgerSession(PortSafeDb db, ILedgerStatements statements, SendBrake brake, Guid issue, TimeProvider clock) =>
        (_db, _statements, _brake, _issue, _clock) = (db, statements, brake, issue, clock);

    internal static async Task<LedgerSession> OpenAsync(
        IDbContextFactory<PortSafeDb> contexts, DatabaseLocation location, SendBrake brake, Guid issue, TimeProvider clock, CancellationToken ct)
    {
        var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            var connection = db.Database.GetDbConnection();
            ILedgerStatements statements = location.IsPostgres ? new PostgresLedger(connection, issue) : new SqliteLedger(connection, issue);
            return new LedgerSession(db, statements, brake, issue, clock);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Commits, in one transaction, first the results of attempts and then that further copies are about to leave; none is unless the
    /// issue is being sent in that same transaction. An issue of which too many fail is paused in it.
    /// </summary>
    /// <param name="leaving">Leased copies whose bodies leave once this has returned.</param>
    public async Task<LedgerCommit> CommitAsync(IReadOnlyCollection<DeliveryResult> results, IReadOnlyCollection<DeliveryLease> leaving, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        if (!results.Any(result => result.State == DeliveryState.Failed))
            return await _statements.CommitAsync(results, leaving, now, ct);

        // The brake is looked at before anything further is cleared, so that nothing leaves an issue that it has just paused.
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await _statements.LockAsync(_db, ct);
        await _statements.RecordAsync(results, now, ct);
        await _brake.PullAsync(_db, _issue, ct);
        var outcome = await _statements.ClearAsync(leaving, now, ct);
        await transaction.CommitAsync(ct);
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        await _statements.DisposeAsync();
        await _db.DisposeAsync();
    }
}

/// <summary>The statements that every copy needs, on one open connection and for one issue.</summary>
internal interface ILedgerStatements : IAsyncDisposable
{
    /// <summary>Both in a transaction of their own.</summary>
    Task<LedgerCommit> CommitAsync(IReadOnlyCollection<DeliveryResult> results, IReadOnlyCollection<DeliveryLease> leaving, DateTimeOffset now, CancellationToken ct);

    /// <summary>Keeps others from changing the issue until the caller's transaction ends.</summary>
    Task LockAsync(PortSafeDb db, CancellationToken ct);

    /// <summary>Records results, in the caller's transaction.</summary>
    Task RecordAsync(IReadOnlyCollection<DeliveryResult> results, DateTimeOffset now, CancellationToken ct);

    /// <summary>Clears copies to leave, in the caller's transaction.</summary>
    Task<LedgerCommit> ClearAsync(IReadOnlyCollection<DeliveryLease> leaving, DateTimeOffset now, CancellationToken ct);
}

/// <summary>How values are written where the model does not write them.</summary>
internal static class LedgerColumns
{
    private const int LongestReply = 200;

    // Made once: a converter compiles its expressions.
    private static readonly UtcConverter Converter = new();

    /// <summary>An instant as the model's own converter writes it.</summary>
    public static DateTime Instant(DateTimeOffset instant) => (DateTime)Converter.ConvertToProvider(instant)!;

    public static DateTime? Instant(DateTimeOffset? instant) => instant is { } some ? Instant(some) : null;

    public static string? Reply(string? reply) => reply is { Length: > LongestReply } ? reply[..LongestReply] : reply;

    public static DbParameter Add(this DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
