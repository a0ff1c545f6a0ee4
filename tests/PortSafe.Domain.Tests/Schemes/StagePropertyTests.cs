using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Ports;

namespace PortSafe.Domain.Tests.Schemes;

public sealed class StagePropertyTests
{
    /// <summary>Longer than any stage lasts of itself: twelve months of a self-check, or ninety days of a review.</summary>
    private const int LongEnough = 500;

    [Fact]
    public void The_stage_changes_on_the_day_foretold_and_on_no_day_before()
    {
        Prop.ForAll(AnyHistory.Histories.ToArbitrary(), AnyHistory.Days.ToArbitrary(), IsForetold).Check(Config.QuickThrowOnFailure.WithMaxTest(250));
        Prop.ForAll(AnyHistory.Ready().ToArbitrary(), AnyHistory.Days.ToArbitrary(), IsForetold).Check(Config.QuickThrowOnFailure.WithMaxTest(250));
    }

    [Fact]
    public void An_active_scheme_holds_every_essential_milestone_and_no_other_scheme_does() =>
        Prop.ForAll(
            AnyHistory.Histories.ToArbitrary(),
            AnyHistory.Days.ToArbitrary(),
            (history, date) =>
            {
                var facts = history.AsOf(date);
                var isActive = facts.Standing == Standing.Approved && Milestone.Essential.All(facts.Holds);
                return Stages.Of(facts) == Stage.Active == isActive;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void There_is_a_stage_exactly_when_somebody_has_applied_or_been_approved() =>
        Prop.ForAll(
            AnyHistory.Histories.ToArbitrary(),
            AnyHistory.Days.ToArbitrary(),
            (history, date) =>
            {
                var facts = history.AsOf(date);
                return Stages.Of(facts) is null == (facts.AppliedOn is null && facts.ApprovedOn is null);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static bool IsForetold(PortHistory history, DateOnly date)
    {
        var known = PortHistory.Unknown.With(history.Where(item => item.At <= date));
        var facts = known.AsOf(date);
        var stage = Stages.Of(facts);
        var changed = Enumerable.Range(1, LongEnough).Select(days => date.AddDays(days)).FirstOrDefault(day => Stages.Of(known.AsOf(day)) != stage);
        return Stages.ChangesOn(facts) == (changed == default ? null : changed);
    }
}
