using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Data.Newsletters;

/// <summary>Pauses issues that must not be sent on until a person has looked, always in the transaction that found out.</summary>
public sealed class SendBrake(AuditLog audit)
{
    /// <summary>How many of the latest results are looked at.</summary>
    public const int Latest = 100;

    /// <summary>How many of them may not have failed.</summary>
    public const int MostFailed = 10;

    private const int MostAnswers = 3;
    private const int LongestReason = 500;

    /// <summary>The job in whose name the ledger itself pauses and settles issues.</summary>
    internal static readonly Actor Self = Actor.Job("continue-sends");

    /// <summary>Pauses an issue that is being sent; needs an open transaction.</summary>
    /// <param name="reason">Why, for those who decide whether it goes on: whole sentences, without an address.</param>
    /// <returns>Whether it was being sent until now.</returns>
    public async Task<bool> PauseAsync(PortSafeDb db, Guid issue, string reason, Actor by, CancellationToken ct)
    {
        var words = reason.Length > LongestReason ? reason[..LongestReason] : reason;
        var paused = await db.Issues
            .Where(row => row.Id == issue && row.State == IssueState.Sending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, IssueState.Paused).SetProperty(row => row.Reason, words).SetProperty(row => row.Version, row => row.Version + 1), ct);
        if (paused == 0)
            return false;
        var key = await db.Issues.Where(row => row.Id == issue).Select(row => row.Key).SingleAsync(ct);
        await audit.AppendAsync(db, by, "issue-paused", $"issue:{key}", words, ct);
        return true;
    }

    /// <summary>Pauses an issue once ten of its last up to a hundred results since it was begun or resumed are failures.</summary>
    internal async Task PullAsync(PortSafeDb db, Guid issue, CancellationToken ct)
    {
        var row = await db.Issues.AsNoTracking().SingleAsync(one => one.Id == issue, ct);
        var since = row.ResumedAt ?? row.StartedAt ?? DateTimeOffset.UnixEpoch;
        var latest = await db.Deliveries
            .Where(one => one.IssueId == issue && one.FinishedAt != null && one.FinishedAt >= since)
            .OrderByDescending(one => one.FinishedAt)
            .Take(Latest)
            .Select(one => new { one.State, one.Reply })
            .ToListAsync(ct);
        var failed = latest.Where(one => one.State == DeliveryState.Failed).Select(one => one.Reply ?? "no answer").ToList();
        if (failed.Count >= MostFailed)
            await PauseAsync(db, issue, Reason(failed, latest.Count), Self, ct);
    }

    private static string Reason(List<string> failed, int of)
    {
        var answers = failed.CountBy(answer => answer).OrderByDescending(answer => answer.Value).ThenBy(answer => answer.Key, StringComparer.Ordinal).Take(MostAnswers);
        return $"{failed.Count} of the last {of} copies failed. What came back: {string.Join("; ", answers.Select(answer => $"{answer.Key} ({answer.Value} times)"))}.";
    }
}
