using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Ports;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Schemes;

public sealed class NextStepsTests
{
    private const string Today = "2026-11-01";
    private static readonly PortHistory Whole = Member.Essentials("2024-02-01").SelfCheck("2026-09-01").Contact("2026-10-01");

    [Fact]
    public void What_alone_keeps_the_score_capped_comes_first()
    {
        var steps = NextSteps.Of(Whole.Lost("2026-09-01", Milestone.LaunchBriefing).AsOf(Today));

        Assert.Equal((Milestone.LaunchBriefing, true), (steps[0].Milestone, steps[0].LiftsCap));
        Assert.DoesNotContain(steps.Skip(1), step => step.LiftsCap);
    }

    [Fact]
    public void Then_the_most_points_for_the_least_effort()
    {
        var steps = NextSteps.Of(Member.AsOf(Today));

        Assert.Equal(steps.OrderByDescending(step => step.Points / step.Effort), steps);
        Assert.DoesNotContain(steps, step => step.LiftsCap);
    }

    [Fact]
    public void The_self_check_counts_for_what_it_adds_to_upkeep_and_any_first_record_as_an_action()
    {
        var step = NextSteps.Of(Member.AsOf(Today)).Single(item => item.Milestone == Milestone.AnnualSelfCheck);

        Assert.Equal((20.0 / 6) + 8 + 10, step.Points, 6);
    }

    [Theory]
    [InlineData(NextStepKind.Figures, 20 + 1.4, true)]
    [InlineData(NextStepKind.Survey, 15, true)]
    public void What_is_unknown_can_be_gained_up_to_its_whole(NextStepKind kind, double points, bool isUpTo)
    {
        var step = NextSteps.Of(Whole.AsOf(Today)).Single(item => item.Kind == kind);

        Assert.Equal((points, isUpTo), (step.Points, step.IsUpTo));
    }

    [Fact]
    public void Who_knows_the_headcount_is_asked_to_brief_the_rest()
    {
        var steps = NextSteps.Of(Whole.Figures("2026Q3", 200, briefed: 50).AsOf(Today));

        Assert.Equal(15 + 1.4, steps.Single(step => step.Kind == NextStepKind.Briefing).Points, 9);
        Assert.DoesNotContain(steps, step => step.Kind == NextStepKind.Figures);
    }

    [Fact]
    public void A_contact_that_decays_is_worth_checking_again_for_what_it_lost()
    {
        Assert.DoesNotContain(NextSteps.Of(Whole.AsOf(Today)), step => step.Kind == NextStepKind.Contact);

        var step = NextSteps.Of(Member.Essentials("2024-02-01").SelfCheck("2026-10-01").Contact("2026-03-15").AsOf(Today)).Single(item => item.Kind == NextStepKind.Contact);
        Assert.InRange(step.Points, 3, 3.2);
    }

    [Fact]
    public void What_holds_or_is_derived_is_not_offered()
    {
        var all = Whole.Holds("2026-09-01", [.. Milestone.All.Where(milestone => milestone.Tier != MilestoneTier.Essential && milestone != Milestone.HalfBriefed)]);

        Assert.Equal([], NextSteps.Of(all.Figures("2026Q3", 100, briefed: 100, responses: 50, know: 50).AsOf(Today)));
    }
}
