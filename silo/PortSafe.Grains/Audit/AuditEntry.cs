using PortSafe.Data.Audit;

namespace PortSafe.Grains.Audit;

/// <summary>One row of the log as people read it.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="Who">The person's name, the key's name, or what the platform itself did it for.</param>
/// <param name="What">In plain words, as <see cref="AuditWords"/> has it.</param>
/// <param name="Subject">What it was done to, in words; empty where there is nothing to say.</param>
/// <param name="From">From where; null for the platform itself.</param>
public sealed record AuditEntry(AuditRow Row, string Who, string What, string Subject, AuditOrigin? From)
{
    public bool IsRefused => Row.Outcome == AuditOutcome.Refused;
}

/// <summary>From where something was done.</summary>
/// <param name="Address">An IP address, “Command line”, or that it is no longer kept.</param>
/// <param name="Browser">What the browser said that it is; null where that is not kept.</param>
public sealed record AuditOrigin(string Address, string? Browser)
{
    public static AuditOrigin CommandLine { get; } = new("Command line", null);

    public static AuditOrigin Wiped { get; } = new("No longer kept", null);
}

/// <summary>Some rows of the log, newest first.</summary>
/// <param name="Next">Where the following page begins; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, AuditPosition? Next);
