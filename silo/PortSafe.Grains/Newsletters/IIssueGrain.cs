using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Newsletters;

/// <summary>One newsletter issue; the key is its quarter, such as <c>2026Q3</c>.</summary>
public interface IIssueGrain
{
    /// <summary>Drafts the issue from the quarter's frozen release. An issue that has a revision already is left as it is.</summary>
    Task<Result<IssueView>> CompileAsync(Actor by, CancellationToken ct);

    /// <summary>Saves a new revision.</summary>
    /// <param name="basedOn">The number of the revision that was edited; another one means that somebody saved in between.</param>
    Task<Result<IssueView>> SaveAsync(string subject, string body, int basedOn, Actor by, CancellationToken ct);

    /// <summary>
    /// Approves the revision seen and sends it to every subscriber who has no copy yet. A second call finishes what a first one left.
    /// The person who sends may not have saved any revision.
    /// </summary>
    Task<Result<SendReport>> SendAsync(int revision, Actor by, CancellationToken ct);

    Task<Result<IssueView>> GetAsync(Actor by, CancellationToken ct);
}

/// <summary>An issue and its latest revision.</summary>
/// <param name="State"><c>draft</c>, <c>sending</c> or <c>sent</c>.</param>
/// <param name="Body">Markdown.</param>
public sealed record IssueView(
    Guid Id,
    Quarter? Quarter,
    string State,
    int Revision,
    string Subject,
    string Body,
    string SavedBy,
    DateTimeOffset SavedAt,
    DateTimeOffset? SentAt);

/// <summary>What became of a send: every recipient is in exactly one of the counts.</summary>
public sealed record SendReport(int Recipients, int Accepted, int Failed, int Uncertain, int Deferred, int Excluded, int NewlyAccepted);
