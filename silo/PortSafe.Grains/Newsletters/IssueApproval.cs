using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Newsletters;

/// <summary>Who saved a revision of an issue.</summary>
internal sealed record SavedRevision(int Number, string By)
{
    public bool IsByPerson => new Actor(By, null, []).IsPerson;
}

/// <summary>Whether somebody may approve an issue, so that two people stand behind all that is sent. Pure.</summary>
internal static class IssueApproval
{
    /// <param name="state">One of <see cref="IssueState"/>.</param>
    /// <param name="approvedRevision">Null in a draft.</param>
    /// <param name="saved">Every revision.</param>
    /// <param name="revision">The one that the approver has seen.</param>
    /// <returns>Why not; null when they may.</returns>
    public static Error? WhyNot(string state, int? approvedRevision, IReadOnlyList<SavedRevision> saved, int revision, Actor by)
    {
        if (!by.IsPerson || !by.May(Permission.ApproveIssues))
            return Authority.Refusal;
        if (saved.Any(one => one.By == by.Id))
            return Error.Forbidden("second-person-needed", "You saved a revision of this issue, so somebody else has to approve it.");
        if (!saved.Any(one => one.IsByPerson))
            return Error.Conflict("person-needed", "Nobody has read this draft yet. An editor has to save it before it can be approved.");
        var current = state == IssueState.Draft ? saved.Max(one => one.Number) : approvedRevision;
        return revision == current
            ? null
            : Error.Conflict("issue-changed", $"You have seen revision {revision}, and revision {current} is the one to send. Read it, then approve it.");
    }
}
