using PortSafe.Domain;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;

namespace PortSafe.Testing.Ports;

/// <summary>Tells a port's story, event by event. Each method adds one fact and moves the story's day on when given a date.</summary>
/// <param name="locode">The port.</param>
public sealed class PortBuilder(string locode = "GBFXT")
{
    private readonly List<PortEvent> _events = [];
    private DateOnly _day = new(2024, 1, 8);

    public Locode Locode { get; } = Locode.Parse(locode);

    /// <summary>The facts so far, in the order in which they were told.</summary>
    public IReadOnlyList<PortEvent> Events => _events;

    /// <summary>The days of the facts that follow, until it is set again.</summary>
    public PortBuilder On(int year, int month, int day)
    {
        _day = new DateOnly(year, month, day);
        return this;
    }

    public PortBuilder Added(string name = "Felixstowe", string? region = null, PortSize? size = null) =>
        With(new PortAdded(_day, name, region is null ? PublicationPlan.Current.Regions[0] : Region.Parse(region), size ?? PortSize.Major, 51.95, 1.35));

    public PortBuilder Renamed(string name) => With(new PortRenamed(_day, name));

    public PortBuilder Closed(string reason = "The berth was sold.") => With(new PortClosed(_day, reason));

    public PortBuilder Applied() => With(new SchemeApplied(_day, ApplicantRole.All[0]));

    public PortBuilder Approved() => With(new SchemeApproved(_day));

    public PortBuilder Rejected(string reason = "The applicant does not work at the port.") => With(new SchemeRejected(_day, reason));

    public PortBuilder PackIssued(string version = "2024-01") => With(new PackIssued(_day, version));

    public PortBuilder Suspended(string reason = "No contact can be reached.") => With(new SchemeSuspended(_day, reason));

    public PortBuilder Withdrawn(string reason = "The port left the scheme.") => With(new SchemeWithdrawn(_day, reason));

    public PortBuilder Reinstated(string reason = "The contact was found.") => With(new SchemeReinstated(_day, reason));

    public PortBuilder Reached(params ReadOnlySpan<Milestone> milestones)
    {
        foreach (var milestone in milestones)
            With(new MilestoneRecorded(_day, milestone, null));
        return this;
    }

    public PortBuilder Lost(Milestone milestone, string reason = "It no longer holds.") => With(new MilestoneWithdrawn(_day, milestone, reason));

    public PortBuilder Briefed(int headCount, Audience? audience = null) => With(new BriefingHeld(_day, audience ?? Audience.Other, headCount));

    public PortBuilder Figures(Quarter quarter, QuarterFigures figures) => With(new QuarterFiguresRecorded(quarter.End, quarter, figures));

    public PortBuilder ContactVerified() => With(new ContactVerified(_day));

    /// <summary>In the register, approved, with its pack and every essential milestone, all on the story's day.</summary>
    public PortBuilder Active() => Added().Applied().Approved().PackIssued().Reached([.. Milestone.Essential]);

    public PortBuilder With(PortEvent item)
    {
        _events.Add(item);
        return this;
    }
}
