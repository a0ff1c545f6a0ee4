using PortSafe.Domain.Awareness;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Ports;

/// <summary>Something that somebody wants recorded of a port.</summary>
/// <param name="At">The day on which it holds: from 1 January 2015 to today.</param>
public abstract record PortCommand(DateOnly At);

/// <summary>Enters the port in the register, or again after it was closed.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
public sealed record AddPort(DateOnly At, string Name, Region Region, PortSize Size, double Latitude, double Longitude) : PortCommand(At);

/// <param name="Name">1 to 100 characters.</param>
public sealed record RenamePort(DateOnly At, string Name) : PortCommand(At);

/// <param name="Reason">1 to 500 characters.</param>
public sealed record ClosePort(DateOnly At, string Reason) : PortCommand(At);

/// <summary>Applies for the port to join, for the first time or after a rejection, a withdrawal, a suspension or a closure.</summary>
public sealed record Apply(DateOnly At, ApplicantRole Role) : PortCommand(At);

/// <summary>Accepts the application that waits.</summary>
public sealed record Approve(DateOnly At) : PortCommand(At);

/// <param name="Reason">1 to 500 characters.</param>
public sealed record Reject(DateOnly At, string Reason) : PortCommand(At);

/// <param name="Version">The edition of the pack, such as <c>2022-11</c>: 1 to 20 ASCII letters, digits, dots and hyphens.</param>
public sealed record IssuePack(DateOnly At, string Version) : PortCommand(At);

/// <param name="Reason">1 to 500 characters.</param>
public sealed record SuspendScheme(DateOnly At, string Reason) : PortCommand(At);

/// <param name="Reason">1 to 500 characters.</param>
public sealed record WithdrawScheme(DateOnly At, string Reason) : PortCommand(At);

/// <summary>Ends a rejection, a suspension, a withdrawal or a closure: what held before holds again.</summary>
/// <param name="Reason">1 to 500 characters.</param>
public sealed record ReinstateScheme(DateOnly At, string Reason) : PortCommand(At);

/// <param name="Note">Evidence in a few words, without names; at most 500 characters.</param>
/// <param name="Reference">Where the evidence is kept, such as a document's number: 1 to 60 letters, digits and . _ / # : -, or null.</param>
public sealed record RecordMilestone(DateOnly At, Milestone Milestone, string? Note = null, string? Reference = null) : PortCommand(At);

/// <summary>Says that a milestone holds no longer, from a day on. One that was recorded by mistake is withdrawn as an entry.</summary>
/// <param name="Reason">1 to 500 characters.</param>
public sealed record WithdrawMilestone(DateOnly At, Milestone Milestone, string Reason) : PortCommand(At);

/// <param name="HeadCount">Staff who attended, 1 to 100,000.</param>
/// <param name="Facility">Whose staff; null for the port as a whole.</param>
/// <param name="IsAnother">That there was another briefing just like one that is recorded: the same day, audience and head count.</param>
public sealed record RecordBriefing(DateOnly At, Audience Audience, int HeadCount, FacilityNumber? Facility = null, bool IsAnother = false) : PortCommand(At);

/// <summary>Gives, or corrects, a quarter's figures. They hold on its last day; those of the quarter in progress, today.</summary>
/// <param name="Facility">Null for the port as a whole, its facilities included.</param>
public sealed record RecordQuarterFigures(Quarter Quarter, QuarterFigures Figures, FacilityNumber? Facility = null) : PortCommand(Quarter.End);

public sealed record VerifyContact(DateOnly At) : PortCommand(At);

/// <summary>Says whether the newsletter reaches an address of the port.</summary>
public sealed record RecordNewsletterAddress(DateOnly At, bool IsDeliverable) : PortCommand(At);

/// <summary>Withdraws what was recorded by mistake: a milestone or its end, a briefing, a quarter's figures, or a contact verified. It holds on the entry's own day.</summary>
/// <param name="Sequence">The entry's place in the port's stream, from 1.</param>
/// <param name="Reason">1 to 500 characters.</param>
public sealed record WithdrawEntry(int Sequence, string Reason) : PortCommand(default(DateOnly));

/// <summary>Adds a port facility, or opens one again that was closed.</summary>
/// <param name="Name">1 to 100 characters.</param>
public sealed record AddFacility(DateOnly At, FacilityNumber Facility, string Name) : PortCommand(At);

/// <param name="Name">1 to 100 characters.</param>
public sealed record RenameFacility(DateOnly At, FacilityNumber Facility, string Name) : PortCommand(At);

/// <param name="Reason">1 to 500 characters.</param>
public sealed record CloseFacility(DateOnly At, FacilityNumber Facility, string Reason) : PortCommand(At);
