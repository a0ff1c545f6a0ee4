namespace PortSafe.Data.Newsletters;

/// <summary>
/// Where one recipient's copy of an issue stands: <c>pending → leased → excluded | data-sent | deferred | failed</c>, then
/// <c>data-sent → accepted | deferred | failed | uncertain</c>, and <c>deferred → leased</c>. A lease that ends with its holder goes
/// back to pending.
/// </summary>
public static class DeliveryState
{
    /// <summary>Nobody has begun.</summary>
    public const string Pending = "pending";

    /// <summary>A sender has taken it on, and nothing has left.</summary>
    public const string Leased = "leased";

    /// <summary>The message may have begun to leave. Committed before it does.</summary>
    public const string DataSent = "data-sent";

    /// <summary>The next hop took responsibility. The last state.</summary>
    public const string Accepted = "accepted";

    /// <summary>Nothing was taken; a later attempt may succeed.</summary>
    public const string Deferred = "deferred";

    /// <summary>Nothing was taken and nothing will be. The last state.</summary>
    public const string Failed = "failed";

    /// <summary>It began to leave and no answer came. Nobody but a person may have it sent again.</summary>
    public const string Uncertain = "uncertain";

    /// <summary>The recipient unsubscribed before it left. The last state.</summary>
    public const string Excluded = "excluded";

    /// <summary>The states in which a sender may still be at work.</summary>
    public static IReadOnlyList<string> InHand { get; } = [Leased, DataSent];
}

/// <summary>One recipient's copy, taken on by a sender for a while.</summary>
/// <param name="Email">The address to send to.</param>
/// <param name="Token">What lets the recipient unsubscribe.</param>
/// <param name="Fence">Rises with every lease; results under an older one change nothing.</param>
/// <param name="Attempts">How many attempts ended before this one.</param>
public sealed record DeliveryLease(Guid SubscriberId, string Email, string Token, int Fence, int Attempts)
{
    /// <summary>The id alone, so that a lease in a log names nobody.</summary>
    public override string ToString() => SubscriberId.ToString();
}

/// <summary>How an attempt ended.</summary>
/// <param name="State">Accepted, deferred, failed or uncertain.</param>
/// <param name="Reply">Short and without an address; null when there is nothing to say.</param>
/// <param name="NextAttemptAt">Set for deferred alone.</param>
public sealed record DeliveryResult(DeliveryLease Lease, string State, string? Reply, DateTimeOffset? NextAttemptAt);

/// <summary>How many recipients of an issue are in which state.</summary>
public sealed record DeliveryCounts(int Pending, int Leased, int DataSent, int Accepted, int Deferred, int Failed, int Uncertain, int Excluded)
{
    public int Recipients => Pending + Leased + DataSent + Accepted + Deferred + Failed + Uncertain + Excluded;

    /// <summary>Whether every recipient is in a state that no sender leaves by itself.</summary>
    public bool IsSettled => Pending + Leased + DataSent + Deferred == 0;
}
