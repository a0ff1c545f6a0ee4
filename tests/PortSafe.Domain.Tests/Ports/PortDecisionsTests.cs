using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Ports;

public sealed class PortDecisionsTests
{
    private static readonly DateOnly Today = On("2026-07-15");
    private static readonly Apply Application = new(On("2024-01-02"), ApplicantRole.All[0]);
    private static readonly QuarterFigures Figures = new(200, 10, 40, 5, 20, 15, 14, 13);
    private static readonly PortHistory Waiting = Port.Applied("2024-01-02");

    [Fact]
    public void A_scheme_lives_its_life_command_by_command()
    {
        PortCommand[] life =
        [
            new AddPort(On("2015-01-01"), " Example Port ", Wales, PortSize.Minor, 51.5, -3.2),
            new RenamePort(On("2020-01-01"), "Example Docks"),
            Application,
            new Reject(On("2024-01-03"), "No such facility"),
            new Apply(On("2024-02-01"), ApplicantRole.All[1]),
            new Approve(On("2024-02-02")),
            new IssuePack(On("2024-02-03"), "2022-11"),
            new RecordMilestone(On("2024-02-04"), Milestone.LeadNamed, "Named at the safety meeting"),
            new RecordMilestone(On("2024-02-05"), Milestone.AnnualSelfCheck),
            new RecordMilestone(On("2025-02-05"), Milestone.AnnualSelfCheck),
            new RecordBriefing(On("2024-03-01"), Audience.Security, 12),
            new RecordQuarterFigures(new Quarter(2024, 1), Figures),
            new VerifyContact(On("2024-04-01")),
            new WithdrawMilestone(On("2024-05-01"), Milestone.LeadNamed, "Recorded for the wrong port"),
            new SuspendScheme(On("2025-03-01"), "Under review"),
            new ReinstateScheme(On("2025-03-02"), "Review closed"),
            new WithdrawScheme(On("2025-03-03"), "Asked to leave"),
            new ClosePort(On("2025-03-04"), "Filled in"),
        ];
        var history = Unknown;
        foreach (var command in life)
            history = history.With(Accepted(history, command));

        Assert.Equal(life.Length, history.Count);
        Assert.Equal(new PortAdded(On("2015-01-01"), "Example Port", Wales, PortSize.Minor, 51.5, -3.2), history[0]);
        Assert.Equal(new MilestoneRecorded(On("2024-02-04"), Milestone.LeadNamed, "Named at the safety meeting"), history[7]);
        Assert.Equal(Standing.Closed, history.AsOf(Today).Standing);
    }

    [Fact]
    public void A_port_that_is_not_in_the_register_is_not_found()
    {
        var error = Refused(Unknown, Application);

        Assert.Equal((ErrorKind.NotFound, "port-not-found"), (error.Kind, error.Code));
    }

    [Theory]
    [InlineData("2026-07-16", "date-in-future")]
    [InlineData("9999-12-31", "date-in-future")]
    [InlineData("2014-12-31", "date-too-early")]
    [InlineData("0001-01-01", "date-too-early")]
    public void A_date_is_neither_in_the_future_nor_before_2015(string date, string code)
    {
        var error = Refused(Member, new VerifyContact(On(date)));

        Assert.Equal((ErrorKind.Invalid, code, "date"), (error.Kind, error.Code, error.Field));
    }

    [Theory]
    [InlineData("2026Q4", "date-in-future")]
    [InlineData("2199Q4", "date-in-future")]
    [InlineData("2014Q4", "date-too-early")]
    public void A_quarter_has_begun_and_is_not_before_2015(string quarter, string code)
    {
        var error = Refused(Member, new RecordQuarterFigures(Quarter.Parse(quarter), Figures));

        Assert.Equal((ErrorKind.Invalid, code, "quarter"), (error.Kind, error.Code, error.Field));
    }

    [Fact]
    public void Figures_hold_on_the_last_day_of_their_quarter_and_today_while_it_is_in_progress()
    {
        Assert.Equal(On("2026-06-30"), Accepted(Member, new RecordQuarterFigures(new Quarter(2026, 2), Figures)).At);
        Assert.Equal(Today, Accepted(Member, new RecordQuarterFigures(new Quarter(2026, 3), Figures)).At);
    }

    [Fact]
    public void Only_an_application_that_waits_can_be_decided()
    {
        AssertConflict("no-application-waiting", Port, new Approve(On("2024-01-09")));
        AssertConflict("no-application-waiting", Member, new Approve(On("2024-02-01")));
        AssertConflict("no-application-waiting", Member, new Reject(On("2024-02-01"), "Too late"));
        AssertConflict("no-application-waiting", Waiting.Rejected("2024-01-03"), new Approve(On("2024-01-04")));
        AssertConflict("no-application-waiting", Waiting, new Approve(On("2024-01-01")));
    }

