using PortSafe.Domain;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Ports;

/// <summary>A port and its scheme as of a day.</summary>
/// <param name="Stage">Null while the port has no scheme.</param>
/// <param name="ChangesOn">The day on which the stage changes if nothing more is recorded; null if never.</param>
/// <param name="Quarters">The whole port's figures by quarter, the earliest first; those of single facilities are with these.</param>
/// <param name="Facilities">By number, closed ones too; empty for a port that is one facility.</param>
/// <param name="Score">The health score; its value is null while too little is known.</param>
/// <param name="NextSteps">What would gain points, the most for least effort first.</param>
/// <param name="Sequence">How many events the stream holds.</param>
public sealed record PortStatus(
    Locode Locode,
    string Name,
    Region Region,
    PortSize Size,
    DateOnly? ClosedOn,
    Stage? Stage,
    DateOnly? ChangesOn,
    IReadOnlyList<MilestoneStatus> Milestones,
    AwarenessWindow Awareness,
    IReadOnlyList<QuarterAwareness> Quarters,
    IReadOnlyList<FacilityStatus> Facilities,
    Score Score,
    IReadOnlyList<NextStep> NextSteps,
    int Sequence,
    DateOnly AsOf);

/// <param name="RecordedOn">The day of the fact; null when it was never recorded or was withdrawn.</param>
/// <param name="Holds">Whether it counts today: a self-check lapses after 12 months, and half-briefed is derived.</param>
public sealed record MilestoneStatus(Milestone Milestone, DateOnly? RecordedOn, bool Holds);

/// <summary>A quarter's figures as they stand, for the trend on the port's page.</summary>
public sealed record QuarterAwareness(Quarter Quarter, QuarterFigures Figures);

/// <summary>One facility's own awareness, over the same quarters as its port's.</summary>
/// <param name="Quarters">Its figures by quarter, the earliest first.</param>
public sealed record FacilityStatus(Facility Facility, AwarenessWindow Awareness, IReadOnlyList<QuarterAwareness> Quarters);

/// <summary>One line of a port's history.</summary>
/// <param name="Sequence">Its place in the order of recording.</param>
/// <param name="By">The id of the person or job that recorded it.</param>
/// <param name="WithdrawnBy">The sequence of the entry that withdrew it as a mistake; null while it counts.</param>
public sealed record HistoryEntry(int Sequence, PortEvent Event, DateTimeOffset RecordedAt, string By, int? WithdrawnBy = null);
