using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters;

/// <summary>One line of the archive.</summary>
public sealed record PublishedIssue(IssueKey Key, string Subject, DateTimeOffset PublishedAt);

/// <summary>The issues that have begun to leave, for everyone to read.</summary>
public sealed class IssueArchive(IDbContextFactory<PortSafeDb> contexts, IssueCompiler compiler)
{
    /// <summary>The issues, the latest first.</summary>
    public async Task<IReadOnlyList<PublishedIssue>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await Published(db).Select(item => new { item.Issue.Key, item.Revision.Subject, item.Issue.StartedAt }).ToListAsync(ct);
        return [.. rows.Select(row => new PublishedIssue(row.Key, row.Subject, row.StartedAt!.Value)).OrderByDescending(issue => issue.PublishedAt)];
    }

    /// <summary>An issue to show, as it was sent; null when it has not begun to leave.</summary>
    /// <exception cref="InvalidOperationException">The stored text cannot be shown any more; the message says why.</exception>
    public async Task<CompiledIssue?> FindAsync(IssueKey key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Published(db).Where(item => item.Issue.Key == key).Select(item => item.Revision).FirstOrDefaultAsync(ct) is not { } text)
            return null;
        var compiled = await compiler.CompileAsync(key, text.Subject, text.Body, ct);
        return compiled.Value ?? throw new InvalidOperationException($"The issue {key} cannot be shown. {compiled.Error!.Message}");
    }

    /// <summary>Each issue that everyone may read, with the text that was approved.</summary>
    internal static IQueryable<PublishedRow> Published(PortSafeDb db) =>
        from issue in db.Issues.AsNoTracking()
        join revision in db.IssueRevisions on new { Id = issue.Id, Number = issue.ApprovedRevision } equals new { Id = revision.IssueId, Number = (int?)revision.Number }
        where IssueState.Published.Contains(issue.State)
        select new PublishedRow { Issue = issue, Revision = revision };

    internal sealed class PublishedRow
    {
        public required IssueRow Issue { get; init; }

        public required IssueRevisionRow Revision { get; init; }
    }
}
