using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Ports;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Schemes;

public sealed class SchemeFactsTests
{
    [Fact]
    public void The_register_tells_who_the_port_is()
    {
        var facts = Port.With(new PortRenamed(On("2020-01-01"), "New Name")).AsOf("2026-01-01");

        Assert.Equal(("New Name", Wales, PortSize.Major, On("2015-01-01")), (facts.Name, facts.Region, facts.Size, facts.AddedOn));
        Assert.Equal("Example Port", Port.With(new PortRenamed(On("2020-01-01"), "New Name")).AsOf("2019-12-31").Name);
        Assert.Null(Unknown.AsOf("2026-01-01").Name);
    }

    [Fact]
    public void Facts_of_a_later_date_are_not_known_yet()
    {
        var history = Member.SelfCheck("2024-05-01").Contact("2024-05-02").Figures("2024Q2", 100);

        var before = history.AsOf("2024-04-30");
        var after = history.AsOf("2024-06-30");

        Assert.Equal((4, 7), (before.FactCount, after.FactCount));
        Assert.Null(before.ContactVerifiedOn);
        Assert.Empty(before.Figures);
        Assert.Equal(On("2024-05-02"), after.ContactVerifiedOn);
        Assert.Equal(100, after.Figures[new Quarter(2024, 2)].Figures.Headcount);
        Assert.Equal(On("2024-06-30"), after.LastActionOn);
    }

    [Fact]
    public void Of_two_facts_on_one_day_the_one_recorded_later_stands()
    {
        Assert.Equal(90, Member.Figures("2024Q2", 80).Figures("2024Q2", 90).AsOf("2024-06-30").Figures[new Quarter(2024, 2)].Figures.Headcount);
        Assert.Equal(Standing.Approved, Member.Suspended("2024-05-01").Reinstated("2024-05-01").AsOf("2024-05-01").Standing);
        Assert.Equal(Standing.Suspended, Member.Reinstated("2024-05-01").Suspended("2024-05-01").AsOf("2024-05-01").Standing);
    }

    [Fact]
    public void A_milestone_holds_from_its_first_day_until_it_is_withdrawn()
    {
        var history = Member.Holds("2024-03-01", Milestone.Drill).Holds("2024-04-01", Milestone.Drill).Lost("2024-06-01", Milestone.Drill);

        Assert.Null(history.AsOf("2024-02-29").HeldOn(Milestone.Drill));
        Assert.Equal(On("2024-03-01"), history.AsOf("2024-05-31").HeldOn(Milestone.Drill));
        Assert.Null(history.AsOf("2024-06-01").HeldOn(Milestone.Drill));
        Assert.Equal(On("2024-07-01"), history.Holds("2024-07-01", Milestone.Drill).AsOf("2024-07-01").HeldOn(Milestone.Drill));
    }

    [Fact]
    public void A_self_check_holds_for_twelve_months_from_the_latest()
    {
        var history = Member.SelfCheck("2024-03-01").SelfCheck("2024-09-01");

        Assert.Equal(On("2024-09-01"), history.AsOf("2025-09-01").HeldOn(Milestone.AnnualSelfCheck));
        Assert.Null(history.AsOf("2025-09-02").HeldOn(Milestone.AnnualSelfCheck));
        Assert.Equal(On("2024-09-01"), history.AsOf("2025-09-02").SelfCheckOn);
        Assert.Equal(On("2024-03-01"), history.AsOf("2024-08-31").SelfCheckOn);
    }

    [Fact]
    public void Half_briefed_is_computed_once_the_headcount_is_known_and_believed_before()
    {
        var claimed = Member.Holds("2024-03-01", Milestone.HalfBriefed);

        Assert.True(claimed.AsOf("2024-06-30").Holds(Milestone.HalfBriefed));
        Assert.False(claimed.Figures("2024Q2", headcount: 101, briefed: 50).AsOf("2024-06-30").Holds(Milestone.HalfBriefed));
        Assert.Equal(On("2024-06-30"), Member.Figures("2024Q2", headcount: 100, briefed: 50).AsOf("2024-06-30").HeldOn(Milestone.HalfBriefed));
    }

    [Fact]
    public void An_application_starts_afresh_and_a_reinstatement_does_not()
    {
        Assert.Null(Member.Withdrawn("2024-05-01").Applied("2024-06-01").AsOf("2024-06-01").ApprovedOn);
        Assert.Equal(On("2024-01-09"), Member.Withdrawn("2024-05-01").Reinstated("2024-06-01").AsOf("2024-06-01").ApprovedOn);
        Assert.Equal("Asked to leave", Member.Withdrawn("2024-05-01").AsOf("2024-06-01").Reason);
        Assert.Null(Member.Withdrawn("2024-05-01").Reinstated("2024-06-01").AsOf("2024-06-01").Reason);
    }

    [Fact]
    public void Whatever_is_done_for_the_scheme_is_an_action_and_what_JMSC_decides_alone_is_none()
    {
        var before = Member.Holds("2024-03-01", Milestone.Drill);
        PortHistory[] actions =
        [
            before.Holds("2024-06-01", Milestone.ActOffered), before.Lost("2024-06-01", Milestone.Drill), before.Briefing("2024-06-01", 5),
            before.Figures("2024Q2", 100), before.Contact("2024-06-01"), before.Applied("2024-06-01"), before.Reinstated("2024-06-01"),
        ];
        PortHistory[] others =
        [
            before.Approved("2024-06-01"), before.Rejected("2024-06-01"), before.Pack("2024-06-01"), before.Suspended("2024-06-01"),
            before.Withdrawn("2024-06-01"), before.Closed("2024-06-01"), before.With(new PortRenamed(On("2024-06-01"), "New Name")),
        ];

        Assert.All(actions, history => Assert.True(history.AsOf("2024-06-30").LastActionOn >= On("2024-06-01")));
        Assert.All(others, history => Assert.Equal(On("2024-03-01"), history.AsOf("2024-06-30").LastActionOn));
    }

