using PortSafe.Dashboard.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Testing.Ports;

namespace PortSafe.Dashboard.Tests.Ports;

public sealed class NextStepsTests
{
    private static readonly DateOnly Today = new(2026, 11, 1);

    [Fact]
    public void What_alone_keeps_the_score_capped_comes_first()
    {
        var steps = NextSteps.Of(ScoreOf(Milestone.Essential.Except([Milestone.LaunchBriefing])), 3);

        Assert.Equal((Milestone.LaunchBriefing, true), (steps[0].Milestone, steps[0].LiftsCap));
    }

    [Fact]
    public void Then_the_most_points_for_the_least_effort()
    {
        var steps = NextSteps.Of(ScoreOf(Milestone.Essential), 20);

        Assert.Equal(steps.OrderByDescending(step => step.Points / step.Milestone.Effort).Select(step => step.Milestone), steps.Select(step => step.Milestone));
        Assert.DoesNotContain(steps, step => step.LiftsCap);
    }

    [Fact]
    public void The_self_check_counts_for_what_it_adds_to_upkeep_as_well()
    {
        var step = NextSteps.Of(ScoreOf([]), 20).Single(item => item.Milestone == Milestone.AnnualSelfCheck);

        Assert.Equal((20.0 / 6) + 8, step.Points, 6);
    }

    [Fact]
    public void What_holds_or_is_derived_is_not_offered()
    {
        Assert.Empty(NextSteps.Of(ScoreOf(Milestone.All.Except([Milestone.HalfBriefed])), 20));
    }

    private static Score ScoreOf(IEnumerable<Milestone> held)
    {
        var port = new PortBuilder().Added().On(2026, 9, 1).Applied().On(2026, 9, 2).Approved().On(2026, 10, 1).Reached([.. held]);
        return Score.Of(SchemeFacts.From(port.Events, Today));
    }
}
