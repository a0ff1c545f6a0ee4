using System.Collections;
using System.Globalization;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Tests.Ports;

/// <summary>A port's events as a test tells them, in the order of recording. Dates are written 2026-06-30.</summary>
internal sealed class PortHistory : IReadOnlyList<PortEvent>
{
    private readonly List<PortEvent> _events;

    private PortHistory(IEnumerable<PortEvent> events) => _events = [.. events];

    public static Region Wales { get; } = Region.Parse("Wales");

    /// <summary>Nothing recorded: not even in the register.</summary>
    public static PortHistory Unknown { get; } = new([]);

    /// <summary>In the register since the start of 2015.</summary>
    public static PortHistory Port { get; } = Unknown.With(new PortAdded(On("2015-01-01"), "Example Port", Wales, PortSize.Major, 51.5, -3.2));

    /// <summary>A member with its pack since January 2024, and nothing done yet.</summary>
    public static PortHistory Member { get; } = Port.Applied("2024-01-02").Approved("2024-01-09").Pack("2024-01-10");

    public int Count => _events.Count;

    public PortEvent this[int index] => _events[index];

    public static DateOnly On(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public PortHistory With(PortEvent next) => new([.. _events, next]);

    public PortHistory With(IEnumerable<PortEvent> more) => new([.. _events, .. more]);

    public PortHistory Applied(string on) => With(new SchemeApplied(On(on), ApplicantRole.All[0]));

    public PortHistory Approved(string on) => With(new SchemeApproved(On(on)));

    public PortHistory Rejected(string on) => With(new SchemeRejected(On(on), "Not eligible"));

    public PortHistory Pack(string on) => With(new PackIssued(On(on), "2022-11"));

    public PortHistory Suspended(string on) => With(new SchemeSuspended(On(on), "Under review"));

    public PortHistory Withdrawn(string on) => With(new SchemeWithdrawn(On(on), "Asked to leave"));

    public PortHistory Reinstated(string on) => With(new SchemeReinstated(On(on), "Back again"));

    public PortHistory Closed(string on) => With(new PortClosed(On(on), "No longer a port"));

    public PortHistory Holds(string on, params ReadOnlySpan<Milestone> milestones)
    {
        var at = On(on);
        return With(milestones.ToArray().Select(milestone => new MilestoneRecorded(at, milestone, null)));
    }

    /// <summary>The five essential milestones that do not lapse.</summary>
    public PortHistory Essentials(string on) => Holds(on, [.. Milestone.Essential.Where(milestone => milestone != Milestone.AnnualSelfCheck)]);

    public PortHistory SelfCheck(string on) => Holds(on, Milestone.AnnualSelfCheck);

    public PortHistory Lost(string on, Milestone milestone) => With(new MilestoneWithdrawn(On(on), milestone, "Recorded by mistake"));

    public PortHistory Briefing(string on, int heads) => With(new BriefingHeld(On(on), Audience.Other, heads));

    public PortHistory Contact(string on) => With(new ContactVerified(On(on)));

    public PortHistory Figures(string quarter, int headcount, int briefed = 0, int responses = 0, int know = 0, int act = 0)
    {
        var parsed = Quarter.Parse(quarter);
        return With(new QuarterFiguresRecorded(parsed.End, parsed, new QuarterFigures(headcount, 0, briefed, act, responses, know, 0, 0)));
    }

    public SchemeFacts AsOf(string date) => SchemeFacts.From(this, On(date));

    public SchemeFacts AsOf(DateOnly date) => SchemeFacts.From(this, date);

    public IEnumerator<PortEvent> GetEnumerator() => _events.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
