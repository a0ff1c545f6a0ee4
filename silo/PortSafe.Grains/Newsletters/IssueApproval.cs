using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Newsletters;

/// <summary>Whether somebody may approve an issue in review, so that two people stand behind all that is sent. Pure.</summary>
internal static class IssueApproval
{
    /// <param name="wroteIt">Who saved its revisions, and who said why a sentence may stand.</param>
    /// <param name="revision">The one that the approver has read.</param>
    /// <returns>Why not; null when they may.</returns>
    public static Error? WhyNot(IssueRow issue, IEnumerable<string> wroteIt, int revision, Actor by)
    {
        if (!by.IsPerson || !by.May(Permission.ApproveIssues))
            return Authority.Refusal;
        if (issue.SubmittedBy == by.Id || wroteIt.Contains(by.Id))
            return Error.Forbidden("second-person-needed", "You saved a revision of this issue, gave a reason for one of its sentences or put it forward, so somebody else has to approve it.");
        return revision == issue.SubmittedRevision
            ? null
            : Error.Conflict("issue-changed", $"You have read revision {revision}, and revision {issue.SubmittedRevision} is the one in review. Read it, then approve it.");
    }
}
