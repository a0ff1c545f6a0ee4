using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Ports;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Schemes;

public sealed class StagesTests
{
    /// <summary>Every essential milestone, with a self-check that holds until 29 February 2024 plus a year: 28 February 2025.</summary>
    private static readonly PortHistory Active = Member.Essentials("2024-02-01").SelfCheck("2024-02-29");

    [Fact]
    public void A_port_that_nobody_applied_for_has_no_stage()
    {
        Assert.Null(Stages.Of(Port.AsOf("2026-01-01")));
        Assert.Null(Stages.Of(Port.Closed("2025-01-01").AsOf("2026-01-01")));
        Assert.Null(Stages.Of(Unknown.AsOf("2026-01-01")));
    }

    [Fact]
    public void A_scheme_comes_along_day_by_day()
    {
        var history = Port.Applied("2024-01-02").Approved("2024-01-09").Pack("2024-01-10").Essentials("2024-02-01").SelfCheck("2024-02-29");

        Assert.Null(StageOn(history, "2024-01-01"));
        Assert.Equal("applied", StageOn(history, "2024-01-02"));
        Assert.Equal("applied", StageOn(history, "2024-01-08"));
        Assert.Equal("registered", StageOn(history, "2024-01-09"));
        Assert.Equal("pack-issued", StageOn(history, "2024-01-10"));
        Assert.Equal("pack-issued", StageOn(history, "2024-01-31"));
        Assert.Equal("launched", StageOn(history, "2024-02-01"));
        Assert.Equal("launched", StageOn(history, "2024-02-28"));
        Assert.Equal("active", StageOn(history, "2024-02-29"));
    }

    [Theory]
    [InlineData("2025-02-28", "active")]
    [InlineData("2025-03-01", "review-due")]
    [InlineData("2025-05-28", "review-due")]
    [InlineData("2025-05-29", "dormant")]
    [InlineData("2030-01-01", "dormant")]
    public void A_review_falls_due_after_twelve_months_and_a_scheme_sleeps_ninety_days_later(string on, string stage) =>
        Assert.Equal(stage, StageOn(Active, on));

    [Fact]
    public void Anything_recorded_after_the_review_fell_due_keeps_a_scheme_awake()
    {
        Assert.Equal("review-due", StageOn(Active.Briefing("2025-03-01", 5), "2025-05-29"));
        Assert.Equal("review-due", StageOn(Active.Figures("2025Q1", 100), "2025-05-29"));
        Assert.Equal("review-due", StageOn(Active.Contact("2025-05-29"), "2025-05-29"));
    }

    [Fact]
    public void What_was_recorded_on_the_day_it_fell_due_does_not() =>
        Assert.Equal("dormant", StageOn(Active.Briefing("2025-02-28", 5), "2025-05-29"));

    [Fact]
    public void An_action_wakes_a_dormant_scheme_and_a_self_check_makes_it_active()
    {
        Assert.Equal("review-due", StageOn(Active.Briefing("2025-08-01", 5), "2025-08-01"));
        Assert.Equal("dormant", StageOn(Active.Briefing("2025-08-01", 5), "2025-07-31"));
        Assert.Equal("active", StageOn(Active.SelfCheck("2025-08-01"), "2025-08-01"));
    }

    [Fact]
    public void A_register_entry_is_no_action_of_the_scheme() =>
        Assert.Equal("dormant", StageOn(Active.With(new PortRenamed(On("2025-04-01"), "Other Port")), "2025-05-29"));

    [Fact]
    public void The_line_and_the_launch_briefing_make_a_launch_with_or_without_a_pack()
    {
        var launched = Port.Applied("2024-01-02").Approved("2024-01-09").Holds("2024-01-12", Milestone.LineDisplayed, Milestone.LaunchBriefing);

        Assert.Equal("registered", StageOn(launched, "2024-01-11"));
        Assert.Equal("launched", StageOn(launched, "2024-01-12"));
    }

    [Fact]
    public void One_withdrawn_essential_milestone_takes_the_scheme_back()
    {
        Assert.Equal("launched", StageOn(Active.Lost("2024-06-01", Milestone.LeadNamed), "2024-06-01"));
        Assert.Equal("pack-issued", StageOn(Active.Lost("2024-06-01", Milestone.LineDisplayed), "2024-06-01"));
        Assert.Equal("launched", StageOn(Active.Lost("2024-06-01", Milestone.AnnualSelfCheck), "2026-06-01"));
    }

    [Fact]
    public void Closed_comes_before_withdrawn_before_suspended_before_rejected_before_the_rest()
    {
        Assert.Equal("suspended", StageOn(Active.Suspended("2024-05-01"), "2024-05-01"));
        Assert.Equal("withdrawn", StageOn(Active.Suspended("2024-05-01").Withdrawn("2024-05-02"), "2024-05-02"));
        Assert.Equal("closed", StageOn(Active.Suspended("2024-05-01").Withdrawn("2024-05-02").Closed("2024-05-03"), "2024-05-03"));
        Assert.Equal("rejected", StageOn(Port.Applied("2024-01-02").Rejected("2024-01-03"), "2024-01-03"));
        Assert.Equal("closed", StageOn(Port.Applied("2024-01-02").Rejected("2024-01-03").Closed("2024-01-04"), "2024-01-04"));
    }

    [Fact]
    public void Reinstated_the_scheme_is_where_its_milestones_put_it()
    {
        Assert.Equal("active", StageOn(Active.Suspended("2024-05-01").Reinstated("2024-06-01"), "2024-06-01"));
        Assert.Equal("active", StageOn(Active.Withdrawn("2024-05-01").Reinstated("2024-06-01"), "2024-06-01"));
        Assert.Equal("active", StageOn(Active.Closed("2024-05-01").Reinstated("2024-06-01"), "2024-06-01"));
        Assert.Equal("applied", StageOn(Port.Applied("2024-01-02").Rejected("2024-01-03").Reinstated("2024-01-04"), "2024-01-04"));
    }

    [Fact]
    public void A_new_application_waits_again_and_once_approved_the_milestones_still_hold()
    {
        var back = Active.Withdrawn("2024-05-01").Applied("2024-06-01");

        Assert.Equal("applied", StageOn(back, "2024-06-01"));
        Assert.Equal("active", StageOn(back.Approved("2024-06-02"), "2024-06-02"));
    }

    [Fact]
    public void Taking_part_is_to_be_approved_and_neither_closed_nor_withdrawn_nor_suspended() =>
        Assert.Equal(
            ["registered", "pack-issued", "launched", "active", "review-due", "dormant"],
            Stage.All.Where(stage => stage.IsMember).Select(stage => stage.Code));

    [Fact]
    public void The_next_change_is_known_in_advance()
    {
        Assert.Equal(On("2025-03-01"), Stages.ChangesOn(Active.AsOf("2024-03-01")));
        Assert.Equal(On("2025-05-29"), Stages.ChangesOn(Active.AsOf("2025-03-01")));
        Assert.Null(Stages.ChangesOn(Active.AsOf("2025-05-29")));
        Assert.Null(Stages.ChangesOn(Active.Briefing("2025-03-01", 5).AsOf("2025-03-01")));
        Assert.Null(Stages.ChangesOn(Active.Suspended("2024-05-01").AsOf("2024-05-01")));
        Assert.Null(Stages.ChangesOn(Member.AsOf("2024-05-01")));
    }

    private static string? StageOn(PortHistory history, string date) => Stages.Of(history.AsOf(date))?.Code;
}
