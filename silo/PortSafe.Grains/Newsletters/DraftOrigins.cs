using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters;

/// <summary>Where the sentences of an issue come from that the platform wrote.</summary>
public sealed class DraftOrigins(IDbContextFactory<PortSafeDb> contexts)
{
    /// <summary>The drafted sentences that a text still has as they were, in the order of the draft.</summary>
    /// <param name="body">The text, saved or not.</param>
    /// <returns>The sentences with their sources; none for an issue that a person began.</returns>
    public async Task<Result<IReadOnlyList<DraftSource>>> InAsync(IssueKey key, string body, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.WriteIssues) && !by.May(Permission.ApproveIssues))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stored = await (
            from issue in db.Issues
            join revision in db.IssueRevisions on issue.Id equals revision.IssueId
            where issue.Key == key && revision.Number == 1
            select revision.Sources).FirstOrDefaultAsync(ct);
        return stored is null ? new List<DraftSource>() : DraftSource.FromJson(stored).Where(source => body.Contains(source.Sentence, StringComparison.Ordinal)).ToList();
    }
}
