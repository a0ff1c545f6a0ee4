using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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
        if (location.IsPostgres)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockSpace}, hashtext({node.Name}))", ct);

        // The head, and not the last row that is there, is what the next row follows: rows cut off the end stay missing.
        var head = await db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(row => row.Node == node.Name, ct);
        var stored = await db.AuditLog.Where(row => row.Node == node.Name).Select(row => (long?)row.Sequence).MaxAsync(ct) ?? 0;
        var (last, hash, at) = (Math.Max(head?.Sequence ?? 0, stored), head?.Hash ?? "", UtcMicroseconds(clock.GetUtcNow()));
        foreach (var note in notes)
        {
            var row = new AuditRow
            {
                Node = node.Name,
                Sequence = ++last,
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
            db.AuditLog.Add(row with { Hash = hash });
        }
        await db.SaveChangesAsync(ct);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO audit_heads (node, sequence, hash) VALUES ({node.Name}, {last}, {hash}) ON CONFLICT (node) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash",
            ct);
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
