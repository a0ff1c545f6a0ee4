using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Schemes;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Ports;

public sealed class StruckEntriesTests
{
    private static readonly DateOnly Today = On("2026-07-15");

    [Fact]
    public void A_struck_entry_counts_on_no_date_as_if_it_had_never_been_recorded() =>
        Prop.ForAll(
            AnyHistory.Histories.ToArbitrary(),
            AnyHistory.Days.ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (history, date, pick) =>
            {
                var able = Enumerable.Range(0, history.Count).Where(index => StruckEntries.CanBe(history[index])).ToList();
                if (able.Count == 0)
                    return true;
                var place = able[pick % able.Count];
                var struck = history.With(new EntryWithdrawn(history[place].At, place + 1, "Mistake"));
                var without = SchemeFacts.From([.. history.Where((_, index) => index != place)], date);
                return Told(struck.AsOf(date)) == Told(without);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Striking_a_mistaken_self_check_brings_the_one_before_back()
    {
        var history = Member.SelfCheck("2025-09-01").SelfCheck("2026-06-01");
        var struck = Struck(history, history.Count);

        Assert.Equal(On("2026-06-01"), history.AsOf(Today).SelfCheckOn);
        Assert.Equal(On("2025-09-01"), struck.AsOf(Today).SelfCheckOn);
    }

    [Fact]
    public void Striking_the_end_of_a_milestone_lets_it_hold_again()
    {
        var history = Member.Holds("2025-01-01", Milestone.Drill).Lost("2026-01-01", Milestone.Drill);

        Assert.False(history.AsOf(Today).Holds(Milestone.Drill));
        Assert.Equal(On("2025-01-01"), Struck(history, history.Count).AsOf(Today).HeldOn(Milestone.Drill));
    }

    [Fact]
    public void What_was_struck_can_be_recorded_again_and_struck_again()
    {
        var history = Member.Briefing("2026-05-05", 20);
        var struck = Struck(history, history.Count);
        var again = PortDecisions.Decide(struck, new RecordBriefing(On("2026-05-05"), Audience.Other, 20), Today);

        Assert.Equal([history[^1]], again.Value);
        Assert.NotNull(Struck(struck.With(again.Value!), struck.Count + 1));
    }

    [Theory]
    [InlineData(1, "entry-stands")]
    [InlineData(3, "entry-stands")]
    [InlineData(0, "entry-not-found")]
    [InlineData(99, "entry-not-found")]
    [InlineData(int.MinValue, "entry-not-found")]
    public void What_JMSC_decided_stands_and_what_is_not_there_is_not_found(int place, string code) =>
        Assert.Equal(code, PortDecisions.Decide(Member, new WithdrawEntry(place, "Mistake"), Today).Error?.Code);

    [Fact]
    public void An_entry_is_struck_once_and_a_withdrawal_is_not_struck()
    {
        var history = Member.Briefing("2026-05-05", 20);
        var struck = Struck(history, history.Count);

        Assert.Equal("already-recorded", PortDecisions.Decide(struck, new WithdrawEntry(history.Count, "Again"), Today).Error?.Code);
        Assert.Equal("entry-stands", PortDecisions.Decide(struck, new WithdrawEntry(struck.Count, "Undo"), Today).Error?.Code);
    }

    [Fact]
    public void A_reason_is_needed() =>
        Assert.Equal(
            ("text-missing", "reason"),
            PortDecisions.Decide(Member.Contact("2026-01-01"), new WithdrawEntry(Member.Count + 1, " "), Today).Error is { } error ? (error.Code, error.Field) : default);

    [Fact]
    public void Another_briefing_just_like_the_first_counts_when_it_is_said_to_be_another()
    {
        var (history, command) = (Member.Briefing("2026-05-05", 20), new RecordBriefing(On("2026-05-05"), Audience.Other, 20));

        Assert.Equal("already-recorded", PortDecisions.Decide(history, command, Today).Error?.Code);
        var both = history.With(PortDecisions.Decide(history, command with { IsAnother = true }, Today).Value!);
        Assert.Equal(40, AwarenessWindow.LastFourQuarters(both.AsOf(Today)).Briefed);
    }

    [Theory]
    [InlineData("SEC-2026/014", true)]
    [InlineData(" doc.17_b#2:1 ", true)]
    [InlineData("", true)]
    [InlineData("In the safe of Jo", false)]
    [InlineData("naïve", false)]
    public void A_reference_is_a_code_and_no_words(string reference, bool isOne) =>
        Assert.Equal(isOne ? null : "reference-invalid", PortDecisions.Decide(Member, new RecordMilestone(Today, Milestone.Drill, null, reference), Today).Error?.Code);

    private static PortHistory Struck(PortHistory history, int place) => history.With(PortDecisions.Decide(history, new WithdrawEntry(place, "Mistake"), Today).Value!);

    private static string Told(SchemeFacts facts) => string.Join(
        '\n',
        [
            .. Score.Of(facts).Explain().Select(line => line.ToString()), $"{Score.Of(facts).Value}", $"{Stages.Of(facts)} {Stages.ChangesOn(facts)}",
            AwarenessWindow.LastFourQuarters(facts).ToString(), $"{facts.LastActionOn} {facts.ContactVerifiedOn} {facts.FactCount}",
        ]);
}
