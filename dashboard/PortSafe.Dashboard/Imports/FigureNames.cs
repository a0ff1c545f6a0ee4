using PortSafe.Domain.Awareness;

namespace PortSafe.Dashboard.Imports;

/// <summary>A quarter's figures, by what each is called.</summary>
public static class FigureNames
{
    /// <summary>Every figure, in the order of the form and of the file.</summary>
    public static IReadOnlyList<(string Title, Func<QuarterFigures, int> Of)> All { get; } =
    [
        ("Staff", figures => figures.Headcount),
        ("Briefed, with security duties", figures => figures.BriefedSecurity),
        ("Briefed, all others", figures => figures.BriefedOther),
        ("Completed ACT", figures => figures.ActCompletions),
        ("Answered the survey", figures => figures.SurveyResponses),
        ("Know the line", figures => figures.KnowLine),
        ("Believe it is anonymous", figures => figures.BelieveAnonymous),
        ("Confident to report", figures => figures.ConfidentToReport),
    ];

    /// <summary>Those that two states of a quarter's figures do not share; all of them where there was none before.</summary>
    public static IEnumerable<(string Title, int? Before, int After)> Changes(QuarterFigures? before, QuarterFigures after) => All
        .Select(name => (name.Title, Before: before is null ? (int?)null : name.Of(before), After: name.Of(after)))
        .Where(change => change.Before != change.After);
}
