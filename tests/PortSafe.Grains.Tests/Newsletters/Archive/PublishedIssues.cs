using PortSafe.Data.Newsletters;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Tests.Newsletters.Archive;

/// <summary>Puts issues into a desk's database as if they had taken every step.</summary>
internal static class PublishedIssues
{
    /// <param name="state">One of <see cref="IssueState"/>.</param>
    public static async Task<Guid> PutAsync(
        this NewsletterDesk desk, string key, string subject, string body, DateTimeOffset? startedAt = null, string state = IssueState.Sent)
    {
        var (id, parsed, at) = (Guid.CreateVersion7(), IssueKey.Parse(key), startedAt ?? new DateTimeOffset(2026, 10, 9, 8, 30, 0, TimeSpan.Zero));
        await using var db = desk.Database.CreateContext();
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
        // The first revision was never published, and nothing of it may be found.
        foreach (var (number, text) in new[] { (1, "Aardvark"), (2, body) })
        {
            db.IssueRevisions.Add(new IssueRevisionRow { IssueId = id, Number = number, Subject = subject, Body = text, SavedAt = at, SavedBy = "person:1" });
        }
        await db.SaveChangesAsync();
        return id;
    }
}