    [Fact]
    public void A_port_applies_once_at_a_time()
    {
        AssertConflict("application-waiting", Waiting, new Apply(On("2024-01-03"), ApplicantRole.All[0]));
        AssertConflict("already-joined", Member, new Apply(On("2024-02-01"), ApplicantRole.All[0]));
        Accepted(Waiting.Rejected("2024-01-03"), new Apply(On("2024-02-01"), ApplicantRole.All[0]));
        Accepted(Member.Withdrawn("2024-02-01"), new Apply(On("2024-03-01"), ApplicantRole.All[0]));
        Accepted(Member.Suspended("2024-02-01"), new Apply(On("2024-03-01"), ApplicantRole.All[0]));
    }

    [Fact]
    public void Milestones_briefings_figures_and_contacts_belong_to_an_approved_scheme()
    {
        foreach (var history in new[] { Port, Waiting, Waiting.Rejected("2024-01-03"), Member.Withdrawn("2024-02-01") })
        {
            AssertConflict("scheme-not-approved", history, new RecordMilestone(On("2024-03-01"), Milestone.Drill));
            AssertConflict("scheme-not-approved", history, new RecordBriefing(On("2024-03-01"), Audience.Other, 5));
            AssertConflict("scheme-not-approved", history, new RecordQuarterFigures(new Quarter(2024, 1), Figures));
            AssertConflict("scheme-not-approved", history, new VerifyContact(On("2024-03-01")));
        }
    }

    [Fact]
    public void A_backdated_fact_is_judged_by_its_own_day()
    {
        AssertConflict("scheme-not-approved", Member, new RecordMilestone(On("2024-01-08"), Milestone.Drill));
        Accepted(Member, new RecordMilestone(On("2024-01-09"), Milestone.Drill));
        Accepted(Member.Withdrawn("2024-05-01"), new RecordMilestone(On("2024-04-30"), Milestone.Drill));
        AssertConflict("milestone-not-held", Member.Holds("2024-03-01", Milestone.Drill), new WithdrawMilestone(On("2024-02-01"), Milestone.Drill, "Mistake"));
    }

    [Fact]
    public void A_suspended_scheme_may_record_what_it_does_to_be_reinstated() =>
        Accepted(Member.Suspended("2024-02-01"), new RecordMilestone(On("2024-03-01"), Milestone.Drill));

    [Fact]
    public void A_port_has_figures_for_the_quarter_in_which_it_applied_once_it_is_approved()
    {
        var history = Port.Applied("2024-03-20").Approved("2024-04-04");

        Accepted(history, new RecordQuarterFigures(new Quarter(2024, 1), Figures));
        AssertConflict("scheme-not-approved", history, new RecordQuarterFigures(new Quarter(2023, 4), Figures));
        AssertConflict("scheme-not-approved", Port.Applied("2024-03-20").Rejected("2024-04-04"), new RecordQuarterFigures(new Quarter(2024, 1), Figures));
    }

    [Fact]
    public void A_milestone_that_holds_is_not_recorded_again_but_a_self_check_is_on_a_later_day()
    {
        var history = Member.Holds("2024-03-01", Milestone.Drill).SelfCheck("2024-03-01");

        AssertConflict("milestone-held", history, new RecordMilestone(On("2024-04-01"), Milestone.Drill));
        AssertConflict("already-recorded", history, new RecordMilestone(On("2024-03-01"), Milestone.AnnualSelfCheck, "With a note"));
        Accepted(history, new RecordMilestone(On("2024-03-02"), Milestone.AnnualSelfCheck));
        Accepted(history, new RecordMilestone(On("2024-02-01"), Milestone.Drill));
        Accepted(history.Lost("2024-03-15", Milestone.Drill), new RecordMilestone(On("2024-04-01"), Milestone.Drill));
    }

    [Fact]
    public void Only_a_milestone_that_is_recorded_can_be_withdrawn()
    {
        AssertConflict("milestone-not-held", Member, new WithdrawMilestone(On("2024-03-01"), Milestone.Drill, "Mistake"));
        Accepted(Member.SelfCheck("2024-03-01"), new WithdrawMilestone(On("2026-03-01"), Milestone.AnnualSelfCheck, "Mistake"));
    }

    [Fact]
    public void Packs_and_suspensions_belong_to_an_approved_scheme()
    {
        AssertConflict("scheme-not-approved", Waiting, new IssuePack(On("2024-02-01"), "2022-11"));
        AssertConflict("scheme-not-approved", Member.Suspended("2024-02-01"), new IssuePack(On("2024-03-01"), "2024-02"));
        AssertConflict("scheme-not-approved", Member.Suspended("2024-02-01"), new SuspendScheme(On("2024-03-01"), "Again"));
        Accepted(Member, new IssuePack(On("2024-03-01"), "2024-02"));
    }

    [Fact]
    public void Only_what_has_begun_can_be_withdrawn_and_only_what_has_ended_reinstated()
    {
        AssertConflict("no-scheme", Port, new WithdrawScheme(On("2024-03-01"), "None here"));
        AssertConflict("no-scheme", Member.Withdrawn("2024-02-01"), new WithdrawScheme(On("2024-03-01"), "Again"));
        Accepted(Waiting, new WithdrawScheme(On("2024-03-01"), "Changed their mind"));
        AssertConflict("nothing-to-reinstate", Member, new ReinstateScheme(On("2024-03-01"), "Nothing wrong"));
        AssertConflict("nothing-to-reinstate", Port, new ReinstateScheme(On("2024-03-01"), "Nothing here"));
        Accepted(Member.Closed("2024-02-01"), new ReinstateScheme(On("2024-03-01"), "Open after all"));
    }

