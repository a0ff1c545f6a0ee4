namespace PortSafe.Domain.Newsletters;

/// <summary>
/// Where an issue stands: <c>draft → in-review → approved → scheduled → sending ⇄ paused → sent</c>; or back to draft, or cancelled
/// before anything has left, or stopped after.
/// </summary>
public static class IssueState
{
    /// <summary>Being written.</summary>
    public const string Draft = "draft";

    /// <summary>Put forward; a second person reads it.</summary>
    public const string InReview = "in-review";

    /// <summary>One revision is approved and its recipients are fixed; nobody has said when it leaves.</summary>
    public const string Approved = "approved";

    /// <summary>It leaves by itself at its time.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>Copies are leaving.</summary>
    public const string Sending = "sending";

    /// <summary>Begun, and nothing leaves until a person says so.</summary>
    public const string Paused = "paused";

    /// <summary>Every recipient is accounted for.</summary>
    public const string Sent = "sent";

    /// <summary>Given up before anything had left.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Ended after some had left; everyone else is excluded.</summary>
    public const string Stopped = "stopped";

    /// <summary>The states of an issue that has begun to leave, so that everyone may read it.</summary>
    public static IReadOnlyList<string> Published { get; } = [Sending, Paused, Sent, Stopped];

    /// <summary>The states in which it is still being prepared.</summary>
    public static IReadOnlyList<string> Open { get; } = [Draft, InReview, Approved, Scheduled];
}
