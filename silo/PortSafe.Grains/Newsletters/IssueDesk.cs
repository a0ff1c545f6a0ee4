using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters;

/// <summary>An issue that is not out of the house yet, or about which somebody has to decide.</summary>
/// <param name="Subject">Null, as is the revision, for a frozen quarter for which nothing has been drafted.</param>
/// <param name="State">One of <see cref="IssueState"/>; null where nothing has been drafted.</param>
public sealed record IssueInPreparation(IssueKey Key, string? Subject, int? Revision, string? State);

/// <summary>What lies before those who write and approve issues.</summary>
public sealed class IssueDesk(IDbContextFactory<PortSafeDb> contexts, FrozenReleases releases, IGrains grains, TimeProvider clock)
{
    private static readonly string[] Shown = [.. IssueState.Open, IssueState.Sending, IssueState.Paused];

    /// <summary>
    /// Every issue that is being prepared or sent, the one that changed last first; and before them the latest frozen quarter when it has none yet.
    /// </summary>
    public async Task<Result<IReadOnlyList<IssueInPreparation>>> ListAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.WriteIssues) && !by.May(Permission.ApproveIssues))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var issues = await (
            from issue in db.Issues.AsNoTracking()
            join revision in db.IssueRevisions on issue.Id equals revision.IssueId
            where Shown.Contains(issue.State) && !db.IssueRevisions.Any(later => later.IssueId == issue.Id && later.Number > revision.Number)
            orderby revision.SavedAt descending
            select new { issue.Key, revision.Subject, revision.Number, issue.State })
            .ToListAsync(ct);
        var waiting = issues.ConvertAll(issue => new IssueInPreparation(issue.Key, issue.Subject, issue.Number, issue.State));
        if ((await releases.AllAsync(ct)).LastOrDefault() is { Quarter: var last } && !await db.Issues.AnyAsync(issue => issue.Quarter == last, ct))
            waiting.Insert(0, new IssueInPreparation(IssueKey.Of(last), null, null, null));
        return waiting;
    }

    /// <summary>Begins an issue outside the quarters, under the next number of its year.</summary>
    public async Task<Result<IssueView>> BeginAsync(Topic topic, Actor by, CancellationToken ct)
    {
        if (topic == Topic.Quarterly)
            return Error.Invalid("issue-quarterly", "A quarter's newsletter is drafted from its release.", "topic");
        for (; ; )
        {
            var begun = await grains.Get<IIssueGrain>((await NextAsync(topic, ct)).ToString()).BeginAsync(by, ct);
            if (begun.Error?.Code != "issue-exists")
                return begun;
        }
    }

    private async Task<IssueKey> NextAsync(Topic topic, CancellationToken ct)
    {
        var year = clock.Today().Year;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var keys = await db.Issues.Where(issue => issue.Topic == topic.Code).Select(issue => issue.Key).ToListAsync(ct);
        return IssueKey.Of(topic, year, keys.Where(key => key.Year == year).Select(key => key.Number).DefaultIfEmpty().Max() + 1);
    }
}
