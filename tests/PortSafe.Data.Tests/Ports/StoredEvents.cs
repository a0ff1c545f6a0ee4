using PortSafe.Domain;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Data.Tests.Ports;

/// <summary>
/// What the samples in <c>events/</c> mean, by file name: the stored name and version. The samples are what programs of the past
/// have written; they are added to and never edited.
/// </summary>
internal static class StoredEvents
{
    public static DateOnly Day { get; } = new(2024, 1, 8);

    /// <summary>Where the samples from version 2 on keep their words.</summary>
    public static Guid Text { get; } = Guid.Parse("0198f3a2-5b1c-7d4e-8f90-a1b2c3d4e5f6");

    private static string TextId => Text.ToString("D");

    public static IReadOnlyDictionary<string, PortEvent> Meanings { get; } = new Dictionary<string, PortEvent>
    {
        ["port-added.v1"] = new PortAdded(Day, "Felixstowe", Region.Parse("East"), PortSize.Major, 51.95, 1.35),
        ["port-renamed.v1"] = new PortRenamed(Day, "Port of Felixstowe"),
        ["port-closed.v1"] = new PortClosed(Day, "The berth was sold."),
        ["applied.v1"] = new SchemeApplied(Day, ApplicantRole.Parse("port-facility-security-officer")),
        ["approved.v1"] = new SchemeApproved(Day),
        ["rejected.v1"] = new SchemeRejected(Day, "The applicant does not work at the port."),
        ["pack-issued.v1"] = new PackIssued(Day, "2024-01"),
        ["suspended.v1"] = new SchemeSuspended(Day, "No contact can be reached."),
        ["withdrawn.v1"] = new SchemeWithdrawn(Day, "The port left the scheme."),
        ["reinstated.v1"] = new SchemeReinstated(Day, "The contact was found."),
        ["milestone-recorded.v1"] = new MilestoneRecorded(Day, Milestone.LineDisplayed, "Posters at both gates"),
        ["milestone-withdrawn.v1"] = new MilestoneWithdrawn(Day, Milestone.DeputyNamed, "The deputy left."),
        ["briefing-held.v1"] = new BriefingHeld(Day, Audience.Security, 42),
        ["quarter-figures-recorded.v1"] = new QuarterFiguresRecorded(Day, new Quarter(2023, 4), new QuarterFigures(200, 20, 60, 15, 40, 30, 25, 20)),
        ["contact-verified.v1"] = new ContactVerified(Day),
        ["port-closed.v2"] = new PortClosed(Day, TextId),
        ["rejected.v2"] = new SchemeRejected(Day, TextId),
        ["suspended.v2"] = new SchemeSuspended(Day, TextId),
        ["withdrawn.v2"] = new SchemeWithdrawn(Day, TextId),
        ["reinstated.v2"] = new SchemeReinstated(Day, TextId),
        ["milestone-recorded.v2"] = new MilestoneRecorded(Day, Milestone.LineDisplayed, TextId),
        ["milestone-withdrawn.v2"] = new MilestoneWithdrawn(Day, Milestone.DeputyNamed, TextId),
        ["milestone-recorded.v3"] = new MilestoneRecorded(Day, Milestone.LineDisplayed, TextId),
        ["briefing-held.v2"] = new BriefingHeld(Day, Audience.Security, 42),
        ["quarter-figures-recorded.v2"] = new QuarterFiguresRecorded(Day, new Quarter(2023, 4), new QuarterFigures(200, 20, 60, 15, 40, 30, 25, 20)),
        ["newsletter-address-changed.v1"] = new NewsletterAddressChanged(Day, true),
        ["facility-added.v1"] = new FacilityAdded(Day, FacilityNumber.Parse("0001"), "Trinity Terminal"),
        ["facility-renamed.v1"] = new FacilityRenamed(Day, FacilityNumber.Parse("0001"), "Trinity"),
        ["facility-closed.v2"] = new FacilityClosed(Day, FacilityNumber.Parse("0001"), TextId),
        ["entry-withdrawn.v2"] = new EntryWithdrawn(Day, 7, TextId),
    };
}
