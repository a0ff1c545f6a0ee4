using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PortSafe.Domain.Accounts;

namespace PortSafe.Data.Audit;

/// <summary>Which node of the installation this process is; each has an audit chain of its own.</summary>
/// <param name="Name">1 to 100 characters, stable over restarts.</param>
public sealed record NodeName(string Name);

/// <summary>What is to be logged; <see cref="AuditRow"/> has what its parts mean.</summary>
/// <param name="Outcome">One of <see cref="AuditOutcome"/>.</param>
public sealed record AuditNote(Actor By, string Action, string Subject, string Detail, string Outcome = AuditOutcome.Done);

/// <summary>Writes the audit log in the transaction of whatever is being logged.</summary>
public sealed class AuditLog(NodeName node, DatabaseLocation location, TimeProvider clock)
{
    private const int LockSpace = 0x41554449;

    /// <summary>The head, and not the last row that is there, is what the next row follows: rows cut off the end stay missing.</summary>
    private const string Head = """
        SELECT (SELECT sequence FROM audit_heads WHERE node = @node), (SELECT hash FROM audit_heads WHERE node = @node), (SELECT MAX(sequence) FROM audit_log WHERE node = @node)
        """;

    /// <summary>
    /// Adds one row at the end of this node's chain. Needs an open transaction, within which writers of the chain take turns.
    /// </summary>
    /// <param name="action">What was done, in kebab case.</param>
    /// <param name="subject">What it was done to, such as <c>release:2026Q3</c>.</param>
    /// <param name="detail">Further facts, without names, addresses or report counts.</param>
    /// <param name="outcome">One of <see cref="AuditOutcome"/>.</param>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public Task AppendAsync(
        PortSafeDb db, Actor by, string action, string subject, string detail, CancellationToken ct, string outcome = AuditOutcome.Done) =>
        AppendAllAsync(db, [new AuditNote(by, action, subject, detail, outcome)], ct);

    /// <summary>Adds rows at the end of this node's chain, in their order, as <see cref="AppendAsync"/> adds one, at the price of one.</summary>
    /// <param name="notes">At least one.</param>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public async Task AppendAllAsync(PortSafeDb db, IReadOnlyList<AuditNote> notes, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("The audit log is written in the transaction of what it logs.");
        var (sequence, hash) = await HeadAsync(db, ct);
        // What the caller has put into the context goes first, so that what it breaks is told as it would be without a log.
        await db.SaveChangesAsync(ct);
        var at = UtcMicroseconds(clock.GetUtcNow());
        var rows = new List<AuditRow>(notes.Count);
        foreach (var note in notes)
        {
            var row = new AuditRow
            {
                Node = node.Name,
                Sequence = ++sequence,
                At = at,
                By = note.By.Id,
                Action = note.Action,
                Subject = note.Subject,
                Detail = note.Detail,
                Origin = note.By.Origin,
                Outcome = note.Outcome,
                Hash = "",
            };
            hash = HashOf(hash, row);
            rows.Add(row with { Hash = hash });
        }
        await WriteAsync(db, rows, ct);
    }

    /// <summary>Waits for its turn, and reads where the chain ends.</summary>
    private async Task<(long Sequence, string Hash)> HeadAsync(PortSafeDb db, CancellationToken ct)
    {
        await using var command = Command(db, location.IsPostgres ? $"SELECT pg_advisory_xact_lock({LockSpace}, hashtext(@node)); {Head}" : Head);
        Add(command, "@node", node.Name);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (location.IsPostgres)
            await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        var (head, hash, stored) = (reader.IsDBNull(0) ? 0 : reader.GetInt64(0), reader.IsDBNull(1) ? "" : reader.GetString(1), reader.IsDBNull(2) ? 0 : reader.GetInt64(2));
        return (Math.Max(head, stored), hash);
    }

    /// <summary>All rows and the head in one round trip.</summary>
    private async Task WriteAsync(PortSafeDb db, List<AuditRow> rows, CancellationToken ct)
    {
        await using var command = Command(db, "");
        Add(command, "@node", node.Name);
        Add(command, "@at", rows[0].At.UtcDateTime);
        Add(command, "@last", rows[^1].Sequence);
        Add(command, "@head", rows[^1].Hash);
        var sql = new StringBuilder("INSERT INTO audit_log (node, sequence, at, \"by\", action, subject, detail, origin, outcome, hash) VALUES ");
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            sql.Append(CultureInfo.InvariantCulture, $"{(index == 0 ? "" : ", ")}(@node, @s{index}, @at, @b{index}, @a{index}, @t{index}, @d{index}, @r{index}, @o{index}, @h{index})");
            Add(command, $"@s{index}", row.Sequence);
            Add(command, $"@b{index}", row.By);
            Add(command, $"@a{index}", row.Action);
            Add(command, $"@t{index}", row.Subject);
            Add(command, $"@d{index}", row.Detail);
            Add(command, $"@r{index}", row.Origin);
            Add(command, $"@o{index}", row.Outcome);
            Add(command, $"@h{index}", row.Hash);
        }
        command.CommandText = sql.Append("; INSERT INTO audit_heads (node, sequence, hash) VALUES (@node, @last, @head) ON CONFLICT (node) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash").ToString();
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Command(PortSafeDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }

    /// <summary>
    /// SHA-256, in hexadecimal, over a JSON array of the previous row's hash and this row's fields. Rows of before there was an
    /// outcome end with their detail; the others go on with origin and outcome.
    /// </summary>
    public static string HashOf(string previousHash, AuditRow row)
    {
        List<object?> fields =
        [
            previousHash, row.Node, row.Sequence, row.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"), row.By, row.Action, row.Subject, row.Detail,
        ];
        if (row.Outcome is not null || row.Origin is not null)
            fields.AddRange([row.Origin, row.Outcome]);
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(fields)));
    }

    private static DateTimeOffset UtcMicroseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
