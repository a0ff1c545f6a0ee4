using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Newsletters;
using PortSafe.Testing.Databases;

namespace PortSafe.Testing.Newsletters;

/// <summary>Puts issues into a database as if they had taken every step.</summary>
public static class PublishedIssues
{
    /// <summary>A word of the first revision of each, which was never published.</summary>
    public const string NeverPublished = "Aardvark";

    private static readonly DateTimeOffset Usual = new(2026, 10, 9, 8, 30, 0, TimeSpan.Zero);

    /// <param name="key">Such as <c>alerts-2026-1</c>.</param>
    /// <param name="startedAt">9 October 2026 when null.</param>
    /// <param name="state">One of <see cref="IssueState"/>.</param>
    public static async Task<Guid> PutIssueAsync(
        this TestDatabase database, string key, string subject, string body, DateTimeOffset? startedAt = null, string state = IssueState.Sent)
    {
        var (id, parsed, at) = (Guid.CreateVersion7(), IssueKey.Parse(key), startedAt ?? Usual);
        await using var db = database.CreateContext();
        // A quarter may have its draft already.
        await db.IssueRevisions.Where(row => db.Issues.Any(issue => issue.Id == row.IssueId && issue.Key == parsed)).ExecuteDeleteAsync();
        await db.Issues.Where(issue => issue.Key == parsed).ExecuteDeleteAsync();
        db.Issues.Add(new IssueRow
        {
            Id = id,
            Key = parsed,
            Topic = parsed.Topic.Code,
            Quarter = parsed.Quarter,
            State = state,
            CreatedAt = at,
            ApprovedRevision = 2,
            StartedAt = IssueState.Published.Contains(state) ? at : null,
        });
        db.IssueRevisions.AddRange(new[] { NeverPublished, body }.Select((text, index) =>
            new IssueRevisionRow { IssueId = id, Number = index + 1, Subject = subject, Body = text, SavedAt = at, SavedBy = "person:1" }));
        await db.SaveChangesAsync();
        return id;
    }
}