    [Fact]
    public void A_port_that_is_added_again_is_open_and_in_the_register_since_its_first_day()
    {
        var again = Port.Closed("2020-01-01").With(new PortAdded(On("2022-01-01"), "Example Port", Wales, PortSize.Minor, 51.5, -3.2));

        Assert.Equal(On("2020-01-01"), again.AsOf("2021-12-31").ClosedOn);
        Assert.Null(again.AsOf("2022-01-01").ClosedOn);
        Assert.Equal((On("2015-01-01"), PortSize.Minor), (again.AsOf("2022-01-01").AddedOn, again.AsOf("2022-01-01").Size));
    }

    [Fact]
    public void A_reinstatement_ends_what_holds_and_not_what_lies_behind_it()
    {
        var history = Member.Suspended("2024-03-01").Closed("2024-04-01").Reinstated("2024-05-01");

        Assert.Equal((Standing.Closed, "No longer a port"), (history.AsOf("2024-04-30").Standing, history.AsOf("2024-04-30").Reason));
        Assert.Equal((Standing.Suspended, "Under review"), (history.AsOf("2024-05-01").Standing, history.AsOf("2024-05-01").Reason));
        Assert.Equal(Standing.Approved, history.Reinstated("2024-06-01").AsOf("2024-06-01").Standing);
    }

    [Fact]
    public void A_closed_port_is_not_added_again_in_another_region_or_size()
    {
        var closed = Port.Closed("2020-01-01");
        var again = new AddPort(On("2022-01-01"), "Example Port", Wales, PortSize.Major, 51.5, -3.2);

        Assert.Null(PortDecisions.Decide(closed, again, On("2024-01-01")).Error);
        Assert.Equal("port-exists", PortDecisions.Decide(closed, again with { Size = PortSize.Minor }, On("2024-01-01")).Error?.Code);
        Assert.Equal("port-exists", PortDecisions.Decide(closed, again with { Region = Region.Parse("East") }, On("2024-01-01")).Error?.Code);
    }

    [Fact]
    public void An_event_of_an_unknown_type_is_refused_and_never_passed_over() =>
        Assert.Throws<NotSupportedException>(() => SchemeFacts.From([new Unheard(On("2024-01-01"))], On("2024-01-01")));

    [Fact]
    public void What_holds_as_of_a_date_equals_a_replay_up_to_that_date() =>
        Prop.ForAll(
            AnyHistory.Histories.ToArbitrary(),
            AnyHistory.Days.ToArbitrary(),
            (history, date) =>
            {
                var replayed = SchemeFacts.From([.. history.Where(item => item.At <= date)], date);
                return Describe(history.AsOf(date)) == Describe(replayed);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void The_order_in_which_facts_of_different_days_were_recorded_is_irrelevant() =>
        Prop.ForAll(
            AnyHistory.Histories.ToArbitrary(),
            AnyHistory.Days.ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (history, date, seed) => Describe(history.AsOf(date)) == Describe(SchemeFacts.From(Interleaved(history, seed), date)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    /// <summary>The same events in another order, those of one day in their own.</summary>
    private static IReadOnlyList<PortEvent> Interleaved(PortHistory history, int seed)
    {
        var days = history.Select(item => item.At).ToArray();
        new Random(seed).Shuffle(days);
        var queues = history.GroupBy(item => item.At).ToDictionary(day => day.Key, day => new Queue<PortEvent>(day));
        return [.. days.Select(day => queues[day].Dequeue())];
    }

    private static string Describe(SchemeFacts facts) => string.Join('\n',
        [
            facts.ToString(),
            .. facts.Recorded.Select(item => $"{item.Key} {item.Value}").Order(StringComparer.Ordinal),
            .. facts.Figures.Values.Select(item => item.ToString()).Order(StringComparer.Ordinal),
            .. facts.Briefings.Select(item => item.ToString()),
            AwarenessWindow.LastFourQuarters(facts).ToString(),
            $"{Stages.Of(facts)} until {Stages.ChangesOn(facts)}",
            $"{Score.Of(facts).Value}",
        ]);

    private sealed record Unheard(DateOnly At) : PortEvent(At);

    [Fact]
    public void Facts_of_many_days_from_one_fold_are_those_of_each_day_alone() =>
        Prop.ForAll(
            AnyHistory.Histories.ToArbitrary(),
            AnyHistory.Days.ListOf(4).ToArbitrary(),
            (history, some) =>
            {
                var days = some.Order().ToList();
                // All of them before any is looked at: a later one must not change an earlier one.
                var together = SchemeFacts.FromEach(history, days).ToList();
                return days.Zip(together).All(item => Told(SchemeFacts.From(history, item.First)) == Told(item.Second));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static string Told(SchemeFacts facts) => string.Join(
        "; ",
        [
            $"{facts.AsOf} {facts.FactCount} {facts.Name} {facts.Standing} {facts.PackVersion} {facts.ContactVerifiedOn} {facts.LastActionOn} {Score.Of(facts).Value}",
            .. facts.Recorded.Select(item => $"{item.Key} {item.Value}").Order(),
            .. facts.Figures.Values.Select(item => $"{item}").Order(),
            .. facts.FacilityFigures.Values.Select(item => $"{item}").Order(),
            .. facts.Facilities.Values.Select(item => $"{item}").Order(),
            .. facts.Briefings.Select(item => $"{item}"),
        ]);
}
