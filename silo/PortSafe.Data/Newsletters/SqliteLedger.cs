using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Data.Newsletters;

/// <summary>A statement a copy, each prepared once: in one process a statement costs less than the list that would hold many.</summary>
internal sealed class SqliteLedger : ILedgerStatements
{
    private const string Held = "issue_id = @issue AND subscriber_id = @id AND fence = @fence";

    private readonly SqliteConnection _connection;
    private readonly DbCommand _issue;
    private readonly DbCommand _record;
    private readonly DbCommand _clear;
    private readonly DbCommand _giveUp;
    private readonly DbCommand _isCleared;
    private SqliteTransaction? _current;

    public SqliteLedger(DbConnection connection, Guid issue)
    {
        _connection = (SqliteConnection)connection;
        _issue = Command("SELECT state FROM issues WHERE id = @issue", issue);
        _record = Command(
            $"""
            UPDATE deliveries SET state = @state, attempts = attempts + 1, reply = @reply, next_attempt_at = @next, leased_until = NULL,
              changed_at = @now, finished_at = @now, first_attempt_at = coalesce(first_attempt_at, @now)
            WHERE {Held} AND (state = 'data-sent' OR (state = 'leased' AND @state IN ('deferred', 'failed')))
            """,
            issue, "id", "fence", "state", "reply", "next", "now");
        _clear = Command(
            $"""
            UPDATE deliveries SET state = 'data-sent', changed_at = @now, first_attempt_at = coalesce(first_attempt_at, @now)
            WHERE {Held} AND state = 'leased' AND EXISTS (
              SELECT 1 FROM issues AS i JOIN subscriber_topics AS t ON t.topic = i.topic JOIN subscribers AS s ON s.id = t.subscriber_id
              WHERE i.id = @issue AND t.subscriber_id = @id AND s.unsubscribed_at IS NULL AND s.undeliverable_at IS NULL)
            """,
            issue, "id", "fence", "now");
        // A commit whose answer was lost is made again, and finds what it cleared the first time.
        _isCleared = Command($"SELECT 1 FROM deliveries WHERE {Held} AND state = 'data-sent'", issue, "id", "fence", "now");
        _giveUp = Command($"UPDATE deliveries SET state = @state, leased_until = NULL, changed_at = @now WHERE {Held} AND state = 'leased'", issue, "id", "fence", "state", "now");
    }

    public async Task<LedgerCommit> CommitAsync(
        IReadOnlyCollection<DeliveryResult> results, IReadOnlyCollection<DeliveryLease> leaving, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = _connection.BeginTransaction(deferred: false);
        Record(transaction, results, now);
        var outcome = Clear(transaction, leaving, now);
        await transaction.CommitAsync(ct);
        return outcome;
    }

    /// <summary>SQLite has one writer at a time, so whoever is in a transaction holds everything.</summary>
    public Task LockAsync(PortSafeDb db, CancellationToken ct)
    {
        _current = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        return Task.CompletedTask;
    }

    public Task RecordAsync(IReadOnlyCollection<DeliveryResult> results, DateTimeOffset now, CancellationToken ct)
    {
        Record(_current!, results, now);
        return Task.CompletedTask;
    }

    public Task<LedgerCommit> ClearAsync(IReadOnlyCollection<DeliveryLease> leaving, DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult(Clear(_current!, leaving, now));

    public async ValueTask DisposeAsync()
    {
        foreach (var command in (DbCommand[])[_issue, _record, _clear, _isCleared, _giveUp])
            await command.DisposeAsync();
    }

    private void Record(SqliteTransaction transaction, IReadOnlyCollection<DeliveryResult> results, DateTimeOffset now)
    {
        _record.Transaction = transaction;
        foreach (var (lease, state, reply, next) in results)
        {
            Set(_record, lease, now);
            _record.Parameters["@state"].Value = state;
            _record.Parameters["@reply"].Value = (object?)LedgerColumns.Reply(reply) ?? DBNull.Value;
            _record.Parameters["@next"].Value = (object?)LedgerColumns.Instant(next) ?? DBNull.Value;
            _record.ExecuteNonQuery();
        }
    }

    private LedgerCommit Clear(SqliteTransaction transaction, IReadOnlyCollection<DeliveryLease> leaving, DateTimeOffset now)
    {
        foreach (var command in (DbCommand[])[_issue, _clear, _isCleared, _giveUp])
            command.Transaction = transaction;
        var isSending = _issue.ExecuteScalar() is IssueState.Sending;
        var cleared = new HashSet<Guid>(leaving.Count);
        foreach (var lease in leaving)
        {
            if (isSending && TryClear(lease, now))
                cleared.Add(lease.SubscriberId);
            else
                GiveUp(lease, isSending ? DeliveryState.Excluded : DeliveryState.Pending, now);
        }
        return new LedgerCommit(cleared, isSending);
    }

    private bool TryClear(DeliveryLease lease, DateTimeOffset now)
    {
        Set(_clear, lease, now);
        if (_clear.ExecuteNonQuery() == 1)
            return true;
        Set(_isCleared, lease, now);
        return _isCleared.ExecuteScalar() is not null;
    }

    private void GiveUp(DeliveryLease lease, string state, DateTimeOffset now)
    {
        Set(_giveUp, lease, now);
        _giveUp.Parameters["@state"].Value = state;
        _giveUp.ExecuteNonQuery();
    }

    private static void Set(DbCommand command, DeliveryLease lease, DateTimeOffset now)
    {
        command.Parameters["@id"].Value = lease.SubscriberId;
        command.Parameters["@fence"].Value = lease.Fence;
        command.Parameters["@now"].Value = LedgerColumns.Instant(now);
    }

    private DbCommand Command(string sql, Guid issue, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Add("@issue").Value = issue;
        foreach (var name in parameters)
            command.Add($"@{name}");
        return command;
    }
}
