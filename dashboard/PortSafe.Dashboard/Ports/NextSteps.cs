using PortSafe.Domain.Schemes;

namespace PortSafe.Dashboard.Ports;

/// <summary>Something to do next.</summary>
/// <param name="Points">What the scheme's health could gain, in points of the 100.</param>
public sealed record NextStep(Milestone Milestone, double Points, bool LiftsCap);

/// <summary>What to offer a port to do next: most points for least effort, by the lines of its score.</summary>
public static class NextSteps
{
    private const string SelfCheckLine = "self-check";

    /// <param name="score">The score as it stands.</param>
    /// <param name="most">How many to offer.</param>
    /// <returns>The best first; empty when every milestone that can be recorded holds.</returns>
    public static IReadOnlyList<NextStep> Of(Score score, int most) =>
    [
        .. Milestone.All
            .Where(milestone => milestone != Milestone.HalfBriefed)
            .Select(milestone => new NextStep(milestone, Gain(score, milestone), score.Cap?.Missing is [var only] && only == milestone))
            .Where(step => step.Points > 0 && !Holds(score, step.Milestone))
            .OrderByDescending(step => step.LiftsCap)
            .ThenByDescending(step => step.Points / step.Milestone.Effort)
            .Take(most),
    ];

    private static bool Holds(Score score, Milestone milestone) =>
        score.Explain().Any(line => line.Fact.Code == milestone.Code && line.Earned >= line.Possible);

    private static double Gain(Score score, Milestone milestone) =>
        score.Explain().Where(line => IsAbout(line, milestone)).Sum(line => line.Possible - line.Earned);

    private static bool IsAbout(ScoreLine line, Milestone milestone) =>
        line.Fact.Code == milestone.Code || (milestone == Milestone.AnnualSelfCheck && line.Fact.Code == SelfCheckLine);
}
