using PortSafe.Data;
using PortSafe.Domain.Toolkit;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>
/// A quarter's newsletter, drafted from its frozen release. Each sentence is a template that holds where its cells are published;
/// figures stand in it as tokens.
/// </summary>
/// <param name="Body">Markdown.</param>
internal sealed record NewsletterDraft(string Subject, string Body)
{
    /// <param name="newMembers">The names of the ports that joined in the quarter, in the order in which to name them.</param>
    public static NewsletterDraft Of(ReleaseFigures figures, IReadOnlyList<string> newMembers)
    {
        var finding = Finding(figures);
        string[] parts =
        [
            $"# {(finding is null ? $"PortSafe in {figures.Quarter.Title}" : Wording.Capital(finding))}",
            DraftOpening.Of(figures),
            "{{table:key-figures}}",
            Changes(figures),
            Reach(figures),
            NewMembers(newMembers),
            Reports(figures),
            $"[See the charts and their data]({NewsletterPages.Figures(figures.Quarter)})",
            Reminder(),
            About(figures),
        ];
        var subject = finding is null ? $"PortSafe newsletter, {figures.Quarter.Title}" : $"PortSafe, {figures.Quarter.Title}: {finding}";
        return new NewsletterDraft(subject, string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n");
    }

    /// <summary>The one thing to say first: how many know the line, else how many were reached.</summary>
    private static string? Finding(ReleaseFigures figures)
    {
        if (figures.Find(Measure.LineKnown.Id, figures.Quarter) is { Value: { } known } line)
            return $"{ShareWords.Of(known, line.Display)} know the line";
        if (figures.Find(Measure.StaffReached.Id, figures.Quarter) is { Value: { } reached } briefed)
            return $"{ShareWords.Of(reached, briefed.Display)} briefed in a year";
        return null;
    }

    private static string Changes(ReleaseFigures figures)
    {
        var comparison = new Comparison(figures);
        string[] changes =
        [
            .. If(comparison, Measure.LineKnown, measure => $"**Knowing the line.** {Comparison.Token(measure)} of staff surveyed know the reporting line{comparison.Clause(measure)}."),
            .. If(comparison, Measure.AnonymityBelieved, measure => $"**Trust.** {Comparison.Token(measure)} believe that a report is anonymous{comparison.Clause(measure)}."),
            .. If(comparison, Measure.ConfidentToReport, measure => $"**Confidence.** {Comparison.Token(measure)} feel confident to report{comparison.Clause(measure)}."),
            .. If(comparison, Measure.StaffReached, measure => $"**Briefings.** {Comparison.Token(measure)} of staff have been briefed in the last four quarters{comparison.Clause(measure)}."),
            .. If(comparison, Measure.AdoptionRate, measure => $"**Schemes.** {Comparison.Token(measure)} of ports have an active scheme{comparison.Clause(measure)}."),
            .. If(comparison, Measure.ActCompletions, measure => $"**E-learning.** Staff completed ACT e-learning {Comparison.Token(measure)} times{comparison.Clause(measure)}."),
            .. If(comparison, Measure.Reports, measure => $"**Reports.** There were {Comparison.Token(measure)} anonymous reports{comparison.Clause(measure)}."),
        ];
        return changes.Length == 0 ? "" : $"## What changed\n\n{string.Join("\n", changes.Select(change => $"- {change}"))}";
    }

    private static string Reach(ReleaseFigures figures) =>
        figures.Cells(Measure.StaffReached.Id, figures.Quarter).Any(cell => cell.Region is not null && !cell.IsWithheld())
            ? "## Where staff have been briefed\n\nA briefing counts for four quarters. This is the share of staff reached in that time.\n\n{{chart:staff-reached}}"
            : "";

    private static string NewMembers(IReadOnlyList<string> names) => names.Count == 0 ? "" :
        $"## New members\n\nWelcome to {Wording.List([.. names.Select(name => $"**{MarkdownText.Escape(name)}**")])}, {(names.Count == 1 ? "which" : "all of which")} joined PortSafe this quarter.";

    private static string Reports(ReleaseFigures figures)
    {
        var cells = figures.Cells(Measure.Reports.Id, figures.Quarter).ToList();
        string[] tables =
        [
            .. cells.Any(cell => cell.Group is not null) ? ["{{table:reports-by-group}}"] : Array.Empty<string>(),
            .. cells.Any(cell => cell.Region is not null) ? ["{{table:reports-by-region}}"] : Array.Empty<string>(),
        ];
        return tables.Length == 0 ? "" : $"## What was reported\n\nThese are counts alone. What a report says never reaches PortSafe.\n\n{string.Join("\n\n", tables)}";
    }

    private static string Reminder() =>
        $"""
        ## Remind your staff

        Anyone who sees something wrong can call {ReportingLine.Operator} on [{ReportingLine.Telephone}]({ReportingLine.TelephoneLink}) or [report online]({ReportingLine.OnlineForm}). It is 100% anonymous. In an emergency, call [{ReportingLine.Emergency}]({ReportingLine.EmergencyLink}). Check that posters with this number, and no other, are where staff can see them.
        """.ReplaceLineEndings("\n");

    private static string About(ReleaseFigures figures)
    {
        var frozen = $"The figures are those of release {figures.Quarter}, frozen on {UkDate.Of(figures.Release.FrozenAt):d MMMM yyyy}.";
        return $"## About the figures\n\n{frozen}" +
            (figures.Release.Audited ? "" : " The release is unaudited: nobody has yet tested whether a single report could be worked out from it.");
    }

    private static string[] If(Comparison comparison, Measure measure, Func<Measure, string> sentence) =>
        comparison.IsShown(measure) ? [sentence(measure)] : [];
}
