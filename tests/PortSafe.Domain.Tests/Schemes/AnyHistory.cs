using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Ports;

namespace PortSafe.Domain.Tests.Schemes;

/// <summary>Generators of ports' events: in any order of recording, and of schemes that have come some way.</summary>
internal static class AnyHistory
{
    private static readonly DateOnly First = new(2023, 1, 1);

    /// <summary>2023 to 2025, often on few days so that several events share one.</summary>
    public static Gen<DateOnly> Days { get; } =
        Gen.OneOf(Gen.Choose(0, 1_095), Gen.Choose(0, 20).Select(step => step * 45)).Select(First.AddDays);

    public static Gen<PortEvent> Events { get; } = Gen.OneOf(Decisions(), Records(), Records(), Figures());

    public static Gen<PortHistory> Histories { get; } =
        from member in Gen.Frequency((1, Gen.Constant(PortHistory.Unknown)), (1, Gen.Constant(PortHistory.Port)), (2, Ready()))
        from more in Events.ListOf()
        select member.With(more);

    /// <summary>A member that holds all but perhaps one of the essential milestones.</summary>
    public static Gen<PortHistory> Ready() =>
        from first in Gen.Choose(0, 300).Select(First.AddDays)
        from days in Gen.Choose(0, 200).ListOf(6)
        from missing in Gen.Choose(0, 11)
        let events = Milestone.Essential.Select((milestone, index) => new MilestoneRecorded(first.AddDays(days[index]), milestone, null))
        select PortHistory.Port
            .With([new SchemeApplied(first, ApplicantRole.All[0]), new SchemeApproved(first), new PackIssued(first, "2022-11")])
            .With(events.Where((_, index) => index != missing));

    private static Gen<PortEvent> Decisions() =>
        from at in Days
        from kind in Gen.Choose(0, 9)
        select (PortEvent)(kind switch
        {
            0 => new PortAdded(at, "Example Port", PortHistory.Wales, PortSize.Minor, 50, 0),
            1 => new PortRenamed(at, "Other Port"),
            2 => new PortClosed(at, "Closed"),
            3 => new SchemeApplied(at, ApplicantRole.All[1]),
            4 => new SchemeApproved(at),
            5 => new SchemeRejected(at, "Rejected"),
            6 => new PackIssued(at, "2024-02"),
            7 => new SchemeSuspended(at, "Suspended"),
            8 => new SchemeWithdrawn(at, "Withdrawn"),
            _ => new SchemeReinstated(at, "Reinstated"),
        });

    private static Gen<PortEvent> Records() =>
        from at in Days
        from milestone in Gen.Elements<Milestone>(Milestone.All)
        from kind in Gen.Choose(0, 5)
        from heads in Gen.Choose(1, 400)
        select (PortEvent)(kind switch
        {
            0 => new MilestoneWithdrawn(at, milestone, "Mistake"),
            1 => new BriefingHeld(at, Audience.Security, heads),
            2 => new ContactVerified(at),
            3 => new MilestoneRecorded(at, Milestone.AnnualSelfCheck, null),
            _ => new MilestoneRecorded(at, milestone, null),
        });

    private static Gen<PortEvent> Figures() =>
        from at in Days
        from headcount in Gen.Choose(1, 500)
        from shares in Gen.Choose(0, 100).ListOf(4)
        let quarter = Quarter.Of(at)
        let responses = headcount * shares[2] / 100
        let figures = new QuarterFigures(
            headcount, headcount * shares[0] / 200, headcount * shares[1] / 200, 0, responses, responses * shares[3] / 100, 0, 0)
        select (PortEvent)new QuarterFiguresRecorded(quarter.End, quarter, figures);
}
