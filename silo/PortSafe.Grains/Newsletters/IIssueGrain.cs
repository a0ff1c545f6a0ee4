using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters;

/// <summary>One issue, from its first draft to the last recipient; the key is its <see cref="IssueKey"/>.</summary>
public interface IIssueGrain
{
    /// <summary>Drafts a quarterly issue from its quarter's frozen release. An issue that is there already is left as it is.</summary>
    Task<Result<IssueView>> CompileAsync(Actor by, CancellationToken ct);

    /// <summary>Begins an issue outside the quarters, to be written by hand.</summary>
    /// <returns>The issue; or <c>issue-exists</c> when that number is taken.</returns>
    Task<Result<IssueView>> BeginAsync(Actor by, CancellationToken ct);

    /// <summary>Saves a new revision. A text that could not be sent yet is kept as well: the checklist says what it lacks.</summary>
    /// <param name="basedOn">The number of the revision that was edited; another one means that somebody saved in between.</param>
    Task<Result<IssueView>> SaveAsync(string subject, string body, int basedOn, Actor by, CancellationToken ct);

    /// <summary>Puts the latest revision forward for review, once nothing in the checklist stands in its way.</summary>
    /// <param name="revision">The one that was read.</param>
    Task<Result<IssueView>> SubmitAsync(int revision, Actor by, CancellationToken ct);

    /// <summary>Says something about the revision in review.</summary>
    /// <param name="line">Of the body, from 1; null for the whole.</param>
    /// <param name="text">1 to 500 characters.</param>
    Task<Result<IssueReview>> CommentAsync(int? line, string text, Actor by, CancellationToken ct);

    /// <summary>Marks a comment as dealt with.</summary>
    Task<Result<IssueReview>> ResolveAsync(int comment, Actor by, CancellationToken ct);

    /// <summary>Says why a sentence that the checklist asks about may stand. The approver reads it.</summary>
    /// <param name="sentence">The checklist's key of the sentence.</param>
    /// <param name="reason">1 to 500 characters; empty to take the reason back.</param>
    Task<Result<IssueReview>> GiveReasonAsync(string sentence, string reason, Actor by, CancellationToken ct);

    /// <summary>Sends the issue back to draft; an approval and its recipients are void then.</summary>
    /// <param name="reason">1 to 500 characters.</param>
    Task<Result<IssueView>> ReturnAsync(string reason, Actor by, CancellationToken ct);

    /// <summary>Approves the revision in review and fixes its recipients, as somebody who saved none of its revisions and did not put it forward.</summary>
    /// <param name="revision">The one that was read.</param>
    Task<Result<IssueView>> ApproveAsync(int revision, Actor by, CancellationToken ct);

    /// <summary>Says when the approved issue leaves; null for not yet.</summary>
    /// <param name="at">Later than now, within 60 days.</param>
    Task<Result<IssueView>> ScheduleAsync(DateTimeOffset? at, Actor by, CancellationToken ct);

    /// <summary>Begins to send the approved issue now. Copies leave by a job.</summary>
    Task<Result<IssueView>> StartAsync(Actor by, CancellationToken ct);

    /// <summary>Gives up an issue of which nothing has left.</summary>
    /// <param name="reason">1 to 500 characters.</param>
    Task<Result<IssueView>> CancelAsync(string reason, Actor by, CancellationToken ct);

    /// <summary>Takes a cancelled issue up again, as a draft.</summary>
    Task<Result<IssueView>> ReopenAsync(Actor by, CancellationToken ct);

    /// <summary>Lets nothing further leave until somebody resumes.</summary>
    /// <param name="reason">1 to 500 characters.</param>
    Task<Result<IssueView>> PauseAsync(string reason, Actor by, CancellationToken ct);

    Task<Result<IssueView>> ResumeAsync(Actor by, CancellationToken ct);

    /// <summary>Ends the send for good: whoever has no copy yet is excluded.</summary>
    /// <param name="reason">1 to 500 characters.</param>
    Task<Result<IssueView>> StopAsync(string reason, Actor by, CancellationToken ct);

    /// <summary>Sends copies again of which nobody knows whether they arrived. Whoever has one already then has two.</summary>
    /// <param name="recipients">Which; null for every uncertain one.</param>
    Task<Result<IssueView>> SendAgainAsync(IReadOnlyList<Guid>? recipients, Actor by, CancellationToken ct);

    /// <summary>The issue and its latest revision; once it has begun to leave, for every reader of the sector.</summary>
    Task<Result<IssueView>> GetAsync(Actor by, CancellationToken ct);

    /// <summary>What was said in review, and every revision, the latest first.</summary>
    Task<Result<IssueReview>> GetReviewAsync(Actor by, CancellationToken ct);

    /// <summary>The text of one revision.</summary>
    Task<Result<IssueRevision>> GetRevisionAsync(int number, Actor by, CancellationToken ct);
}
