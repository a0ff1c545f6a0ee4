namespace PortSafe.Grains.Newsletters;

/// <summary>Where an issue stands, as it is stored.</summary>
public static class IssueState
{
    /// <summary>Being written.</summary>
    public const string Draft = "draft";

    /// <summary>Approved, its recipients fixed; some have no copy yet.</summary>
    public const string Sending = "sending";

    /// <summary>Every recipient is accounted for.</summary>
    public const string Sent = "sent";
}
