using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Ports;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Schemes;

public sealed class ScoreTests
{
    [Fact]
    public void Five_parts_make_a_hundred_points()
    {
        Assert.Equal(100, ScorePart.All.Sum(part => part.Points));
        Assert.All(
            Score.Of(Member.AsOf("2026-06-30")).Parts,
            part => Assert.Equal(part.Part.Points, part.Lines.Sum(line => line.Possible), 9));
    }

    [Fact]
    public void Every_line_names_its_fact_and_the_day_it_is_from()
    {
        var score = Score.Of(Member.Essentials("2024-02-01").SelfCheck("2026-01-15").Contact("2026-05-01").Figures("2026Q2", 200, 50, 20, 15).AsOf("2026-06-30"));

        Assert.Equal(new ScoreFact("lead-named", On("2024-02-01")), Fact(score, "lead-named"));
        Assert.Equal(new ScoreFact("drill", null), Fact(score, "drill"));
        Assert.Equal(new ScoreFact("half-briefed", On("2026-06-30"), 50, 200), Fact(score, "half-briefed"));
        Assert.Equal(new ScoreFact("reach", On("2026-06-30"), 50, 200), Fact(score, "reach"));
        Assert.Equal(new ScoreFact("understanding", On("2026-06-30"), 15, 20), Fact(score, "understanding"));
        Assert.Equal(new ScoreFact("self-check", On("2026-01-15")), Fact(score, "self-check"));
        Assert.Equal(new ScoreFact("contact-verified", On("2026-05-01")), Fact(score, "contact-verified"));
        Assert.Equal(new ScoreFact("recent-action", On("2026-06-30")), Fact(score, "recent-action"));
    }

    [Fact]
    public void Every_line_reads_as_a_sentence()
    {
        var score = Score.Of(Member.Essentials("2024-02-01").SelfCheck("2024-01-15").Figures("2026Q2", 1_200, 50, 9, 9).AsOf("2026-06-30"));

        Assert.Equal("Name a scheme lead: recorded on 1 February 2024.", Sentence(score, "lead-named"));
        Assert.Equal("Do the yearly self-check: the one of 15 January 2024 has lapsed.", Sentence(score, "annual-self-check"));
        Assert.Equal("Hold a drill: not recorded.", Sentence(score, "drill"));
        Assert.Equal("50 briefed in the last four quarters, of 1,200 staff.", Sentence(score, "reach"));
        Assert.Equal("Fewer than 10 survey responses in the last four quarters, so understanding is not known.", Sentence(score, "understanding"));
        Assert.Equal(
            "Yearly self-check: 15 January 2024. It counts in full until 15 January 2025 and no more from 15 July 2025.", Sentence(score, "self-check"));
        Assert.All(score.Explain(), line => Assert.EndsWith(".", line.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_survey_of_fewer_than_ten_leaves_no_count_in_the_explanation()
    {
        var score = Score.Of(Member.Figures("2026Q2", 200, responses: 9, know: 7).AsOf("2026-06-30"));

        Assert.Equal(new ScoreFact("understanding", null), Fact(score, "understanding"));
    }

    [Fact]
    public void The_cap_is_a_line_of_its_own_that_names_what_is_missing()
    {
        var facts = Member.Essentials("2024-02-01").Contact("2026-05-01").AsOf("2026-06-30") with { NewsletterDeliverable = true, CurrentAssetDisplayed = true };
        var score = Score.Of(facts);

        Assert.Equal(59, score.Cap!.Limit);
        Assert.Equal([Milestone.AnnualSelfCheck], score.Cap.Missing);
        Assert.Equal(
            "The score stays at 59 or below until every essential milestone holds. Missing: Do the yearly self-check.", score.Cap.Sentence);
        Assert.Equal(score.Value!.Value, (100 * score.Earned / score.Known) - score.Cap.Reduction, 6);
    }

    [Fact]
    public void It_sums_itself_up_with_how_much_is_known()
    {
        var ready = Member.Essentials("2024-02-01").SelfCheck("2026-01-15").Contact("2026-05-01").AsOf("2026-06-30");

        Assert.Equal("No score yet: 54 of 100 points are known, and 60 are needed", Score.Of(ready).Summary);
        Assert.Equal("85, from 65 of 100 known", Score.Of(ready with { NewsletterDeliverable = true, CurrentAssetDisplayed = true }).Summary);
    }

    [Fact]
    public void The_lines_sum_to_the_score() =>
        Holds((_, score) =>
        {
            var lines = score.Explain();
            var (earned, known) = (lines.Sum(line => line.Earned), lines.Sum(line => line.Known));
            return Near(earned, score.Earned) && Near(known, score.Known)
                && (score.Value is not { } value || Near(value, (100 * earned / known) - (score.Cap?.Reduction ?? 0)));
        });

    [Fact]
    public void No_line_earns_more_than_is_known_nor_knows_more_than_is_possible() =>
        Holds((_, score) => score.Explain().All(line => line.Earned >= 0 && line.Earned <= line.Known && (line.Known == 0 || line.Known == line.Possible)));

    [Fact]
    public void There_is_a_score_exactly_when_sixty_points_are_known() =>
        Holds((_, score) => score.Value is not null == (score.Known >= 60) && score.Known is >= 54 and <= 100 && score.Value is null or (>= 0 and <= 100));

    [Fact]
    public void Without_every_essential_milestone_no_score_is_above_59_nor_band_above_attention() =>
        Holds((facts, score) => Milestone.Essential.All(facts.Holds) || score.Value is null or <= 59);

    [Fact]
    public void Points_alone_are_the_points_of_the_whole_score() =>
        Holds((facts, score) => Score.PointsOf(facts) is var points && (points.Value, points.Earned, points.Known, points.Band) == (score.Value, score.Earned, score.Known, score.Band));

    [Fact]
    public void One_more_milestone_never_lowers_the_score() =>
        Prop.ForAll(
            AnyHistory.Histories.ToArbitrary(),
            AnyHistory.Days.ToArbitrary(),
            Gen.Elements<Milestone>(Milestone.All).ToArbitrary(),
            (history, date, milestone) =>
            {
                var before = Score.Of(history.AsOf(date));
                var after = Score.Of(history.With(new MilestoneRecorded(date, milestone, null)).AsOf(date));
                return before.Value is null ? after.Value is null : after.Value >= before.Value - 1e-6;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static void Holds(Func<SchemeFacts, Score, bool> rule)
    {
        var unknowns = Gen.Elements<bool?>(null, false, true);
        var facts =
            from history in AnyHistory.Histories
            from date in AnyHistory.Days
            from newsletter in unknowns
            from asset in unknowns
            select history.AsOf(date) with { NewsletterDeliverable = newsletter, CurrentAssetDisplayed = asset };

        Prop.ForAll(facts.ToArbitrary(), item => rule(item, Score.Of(item))).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-6;

    private static ScoreFact Fact(Score score, string code) => score.Explain().Single(line => line.Fact.Code == code).Fact;

    private static string Sentence(Score score, string code) => score.Explain().Single(line => line.Fact.Code == code).Sentence;
}
