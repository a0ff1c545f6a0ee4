namespace PortSafe.Data.Newsletters;

/// <summary>
/// Where one recipient's copy of an issue stands: <c>pending → leased → excluded | data-sent | deferred | failed</c>, then
/// <c>data-sent → accepted | deferred | failed | uncertain</c>, and <c>deferred → leased</c>. A lease that ends with its holder goes
/// back to pending. When an issue is stopped, what is pending, deferred or leased is excluded; when a person has uncertain copies sent
/// again, those are pending.
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

    /// <summary>The recipient left before the copy did, or the issue was stopped. The last state.</summary>
    public const string Excluded = "excluded";

    /// <summary>Every state, in the order in which copies go through them.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, Leased, DataSent, Deferred, Accepted, Failed, Uncertain, Excluded];

    /// <summary>The states in which a sender may still be at work.</summary>
    public static IReadOnlyList<string> InHand { get; } = [Leased, DataSent];

    /// <summary>The states out of which nothing has left and something still may.</summary>
    public static IReadOnlyList<string> Waiting { get; } = [Pending, Deferred, Leased];
}

/// <summary>One recipient's copy, taken on by a sender for a while.</summary>
/// <param name="Email">The address to send to.</param>
/// <param name="Token">What lets the recipient unsubscribe.</param>
/// <param name="Fence">Rises with every lease; results under an older one change nothing.</param>
/// <param name="Attempts">How many attempts ended before this one.</param>
/// <param name="FirstAttemptAt">When the first of them was made; null when there was none.</param>
public sealed record DeliveryLease(Guid SubscriberId, string Email, string Token, int Fence, int Attempts, DateTimeOffset? FirstAttemptAt)
{
    /// <summary>The id alone, so that a lease in a log names nobody.</summary>
    public override string ToString() => SubscriberId.ToString();
}

/// <summary>What a sender may take on.</summary>
/// <param name="MayBeMore">Whether asking again, once <paramref name="Wait"/> is over, may give more.</param>
/// <param name="Wait">How long until the rate allows a further copy; null when it is not the rate that keeps them back.</param>
/// <param name="IsSending">False when the issue is not being sent, so that there is nothing to take on.</param>
public sealed record LeasedBatch(IReadOnlyList<DeliveryLease> Leases, bool MayBeMore, TimeSpan? Wait, bool IsSending);

/// <summary>How an attempt ended.</summary>
/// <param name="State">Accepted, deferred, failed or uncertain.</param>
/// <param name="Reply">Short and without an address; null when there is nothing to say.</param>
/// <param name="NextAttemptAt">Set for deferred alone.</param>
public sealed record DeliveryResult(DeliveryLease Lease, string State, string? Reply, DateTimeOffset? NextAttemptAt);

/// <summary>What came of a commit.</summary>
/// <param name="Cleared">The copies that may leave. One that is missing lost its lease, or its recipient has left and is excluded now.</param>
/// <param name="IsSending">False when the issue was paused or stopped: nothing was cleared, and what was leased has been given back.</param>
public sealed record LedgerCommit(IReadOnlySet<Guid> Cleared, bool IsSending);

/// <summary>How many recipients of an issue are in which state.</summary>
public sealed record DeliveryCounts(int Pending, int Leased, int DataSent, int Accepted, int Deferred, int Failed, int Uncertain, int Excluded)
{
    public int Recipients => Pending + Leased + DataSent + Accepted + Deferred + Failed + Uncertain + Excluded;

    /// <summary>Whether every recipient is in a state that no sender leaves by itself.</summary>
    public bool IsSettled => Pending + Leased + DataSent + Deferred == 0;

    /// <summary>The counts of rows by state; a state that is missing has none.</summary>
    public static DeliveryCounts Of(IReadOnlyDictionary<string, int> counts)
    {
        return new DeliveryCounts(
            In(DeliveryState.Pending), In(DeliveryState.Leased), In(DeliveryState.DataSent), In(DeliveryState.Accepted),
            In(DeliveryState.Deferred), In(DeliveryState.Failed), In(DeliveryState.Uncertain), In(DeliveryState.Excluded));

        int In(string state) => counts.GetValueOrDefault(state);
    }
}
