using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Editing;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>What stands behind an issue: what reviewers say of it, and the approval.</summary>
public sealed class ReviewModel(IGrains grains, IssueReader reader, DeliveryLedger ledger, People people) : IssuePage(grains, people)
{
    public IssueReview Review { get; private set; } = null!;

    /// <summary>Of the revision in review, or else of the latest.</summary>
    public string Subject { get; private set; } = "";

    public IReadOnlyList<string> Lines { get; private set; } = [];

    /// <summary>Null when the text cannot be shown.</summary>
    public string? Preview { get; private set; }

    /// <summary>What the checklist says, with the reasons that were given.</summary>
    public ChecklistView Checklist { get; private set; } = null!;

    /// <summary>How many would receive it if it were approved now.</summary>
    public int Recipients { get; private set; }

    public int OpenComments => Review.Comments.Count(comment => comment.ResolvedBy is null);

    /// <summary>Why the reader cannot approve what is in review; null when they can.</summary>
    public string? WhyNoApproval =>
        !MayApprove ? "An approver or a JMSC administrator reads it and approves it." :
        Review.Issue.Submitted?.By == Self || Review.Revisions.Any(one => one.SavedBy == Self) || Review.Reasons.Values.Any(reason => reason.By == Self)
            ? "You saved a revision of this issue, gave a reason for one of its sentences or put it forward, so somebody else has to approve it."
            : null;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostSubmitAsync() =>
        DoAsync(async () => (await Grain.SubmitAsync(Revision, Actor, Gone)).Error, "Put forward for review. Somebody else has to approve it.", null, ShowAsync);

    /// <param name="confirmed">Whether the box was ticked.</param>
    public async Task<IActionResult> OnPostApproveAsync(bool confirmed)
    {
        if (!MayApprove)
            return Refuse(Authority.Refusal);
        if (!confirmed)
        {
            ModelState.AddModelError("confirmed", "Confirm that you have read the issue.");
            return await ShowAsync();
        }
        return await DoAsync(async () => (await Grain.ApproveAsync(Revision, Actor, Gone)).Error, "Approved. Say when it leaves.", Links.IssueSend(Key), ShowAsync);
    }

    public Task<IActionResult> OnPostReopenAsync() => DoAsync(async () => (await Grain.ReopenAsync(Actor, Gone)).Error, "This is a draft again.", Links.IssueDraft(Key), ShowAsync);

    public async Task<IActionResult> OnPostCommentAsync(string? line, string? text)
    {
        int? number = null;
        if (!string.IsNullOrWhiteSpace(line))
        {
            if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
                return await DoAsync(() => Task.FromResult<Error?>(Error.Invalid("comment-line", "Enter the line as a number, or leave it empty.", "line")), "", null, ShowAsync);
            number = parsed;
        }
        return await DoAsync(async () => (await Grain.CommentAsync(number, text ?? "", Actor, Gone)).Error, "Comment added.", null, ShowAsync);
    }

    public Task<IActionResult> OnPostResolveAsync(int comment) =>
        DoAsync(async () => (await Grain.ResolveAsync(comment, Actor, Gone)).Error, "Marked as dealt with.", null, ShowAsync);

    /// <summary>The line that a comment is about, as long as it is of the text that is shown.</summary>
    public string? LineOf(IssueComment comment) =>
        comment.Line is { } line && line <= Lines.Count && comment.Revision == (Review.Issue.Submitted?.Revision ?? Review.Issue.Revision) ? Lines[line - 1] : null;

    private async Task<IActionResult> ShowAsync()
    {
        if (!(await Grain.GetReviewAsync(Actor, Gone)).Succeeded(out var review, out var error))
            return Refuse(error);
        Review = review;
        var issue = review.Issue;
        var shown = issue.Approved?.Revision ?? issue.Submitted?.Revision ?? issue.Revision;
        var body = issue.Body;
        Subject = issue.Subject;
        if (shown != issue.Revision && (await Grain.GetRevisionAsync(shown, Actor, Gone)).Value is { } revision)
            (Subject, body) = (revision.Subject, revision.Body);
        Lines = body.Split('\n');
        await NameAsync([issue.Submitted?.By, issue.Approved?.By, .. review.Reasons.Values.Select(reason => reason.By), .. review.Comments.SelectMany(comment => new[] { comment.By, comment.ResolvedBy })]);
        if (issue.State == IssueState.InReview)
            Recipients = await ledger.CountReceivingAsync(Key.Topic, Gone);
        var reading = await reader.ReadAsync(Key, Subject, body, review.Reasons, Gone);
        Checklist = new ChecklistView(reading.Findings, MayReason: false, Form: null, Problem: null, review.Reasons, NameAtStart);
        Preview = reading.Issue?.Web((chart, period, isNarrow) => Links.Picture(chart, period, isNarrow));
        return Page();
    }
}
