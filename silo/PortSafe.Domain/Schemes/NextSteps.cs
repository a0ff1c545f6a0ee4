using PortSafe.Domain.Awareness;

namespace PortSafe.Domain.Schemes;

/// <summary>What a next step is about, which says with which form it is recorded.</summary>
public enum NextStepKind
{
    Milestone,
    Contact,
    Briefing,

    /// <summary>A quarter's figures, which tell the headcount.</summary>
    Figures,

    /// <summary>A survey, whose answers are part of a quarter's figures.</summary>
    Survey,
}

/// <summary>Something to do next.</summary>
/// <param name="Milestone">Null for every other kind.</param>
/// <param name="Title">What to do, as an instruction.</param>
/// <param name="Points">The points of the 100 that it can gain: over 0.</param>
/// <param name="IsUpTo">Whether the gain depends on how many are reached.</param>
/// <param name="Effort">1 (minutes) to 3 (a project).</param>
/// <param name="LiftsCap">Whether it is the one essential milestone that is missing.</param>
public sealed record NextStep(NextStepKind Kind, Milestone? Milestone, string Title, double Points, bool IsUpTo, int Effort, bool LiftsCap);

/// <summary>What a port can do next, by the lines of its score.</summary>
public static class NextSteps
{
    /// <summary>Every step that can gain something, the one with most points for least effort first; what lifts the cap comes before all.</summary>
    public static IReadOnlyList<NextStep> Of(SchemeFacts facts)
    {
        var score = Score.Of(facts);
        var window = AwarenessWindow.LastFourQuarters(facts);
        return
        [
            .. Milestone.All
                .Where(milestone => milestone != Milestone.HalfBriefed)
                .Select(milestone => OfMilestone(facts, score, milestone))
                .Append(Step(score, NextStepKind.Contact, "Check your contact details", 1, ScoreLine.ContactVerified))
                .Append(Reach(score, window))
                .Append(Step(score, NextStepKind.Survey, "Ask staff in a short survey whether they know the line", 2, ScoreLine.Understanding) with { IsUpTo = true })
                .Where(step => step.Points > 0)
                .OrderByDescending(step => step.LiftsCap)
                .ThenByDescending(step => step.Points / step.Effort),
        ];
    }

    private static NextStep OfMilestone(SchemeFacts facts, Score score, Milestone milestone)
    {
        var step = milestone == Milestone.AnnualSelfCheck
            ? Step(score, NextStepKind.Milestone, milestone.Title, milestone.Effort, milestone.Code, ScoreLine.SelfCheck)
            : Step(score, NextStepKind.Milestone, milestone.Title, milestone.Effort, milestone.Code);
        // A self-check that still holds whole gains nothing; every other milestone that holds cannot be recorded again.
        return step with
        {
            Milestone = milestone,
            LiftsCap = score.Cap?.Missing is [var only] && only == milestone,
            Points = facts.Holds(milestone) ? 0 : step.Points,
        };
    }

    private static NextStep Reach(Score score, AwarenessWindow window)
    {
        var step = window.Headcount is null
            ? Step(score, NextStepKind.Figures, "Enter how many staff there are and were briefed", 1, ScoreLine.Reach, Milestone.HalfBriefed.Code)
            : Step(score, NextStepKind.Briefing, "Brief more staff", 2, ScoreLine.Reach, Milestone.HalfBriefed.Code);
        return step with { IsUpTo = true };
    }

    /// <summary>A step that completes some lines. Whatever is recorded is an action, which counts where there was none of late.</summary>
    private static NextStep Step(Score score, NextStepKind kind, string title, int effort, params ReadOnlySpan<string> completes)
    {
        var (own, recent) = (0.0, 0.0);
        foreach (var line in score.Explain())
        {
            if (completes.Contains(line.Fact.Code))
                own += line.Possible - line.Earned;
            else if (line.Fact.Code == ScoreLine.RecentAction)
                recent = line.Possible - line.Earned;
        }
        return new NextStep(kind, null, title, own > 0 ? Points.Exact(own + recent) : 0, false, effort, false);
    }
}
