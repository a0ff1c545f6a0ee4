using PortSafe.Domain.Awareness;
using PortSafe.Domain.Tests.Ports;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Awareness;

public sealed class AwarenessWindowTests
{
    /// <summary>Briefed 1, 2, 4, 8, … in quarter after quarter, so that a sum tells which were counted.</summary>
    private static readonly PortHistory Powers = Member
        .Figures("2024Q1", 1_000, briefed: 1)
        .Figures("2024Q2", 1_000, briefed: 2)
        .Figures("2024Q3", 1_000, briefed: 4)
        .Figures("2024Q4", 1_000, briefed: 8)
        .Figures("2025Q1", 1_000, briefed: 16)
        .Figures("2025Q2", 1_000, briefed: 32);

    [Theory]
    [InlineData("2024-12-31", 1 + 2 + 4 + 8)]
    [InlineData("2025-01-01", 1 + 2 + 4 + 8)]
    [InlineData("2025-03-30", 1 + 2 + 4 + 8)]
    [InlineData("2025-03-31", 2 + 4 + 8 + 16)]
    [InlineData("2025-06-29", 2 + 4 + 8 + 16)]
    [InlineData("2025-06-30", 4 + 8 + 16 + 32)]
    [InlineData("2025-07-01", 4 + 8 + 16 + 32)]
    [InlineData("2026-06-30", 0)]
    public void Four_completed_quarters_are_counted_and_a_quarter_is_complete_on_its_last_day(string on, int briefed) =>
        Assert.Equal(briefed, Window(Powers, on).Briefed);

    [Fact]
    public void The_quarter_in_progress_is_counted_on_top() =>
        Assert.Equal(1 + 2 + 4 + 8 + 100, Window(Powers.Briefing("2025-01-15", 100), "2025-02-01").Briefed);

    [Fact]
    public void A_quarter_s_figures_replace_its_single_briefings_and_no_others()
    {
        var history = Member.Briefing("2025-01-15", 100).Briefing("2025-02-15", 10).Briefing("2025-05-01", 7).Figures("2025Q1", 200, briefed: 60);

        Assert.Equal(110, Window(history, "2025-03-30").Briefed);
        Assert.Equal(60, Window(history, "2025-03-31").Briefed);
        Assert.Equal(67, Window(history, "2025-06-30").Briefed);
    }

    [Fact]
    public void Corrected_figures_replace_the_earlier_ones() =>
        Assert.Equal(30, Window(Member.Figures("2025Q1", 200, briefed: 60).Figures("2025Q1", 200, briefed: 30), "2025-03-31").Briefed);

    [Fact]
    public void The_headcount_is_the_latest_known_however_old()
    {
        var history = Member.Figures("2024Q2", 150).Figures("2024Q1", 120);

        Assert.Null(Window(history, "2024-03-30").Headcount);
        Assert.Equal(120, Window(history, "2024-03-31").Headcount);
        Assert.Equal(150, Window(history, "2024-06-30").Headcount);
        Assert.Equal(150, Window(history, "2030-01-01").Headcount);
        Assert.Equal(new Quarter(2024, 2), Window(history, "2030-01-01").HeadcountOf);
    }

    [Fact]
    public void Reach_is_a_share_of_at_most_one_and_unknown_without_a_headcount()
    {
        Assert.Null(Window(Member.Briefing("2025-01-15", 100), "2025-02-01").Reach);
        Assert.Equal(0.3, Window(Member.Figures("2025Q1", 200, briefed: 60), "2025-03-31").Reach);
        Assert.Equal(1, Window(Member.Figures("2025Q1", 200, briefed: 200).Briefing("2025-05-01", 50), "2025-05-01").Reach);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void A_survey_counts_from_ten_responses_on(int responses, bool counts) =>
        Assert.Equal(counts, Window(Member.Figures("2025Q1", 200, responses: responses), "2025-03-31").HasSurvey);

    [Fact]
    public void Answers_and_completions_add_up_over_the_window()
    {
        var window = Window(
            Member.Figures("2025Q1", 200, responses: 6, know: 3, act: 20).Figures("2025Q2", 200, responses: 5, know: 4, act: 1).Figures("2025Q3", 200), "2025-09-30");

        Assert.Equal((11, 7, 21, true), (window.Responses, window.KnowLine, window.ActCompletions, window.HasSurvey));
        Assert.Equal((On("2025-06-30"), On("2025-09-30")), (window.LastSurveyOn, window.LastRecordedOn));
    }

    [Fact]
    public void A_single_quarter_can_be_asked_for() =>
        Assert.Equal(8, AwarenessWindow.Over(Powers.AsOf("2025-06-30"), new Quarter(2024, 4), new Quarter(2024, 4)).Briefed);

    private static AwarenessWindow Window(PortHistory history, string on) => AwarenessWindow.LastFourQuarters(history.AsOf(on));
}
