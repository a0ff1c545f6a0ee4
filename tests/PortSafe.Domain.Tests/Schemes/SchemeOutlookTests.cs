using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Ports;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Schemes;

public sealed class SchemeOutlookTests
{
    /// <summary>Longer than anything lasts of itself: eighteen months of a self-check, or five quarters of figures.</summary>
    private const int LongEnough = 700;

    [Fact]
    public void Stage_band_or_rounded_score_change_on_the_day_foretold_and_on_no_day_before()
    {
        Prop.ForAll(AnyHistory.Histories.ToArbitrary(), AnyHistory.Days.ToArbitrary(), (history, date) => IsForetold(history, date, null))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        Prop.ForAll(Grown().ToArbitrary(), AnyHistory.Days.ToArbitrary(), (history, date) => IsForetold(history, date, true))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Theory]
    [InlineData("2025-06-30", "2025-09-29")] // The last action was 91 days ago.
    [InlineData("2025-09-29", "2025-11-15")] // Contact counts in full until 1 November, and costs the score a point two weeks later.
    [InlineData("2026-01-15", "2026-01-16")] // The self-check lapses.
    [InlineData("2026-03-31", "2026-04-15")] // The review fell due ninety days ago, and the stage is dormant.
    [InlineData("2027-01-01", null)]
    public void The_next_turn_of_a_scheme_is_foretold(string asOf, string? expected)
    {
        var scheme = Member.Essentials("2024-02-01").SelfCheck("2025-01-15").Contact("2025-05-01").Figures("2025Q2", 200, 50, 20, 15);

        Assert.Equal(expected is null ? null : On(expected), SchemeOutlook.ChangesOn(scheme.AsOf(asOf)));
    }

    [Fact]
    public void A_port_without_a_scheme_stays_as_it_is() => Assert.Null(SchemeOutlook.ChangesOn(Port.AsOf("2026-01-01")));

    private static Gen<PortHistory> Grown() =>
        from member in AnyHistory.Ready()
        from more in AnyHistory.Events.ListOf()
        select member.With(more);

    private static bool IsForetold(PortHistory history, DateOnly date, bool? newsletter)
    {
        var known = Unknown.With(history.Where(item => item.At <= date));
        var facts = Of(known, date, newsletter);
        var changed = Enumerable.Range(1, LongEnough).Select(days => date.AddDays(days)).FirstOrDefault(day => Shown(Of(known, day, newsletter)) != Shown(facts));
        return SchemeOutlook.ChangesOn(facts) == (changed == default ? null : changed);
    }

    private static SchemeFacts Of(PortHistory history, DateOnly day, bool? newsletter) => history.AsOf(day) with { NewsletterDeliverable = newsletter };

    private static (Stage?, ScoreBand?, int?) Shown(SchemeFacts facts) => (Stages.Of(facts), Score.Of(facts).Band, Score.Of(facts).Rounded);
}
