using PortSafe.Domain.Newsletters;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>Where an issue stands, in words.</summary>
public static class IssueWords
{
    /// <param name="state">One of <see cref="IssueState"/>.</param>
    public static string Title(string state) => state switch
    {
        IssueState.Draft => "Draft",
        IssueState.InReview => "In review",
        IssueState.Approved => "Approved",
        IssueState.Scheduled => "Scheduled",
        IssueState.Sending => "Being sent",
        IssueState.Paused => "Paused",
        IssueState.Sent => "Sent",
        IssueState.Cancelled => "Cancelled",
        IssueState.Stopped => "Stopped",
        _ => state,
    };

    /// <summary>The class that colours the state's mark, as <c>ps-stage--…</c>.</summary>
    public static string MarkOf(string state) => state switch
    {
        IssueState.Sent => "active",
        IssueState.Paused or IssueState.Cancelled or IssueState.Stopped => "suspended",
        _ => "registered",
    };
}
