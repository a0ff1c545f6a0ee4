using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;

namespace PortSafe.Grains.Newsletters;

/// <summary>One line of the archive.</summary>
public sealed record PublishedIssue(Quarter Quarter, string Subject, DateTimeOffset PublishedAt);

/// <summary>The issues that were approved to be sent, for everyone to read.</summary>
public sealed class IssueArchive(IDbContextFactory<PortSafeDb> contexts, IssueCompiler compiler)
{
    /// <summary>The issues, the latest quarter first.</summary>
    public async Task<IReadOnlyList<PublishedIssue>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await Published(db).Select(item => new { item.Issue.Quarter, item.Revision.Subject, item.Issue.ApprovedAt }).ToListAsync(ct);
        return [.. rows.Select(row => new PublishedIssue(row.Quarter!.Value, row.Subject, row.ApprovedAt!.Value)).OrderByDescending(issue => issue.Quarter)];
    }

    /// <summary>An issue to show, as it was sent; null when the quarter has none.</summary>
    /// <exception cref="InvalidOperationException">The stored text cannot be shown any more; the message says why.</exception>
    public async Task<CompiledIssue?> FindAsync(Quarter quarter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Published(db).Where(item => item.Issue.Quarter == quarter).Select(item => item.Revision).FirstOrDefaultAsync(ct) is not { } text)
            return null;
        var compiled = await compiler.CompileAsync(quarter, text.Subject, text.Body, ct);
        return compiled.Value ?? throw new InvalidOperationException($"The issue of {quarter} cannot be shown. {compiled.Error!.Message}");
    }

    private static IQueryable<PublishedRow> Published(PortSafeDb db) =>
        from issue in db.Issues.AsNoTracking()
        join revision in db.IssueRevisions on new { Id = issue.Id, Number = issue.ApprovedRevision } equals new { Id = revision.IssueId, Number = (int?)revision.Number }
        where issue.State != IssueState.Draft && issue.Quarter != null
        select new PublishedRow { Issue = issue, Revision = revision };

    private sealed class PublishedRow
    {
        public required IssueRow Issue { get; init; }

        public required IssueRevisionRow Revision { get; init; }
    }
}
