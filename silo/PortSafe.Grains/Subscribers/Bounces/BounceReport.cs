using PortSafe.Domain.Subscribers;

namespace PortSafe.Grains.Subscribers.Bounces;

/// <summary>That a newsletter came back, or was complained about, as somebody else's server or program says.</summary>
/// <param name="MessageId">Of the newsletter; null where the report does not hold it.</param>
/// <param name="Recipient">The address that it went to; null where the report does not hold it.</param>
/// <param name="Status">The enhanced status code, such as <c>5.1.1</c>; null for none.</param>
public sealed record BounceReport(string? MessageId, string? Recipient, BounceKind Kind, string? Status, DateTimeOffset At)
{
    /// <summary>The kind alone, so that a report in a log names nobody.</summary>
    public override string ToString() => Kind.Code;
}

/// <summary>What a message of a mailbox turned out to be.</summary>
internal enum BounceMail
{
    /// <summary>It reports bounces or complaints.</summary>
    Report,

    /// <summary>It reports something else, such as a delay, after which the server goes on trying.</summary>
    OtherReport,

    /// <summary>It is no report that programs can read.</summary>
    NoReport,
}
