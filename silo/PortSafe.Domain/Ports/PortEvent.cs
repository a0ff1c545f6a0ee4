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
/// <param name="Reference">Where the evidence is kept, such as a document's number.</param>
public sealed record MilestoneRecorded(DateOnly At, Milestone Milestone, string? Note, string? Reference = null) : PortEvent(At);

/// <summary>From this day on the milestone holds no longer.</summary>
public sealed record MilestoneWithdrawn(DateOnly At, Milestone Milestone, string Reason) : PortEvent(At);

/// <param name="HeadCount">Staff who attended, 1 to 100,000.</param>
/// <param name="Facility">Whose staff; null for the port as a whole.</param>
public sealed record BriefingHeld(DateOnly At, Audience Audience, int HeadCount, FacilityNumber? Facility = null) : PortEvent(At);

/// <summary>
/// Replaces the quarter's single briefings, and any earlier figures for it, of the facility or of the port as a whole. Its day is the
/// quarter's last.
/// </summary>
/// <param name="Facility">Null for the port as a whole, its facilities included.</param>
public sealed record QuarterFiguresRecorded(DateOnly At, Quarter Quarter, QuarterFigures Figures, FacilityNumber? Facility = null) : PortEvent(At);

public sealed record ContactVerified(DateOnly At) : PortEvent(At);

/// <summary>The port has one more port facility, or has one back that was closed.</summary>
public sealed record FacilityAdded(DateOnly At, FacilityNumber Facility, string Name) : PortEvent(At);

public sealed record FacilityRenamed(DateOnly At, FacilityNumber Facility, string Name) : PortEvent(At);

/// <summary>The facility is no longer one; its history stays.</summary>
public sealed record FacilityClosed(DateOnly At, FacilityNumber Facility, string Reason) : PortEvent(At);

/// <summary>Whether the newsletter reaches an address of the port, as it has been found to.</summary>
public sealed record NewsletterAddressChanged(DateOnly At, bool IsDeliverable) : PortEvent(At);

/// <summary>An earlier entry was a mistake: it counts no longer, on any date. Its day is that of the entry.</summary>
/// <param name="Sequence">The entry's place in the stream, from 1.</param>
public sealed record EntryWithdrawn(DateOnly At, int Sequence, string Reason) : PortEvent(At);
