using PortSafe.Domain;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters;

/// <summary>An issue and its latest revision.</summary>
/// <param name="State">One of <see cref="IssueState"/>.</param>
/// <param name="Body">Markdown.</param>
public sealed record IssueView(
    Guid Id,
    IssueKey Key,
    string State,
    int Revision,
    string Subject,
    string Body,
    string SavedBy,
    DateTimeOffset SavedAt)
{
    /// <summary>Null for an issue outside the quarters.</summary>
    public Quarter? Quarter => Key.Quarter;

    /// <summary>The revision that was put forward, by whom and when; null in a draft.</summary>
    public IssueMark? Submitted { get; init; }

    public IssueMark? Approved { get; init; }

    /// <summary>When it is to leave by itself.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>A time that passed while nothing ran, so that somebody has to decide again.</summary>
    public DateTimeOffset? ScheduleMissed { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why it was sent back, cancelled, paused or stopped.</summary>
    public string? Reason { get; init; }
}

/// <summary>Who did something to which revision, and when.</summary>
/// <param name="By">An actor's id.</param>
public sealed record IssueMark(int Revision, string By, DateTimeOffset At);

/// <summary>What stands behind an issue in review.</summary>
/// <param name="Revisions">The latest first.</param>
/// <param name="Comments">In the order in which they were made.</param>
/// <param name="Reasons">Why sentences may stand, by the checklist's key.</param>
public sealed record IssueReview(
    IssueView Issue, IReadOnlyList<IssueRevisionLine> Revisions, IReadOnlyList<IssueComment> Comments, IReadOnlyDictionary<string, IssueReason> Reasons);

/// <summary>One saved revision, without its text.</summary>
public sealed record IssueRevisionLine(int Number, string Subject, string SavedBy, DateTimeOffset SavedAt);

/// <summary>One saved revision.</summary>
/// <param name="Body">Markdown.</param>
public sealed record IssueRevision(int Number, string Subject, string Body, string SavedBy, DateTimeOffset SavedAt);

/// <summary>What somebody said of a revision.</summary>
/// <param name="Line">Of its body, from 1; null for the whole.</param>
/// <param name="ResolvedBy">Null while nobody has dealt with it.</param>
public sealed record IssueComment(int Number, int Revision, int? Line, string Text, string By, DateTimeOffset At, string? ResolvedBy);

/// <summary>Why a sentence may stand.</summary>
public sealed record IssueReason(string Text, string By, DateTimeOffset At);
