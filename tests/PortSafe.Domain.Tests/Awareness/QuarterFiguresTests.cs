using PortSafe.Domain.Awareness;

namespace PortSafe.Domain.Tests.Awareness;

public sealed class QuarterFiguresTests
{
    private static readonly QuarterFigures Sound = new(100, 30, 70, 100, 50, 50, 50, 50);

    [Fact]
    public void Figures_whose_parts_fit_their_wholes_are_sound() => Assert.Empty(Sound.Errors());

    [Fact]
    public void Every_broken_rule_names_its_column()
    {
        AssertFaulty(Sound with { Headcount = 0 }, "headcount");
        AssertFaulty(Sound with { Headcount = -5 }, "headcount");
        AssertFaulty(Sound with { Headcount = 1_000_001 }, "headcount");
        AssertFaulty(Sound with { BriefedSecurity = -1 }, "briefed_security");
        AssertFaulty(Sound with { BriefedOther = -1 }, "briefed_other");
        AssertFaulty(Sound with { BriefedOther = 71 }, "briefed_other");
        AssertFaulty(Sound with { BriefedSecurity = int.MaxValue, BriefedOther = int.MaxValue }, "briefed_other");
        AssertFaulty(Sound with { ActCompletions = -1 }, "act_completions");
        AssertFaulty(Sound with { ActCompletions = 101 }, "act_completions");
        AssertFaulty(Sound with { SurveyResponses = -1 }, "survey_responses");
        AssertFaulty(Sound with { SurveyResponses = 101 }, "survey_responses");
        AssertFaulty(Sound with { KnowLine = 51 }, "know_line");
        AssertFaulty(Sound with { BelieveAnonymous = 51 }, "believe_anonymous");
        AssertFaulty(Sound with { ConfidentToReport = 51 }, "confident_to_report");
    }

    [Fact]
    public void All_broken_rules_are_listed() =>
        Assert.Equal(
            ["know_line", "believe_anonymous"],
            (Sound with { KnowLine = 60, BelieveAnonymous = 51 }).Errors().Select(error => error.Field));

    private static void AssertFaulty(QuarterFigures figures, string column) =>
        Assert.Contains(column, figures.Errors().Select(error => error.Field));
}
