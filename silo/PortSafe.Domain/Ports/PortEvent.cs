using PortSafe.Domain.Awareness;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Ports;

/// <summary>Something that became true of a port on a day. A stream holds them in the order of recording; state is a fold over them.</summary>
/// <param name="At">The day on which the fact holds, which may lie before the day on which it was recorded.</param>
public abstract record PortEvent(DateOnly At);

/// <summary>The port entered the register.</summary>
public sealed record PortAdded(DateOnly At, string Name, Region Region, PortSize Size, double Latitude, double Longitude) : PortEvent(At);

public sealed record PortRenamed(DateOnly At, string Name) : PortEvent(At);

/// <summary>The port left the register; its history stays.</summary>
public sealed record PortClosed(DateOnly At, string Reason) : PortEvent(At);

public sealed record SchemeApplied(DateOnly At, ApplicantRole Role) : PortEvent(At);

public sealed record SchemeApproved(DateOnly At) : PortEvent(At);

public sealed record SchemeRejected(DateOnly At, string Reason) : PortEvent(At);

/// <param name="Version">The edition of the Information Guide and Digital Asset Pack, such as <c>2022-11</c>.</param>
public sealed record PackIssued(DateOnly At, string Version) : PortEvent(At);

public sealed record SchemeSuspended(DateOnly At, string Reason) : PortEvent(At);

public sealed record SchemeWithdrawn(DateOnly At, string Reason) : PortEvent(At);

public sealed record SchemeReinstated(DateOnly At, string Reason) : PortEvent(At);

/// <param name="Note">Evidence in a few words, without names; at most 500 characters.</param>
public sealed record MilestoneRecorded(DateOnly At, Milestone Milestone, string? Note) : PortEvent(At);

public sealed record MilestoneWithdrawn(DateOnly At, Milestone Milestone, string Reason) : PortEvent(At);

/// <param name="HeadCount">Staff who attended, 1 to 100,000.</param>
public sealed record BriefingHeld(DateOnly At, Audience Audience, int HeadCount) : PortEvent(At);

/// <summary>Replaces the quarter's single briefings, and any earlier figures for it. Its day is the quarter's last.</summary>
public sealed record QuarterFiguresRecorded(DateOnly At, Quarter Quarter, QuarterFigures Figures) : PortEvent(At);

public sealed record ContactVerified(DateOnly At) : PortEvent(At);
