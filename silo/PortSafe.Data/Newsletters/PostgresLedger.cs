using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Data.Newsletters;

/// <summary>One round trip a commit: the issue held as it is, all results, all that leaves, each as arrays.</summary>
internal sealed class PostgresLedger : ILedgerStatements
{
    // Held until the transaction ends, so that a pause either comes before and is seen here, or waits and comes after.
    private const string Issue = "SELECT state FROM issues WHERE id = $1 FOR SHARE";

    private const string Record =
        """
        UPDATE deliveries AS d SET state = r.state, attempts = d.attempts + 1, reply = r.reply, next_attempt_at = r.next, leased_until = NULL,
          changed_at = $2, finished_at = $2, first_attempt_at = coalesce(d.first_attempt_at, $2)
        FROM unnest($3, $4, $5, $6, $7) AS r (id, fence, state, reply, next)
        WHERE d.issue_id = $1 AND d.subscriber_id = r.id AND d.fence = r.fence
          AND (d.state = 'data-sent' OR (d.state = 'leased' AND r.state IN ('deferred', 'failed')))
        """;

    // What is found cleared was cleared by a commit whose answer was lost, and which is made again.
    private const string Clear =
        """
        UPDATE deliveries AS d SET state = r.state, changed_at = $2,
          leased_until = CASE r.state WHEN 'data-sent' THEN d.leased_until END,
          first_attempt_at = CASE r.state WHEN 'data-sent' THEN coalesce(d.first_attempt_at, $2) ELSE d.first_attempt_at END
        FROM (
          SELECT l.id, l.fence, CASE
            WHEN e.state = 'data-sent' THEN 'data-sent'
            WHEN i.state <> 'sending' THEN 'pending'
            WHEN s.unsubscribed_at IS NULL AND s.undeliverable_at IS NULL
              AND EXISTS (SELECT 1 FROM subscriber_topics AS t WHERE t.subscriber_id = s.id AND t.topic = i.topic) THEN 'data-sent'
            ELSE 'excluded' END AS state
          FROM unnest($3, $4) AS l (id, fence) JOIN deliveries AS e ON e.issue_id = $1 AND e.subscriber_id = l.id
            JOIN subscribers AS s ON s.id = l.id JOIN issues AS i ON i.id = $1) AS r
        WHERE d.issue_id = $1 AND d.subscriber_id = r.id AND d.fence = r.fence AND d.state IN ('leased', 'data-sent')
        RETURNING d.subscriber_id, d.state
        """;

    private readonly NpgsqlConnection _connection;
    private readonly Guid _id;
    private readonly NpgsqlBatch _both;
    private readonly NpgsqlBatch _recording;
    private readonly NpgsqlBatch _clearing;
    private bool _isPrepared;

    public PostgresLedger(DbConnection connection, Guid issue)
    {
        (_connection, _id) = ((NpgsqlConnection)connection, issue);
        _both = Batch(Issue, Record, Clear);
        _recording = Batch(Record);
        _clearing = Batch(Issue, Clear);
    }

    public async Task<LedgerCommit> CommitAsync(
        IReadOnlyCollection<DeliveryResult> results, IReadOnlyCollection<DeliveryLease> leaving, DateTimeOffset now, CancellationToken ct)
    {
        if (!_isPrepared)
        {
            Fill(_both.BatchCommands[1], results, now);
            Fill(_both.BatchCommands[2], leaving, now);
            await _both.PrepareAsync(ct);
            _isPrepared = true;
        }
        Fill(_both.BatchCommands[1], results, now);
        Fill(_both.BatchCommands[2], leaving, now);
        // Without a transaction of its own a batch is one transaction, and one round trip.
        return await ReadAsync(_both, ct);
    }

    public Task LockAsync(PortSafeDb db, CancellationToken ct)
    {
        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        (_recording.Transaction, _clearing.Transaction) = (transaction, transaction);
        return db.Database.ExecuteSqlAsync($"SELECT 1 FROM issues WHERE id = {_id} FOR UPDATE", ct);
    }

    public async Task RecordAsync(IReadOnlyCollection<DeliveryResult> results, DateTimeOffset now, CancellationToken ct)
    {
        Fill(_recording.BatchCommands[0], results, now);
        await _recording.ExecuteNonQueryAsync(ct);
    }

    public Task<LedgerCommit> ClearAsync(IReadOnlyCollection<DeliveryLease> leaving, DateTimeOffset now, CancellationToken ct)
    {
        Fill(_clearing.BatchCommands[1], leaving, now);
        return ReadAsync(_clearing, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _both.DisposeAsync();
        await _recording.DisposeAsync();
        await _clearing.DisposeAsync();
    }

    private static async Task<LedgerCommit> ReadAsync(NpgsqlBatch batch, CancellationToken ct)
    {
        var cleared = new HashSet<Guid>();
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var isSending = await reader.ReadAsync(ct) && reader.GetString(0) == IssueState.Sending;
        while (await reader.NextResultAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                if (reader.GetString(1) == DeliveryState.DataSent)
                    cleared.Add(reader.GetGuid(0));
            }
        }
        return new LedgerCommit(cleared, isSending);
    }

    private void Fill(NpgsqlBatchCommand command, IReadOnlyCollection<DeliveryResult> results, DateTimeOffset now) => Set(
        command,
        (now, NpgsqlDbType.TimestampTz),
        (results.Select(result => result.Lease.SubscriberId).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid),
        (results.Select(result => result.Lease.Fence).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer),
        (results.Select(result => result.State).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
        (results.Select(result => LedgerColumns.Reply(result.Reply)).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
        (results.Select(result => LedgerColumns.Instant(result.NextAttemptAt)).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz));

    private void Fill(NpgsqlBatchCommand command, IReadOnlyCollection<DeliveryLease> leaving, DateTimeOffset now) => Set(
        command,
        (now, NpgsqlDbType.TimestampTz),
        (leaving.Select(lease => lease.SubscriberId).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid),
        (leaving.Select(lease => lease.Fence).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer));

    private static void Set(NpgsqlBatchCommand command, params (object Value, NpgsqlDbType Type)[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            var (value, type) = values[index];
            if (command.Parameters.Count <= index + 1)
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
            command.Parameters[index + 1].Value = value is DateTimeOffset instant ? LedgerColumns.Instant(instant) : value;
        }
    }

    private NpgsqlBatch Batch(params string[] statements)
    {
        var batch = _connection.CreateBatch();
        foreach (var sql in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = _id });
            batch.BatchCommands.Add(command);
        }
        return batch;
    }
}
