using Microsoft.EntityFrameworkCore;
using PortSafe.Domain.Accounts;

namespace PortSafe.Data.Audit;

/// <summary>
/// Logs what somebody was not allowed to do, in a transaction of its own. Each actor may fill no more than
/// <see cref="MaxRowsAMinute"/> rows a minute; what comes on top is counted, and one row says how many there were.
/// </summary>
/// <remarks>The counts are those of this process, and are lost when it is killed.</remarks>
public sealed class AuditRefusals(IDbContextFactory<PortSafeDb> contexts, AuditLog audit, TimeProvider clock)
{
    public const int MaxRowsAMinute = 20;

    /// <summary>The action of the row that stands for those that were left out.</summary>
    public const string Dropped = "refusals-dropped";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

    /// <summary>Logs one refusal, or counts it. No transaction of the caller's may be open.</summary>
    /// <param name="action">What was refused, in kebab case.</param>
    /// <param name="subject">What it would have been done to, such as <c>release:2026Q3</c>.</param>
    /// <param name="detail">Further facts, without names, addresses or report counts.</param>
    public async Task RecordAsync(Actor by, string action, string subject, string detail, CancellationToken ct)
    {
        await FlushAsync(ct);
        if (Admits(by))
            await AppendAsync([(by, action, subject, detail)], ct);
    }

    /// <summary>Says how many were left out in the minutes that are over.</summary>
    public Task FlushAsync(CancellationToken ct)
    {
        var over = TakeOver();
        return over.Count == 0 ? Task.CompletedTask : AppendAsync(over, ct);
    }

    private bool Admits(Actor by)
    {
        lock (_lock)
        {
            if (!_tallies.TryGetValue(by.Id, out var tally))
                _tallies.Add(by.Id, tally = new Tally(by, clock.GetUtcNow()));
            tally.Count++;
            return tally.Count <= MaxRowsAMinute;
        }
    }

    private List<(Actor By, string Action, string Subject, string Detail)> TakeOver()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var over = _tallies.Values.Where(tally => now - tally.Since >= Window || now < tally.Since).ToList();
            foreach (var tally in over)
                _tallies.Remove(tally.By.Id);
            return over.Where(tally => tally.Count > MaxRowsAMinute)
                .Select(tally => (tally.By, Dropped, tally.By.Id, $"{tally.Count - MaxRowsAMinute} more within a minute"))
                .ToList();
        }
    }

    private async Task AppendAsync(IReadOnlyList<(Actor By, string Action, string Subject, string Detail)> rows, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var (by, action, subject, detail) in rows)
            await audit.AppendAsync(db, by, action, subject, detail, ct, AuditOutcome.Refused);
        await transaction.CommitAsync(ct);
    }

    private sealed class Tally(Actor by, DateTimeOffset since)
    {
        /// <summary>As they were at their first refusal of the minute.</summary>
        public Actor By => by;

        public DateTimeOffset Since => since;

        public int Count { get; set; }
    }
}
