using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters;

/// <summary>An issue that has not been approved yet.</summary>
/// <param name="Subject">Null, as is the revision, for a frozen quarter for which nothing has been drafted.</param>
public sealed record IssueInPreparation(Quarter Quarter, string? Subject, int? Revision);

/// <summary>What lies before those who write and approve issues.</summary>
public sealed class IssueDesk(IDbContextFactory<PortSafeDb> contexts, FrozenReleases releases)
{
    /// <summary>Every draft, and the latest frozen quarter when it has no issue yet; the latest first.</summary>
    public async Task<Result<IReadOnlyList<IssueInPreparation>>> ListAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.WriteIssues) && !by.May(Permission.ApproveIssues))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var issues = await db.Issues.AsNoTracking().Where(issue => issue.Quarter != null).ToListAsync(ct);
        var waiting = new List<IssueInPreparation>();
        foreach (var issue in issues.Where(issue => issue.State == IssueState.Draft))
        {
            var latest = await db.IssueRevisions.AsNoTracking().Where(row => row.IssueId == issue.Id).OrderByDescending(row => row.Number).FirstAsync(ct);
            waiting.Add(new IssueInPreparation(issue.Quarter!.Value, latest.Subject, latest.Number));
        }
        if ((await releases.AllAsync(ct)).LastOrDefault() is { } last && issues.All(issue => issue.Quarter != last.Quarter))
            waiting.Add(new IssueInPreparation(last.Quarter, null, null));
        return waiting.OrderByDescending(issue => issue.Quarter).ToList();
    }
}