    [Fact]
    public void A_closed_port_records_nothing_until_it_is_back()
    {
        var closed = Member.Closed("2024-02-01");

        AssertConflict("port-closed", closed, new ClosePort(On("2024-03-01"), "Again"));
        AssertConflict("port-closed", closed, new RecordMilestone(On("2024-03-01"), Milestone.Drill));
        AssertConflict("port-closed", closed, new RecordQuarterFigures(new Quarter(2024, 1), Figures));
        AssertConflict("port-closed", closed, new SuspendScheme(On("2024-03-01"), "Under review"));
        AssertConflict("port-closed", closed, new WithdrawScheme(On("2024-03-01"), "Asked to leave"));
        Accepted(closed, new RecordMilestone(On("2024-01-31"), Milestone.Drill));
        Accepted(closed, new AddPort(On("2024-03-01"), "Example Port", Wales, PortSize.Major, 51.5, -3.2));
    }

    [Fact]
    public void A_port_is_added_once()
    {
        AssertConflict("already-recorded", Port, new AddPort(On("2020-01-01"), "Example Port", Wales, PortSize.Major, 51.5, -3.2));
        AssertConflict("port-exists", Port, new AddPort(On("2020-01-01"), "Example Port", Wales, PortSize.Minor, 51.5, -3.2));
        AssertConflict("already-recorded", Port, new RenamePort(On("2020-01-01"), "Example Port"));
        var late = Unknown.With(new PortAdded(On("2020-01-01"), "Example Port", Wales, PortSize.Major, 51.5, -3.2));
        AssertConflict("contradicts-later-fact", late, new AddPort(On("2019-01-01"), "Other Port", Wales, PortSize.Major, 51.5, -3.2));
    }

    [Fact]
    public void A_backdated_decision_must_leave_every_later_one_possible()
    {
        AssertConflict("contradicts-later-fact", Port.Applied("2024-01-02"), new Apply(On("2023-01-02"), ApplicantRole.All[1]));
        AssertConflict("contradicts-later-fact", Member, new Reject(On("2024-01-05"), "Not eligible"));
        AssertConflict("contradicts-later-fact", Member, new WithdrawScheme(On("2024-01-09"), "Asked to leave"));
        Accepted(Member.Holds("2024-03-01", Milestone.Drill), new WithdrawScheme(On("2024-02-01"), "Asked to leave"));
    }

    [Fact]
    public void The_same_fact_of_the_same_day_is_recorded_already()
    {
        var history = Member.Holds("2024-03-01", Milestone.Drill).Briefing("2024-03-02", 9).Contact("2024-03-03")
            .With(new QuarterFiguresRecorded(On("2024-03-31"), new Quarter(2024, 1), Figures));

        AssertConflict("already-recorded", history, Application);
        AssertConflict("already-recorded", history, new Approve(On("2024-01-09")));
        AssertConflict("already-recorded", history, new IssuePack(On("2024-01-10"), "2022-11"));
        AssertConflict("already-recorded", history, new RecordMilestone(On("2024-03-01"), Milestone.Drill));
        AssertConflict("already-recorded", history, new RecordBriefing(On("2024-03-02"), Audience.Other, 9));
        AssertConflict("already-recorded", history, new VerifyContact(On("2024-03-03")));
        AssertConflict("already-recorded", history, new RecordQuarterFigures(new Quarter(2024, 1), Figures));
        Accepted(history, new RecordBriefing(On("2024-03-02"), Audience.Other, 10));
        Accepted(history, new RecordBriefing(On("2024-03-02"), Audience.Security, 9));
    }

    [Fact]
    public void A_mistaken_correction_can_be_corrected_back()
    {
        var first = new QuarterFiguresRecorded(On("2024-03-31"), new Quarter(2024, 1), Figures);
        var corrected = Member.With(first).With(first with { Figures = Figures with { Headcount = 300 } });

        Accepted(corrected, new RecordQuarterFigures(new Quarter(2024, 1), Figures));
        Accepted(Member.Holds("2024-03-01", Milestone.Drill).Lost("2024-03-01", Milestone.Drill), new RecordMilestone(On("2024-03-01"), Milestone.Drill));
    }

    private static PortEvent Accepted(PortHistory history, PortCommand command)
    {
        var result = PortDecisions.Decide(history, command, Today);
        Assert.Null(result.Error);
        return Assert.Single(result.Value!);
    }

    private static Error Refused(PortHistory history, PortCommand command)
    {
        var result = PortDecisions.Decide(history, command, Today);
        Assert.Null(result.Value);
        return result.Error!;
    }

    private static void AssertConflict(string code, PortHistory history, PortCommand command)
    {
        var error = Refused(history, command);
        Assert.Equal((ErrorKind.Conflict, code), (error.Kind, error.Code));
    }
}
