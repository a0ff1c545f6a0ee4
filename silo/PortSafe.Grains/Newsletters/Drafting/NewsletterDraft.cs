using PortSafe.Data;
using PortSafe.Domain.Toolkit;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>
/// A quarter's newsletter, drafted from its frozen release and the quarter's events. Each sentence is a template that holds where its
/// cells are published; figures stand in it as tokens.
/// </summary>
/// <param name="Body">Markdown.</param>
/// <param name="Sources">Where each sentence comes from, in the order of the text.</param>
internal sealed record NewsletterDraft(string Subject, string Body, IReadOnlyList<DraftSource> Sources)
{
    public static NewsletterDraft Of(ReleaseFigures figures, QuarterNews quarter)
    {
        var sources = new DraftSources(figures);
        var (finding, news) = (Finding(figures), new DraftNews(figures.Quarter, quarter, sources));
        var title = finding is { } found ? Wording.Capital(found.Words) : $"PortSafe in {figures.Quarter.Title}";
        string[] parts =
        [
            $"# {sources.Say(title, finding is { } from ? sources.Cells(from.Measure) : DraftSources.Fixed)}",
            DraftOpening.Of(figures, sources),
            sources.Show("{{table:key-figures}}"),
            Changes(figures, sources),
            new DraftRegions(figures, sources).Section(),
            news.NewMembers(),
            news.Milestones(),
            news.Packs(),
            Reports(figures, sources),
            $"[Sign in to see the charts and their data]({NewsletterPages.Figures(figures.Quarter)})",
            news.Next(),
            Reminder(sources),
            About(figures, sources),
        ];
        var subject = finding is { Words: var words } ? $"{figures.Quarter.Title}: {words}" : $"PortSafe newsletter, {figures.Quarter.Title}";
        return new NewsletterDraft(subject, string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n", sources.All);
    }

    /// <summary>The one thing to say first: how many know the line, else how many were reached.</summary>
    private static (string Words, Measure Measure)? Finding(ReleaseFigures figures)
    {
        if (figures.Find(Measure.LineKnown.Id, figures.Quarter) is { Value: { } known } line)
            return ($"{ShareWords.Of(known, line.Display)} know the line", Measure.LineKnown);
        if (figures.Find(Measure.StaffReached.Id, figures.Quarter) is { Value: { } reached } briefed)
            return ($"{ShareWords.Of(reached, briefed.Display)} briefed in a year", Measure.StaffReached);
        return null;
    }

    private static string Changes(ReleaseFigures figures, DraftSources sources)
    {
        var comparison = new Comparison(figures);
        string[] changes =
        [
            .. Line(Measure.LineKnown, "**Knowing the line.** ", token => $"{token} of staff surveyed know the reporting line"),
            .. Line(Measure.AnonymityBelieved, "**Trust.** ", token => $"{token} believe that a report is anonymous"),
            .. Line(Measure.ConfidentToReport, "**Confidence.** ", token => $"{token} feel confident to report"),
            .. Line(Measure.StaffReached, "**Briefings.** ", token => $"{token} of staff have been briefed in the last four quarters"),
            .. Line(Measure.AdoptionRate, "**Schemes.** ", token => $"{token} of ports have an active scheme"),
            .. Line(Measure.ActCompletions, "**E-learning.** ", token => $"Staff completed ACT e-learning {token} times"),
            .. Line(Measure.Reports, "**Reports.** ", token => $"There were {token} anonymous reports"),
        ];
        return changes.Length == 0 ? "" : $"## What changed\n\n{string.Join("\n", changes.Select(change => $"- {change}"))}";

        string[] Line(Measure measure, string label, Func<string, string> clause) => !comparison.IsShown(measure)
            ? []
            : [label + sources.Say($"{clause(Comparison.Token(measure))}{comparison.Clause(measure)}.", sources.Cells(measure))];
    }

    private static string Reports(ReleaseFigures figures, DraftSources sources)
    {
        var cells = figures.Cells(Measure.Reports.Id, figures.Quarter).ToList();
        string[] tables =
        [
            .. cells.Any(cell => cell.Group is not null) ? ["{{table:reports-by-group}}"] : Array.Empty<string>(),
            .. cells.Any(cell => cell.Region is not null) ? ["{{table:reports-by-region}}"] : Array.Empty<string>(),
        ];
        if (tables.Length == 0)
            return "";
        var first = sources.Say("These are counts alone. What a report says never reaches PortSafe.", DraftSources.Fixed);
        return $"## What was reported\n\n{first}\n\n{string.Join("\n\n", tables.Select(sources.Show))}";
    }

    private static string Reminder(DraftSources sources)
    {
        var text = sources.Say(
            $"Anyone who sees something wrong can call {ReportingLine.Operator} on [{ReportingLine.Telephone}]({ReportingLine.TelephoneLink}) or [report online]({ReportingLine.OnlineForm}). It is 100% anonymous. In an emergency, call [{ReportingLine.Emergency}]({ReportingLine.EmergencyLink}). Check that posters with this number, and no other, are where staff can see them.",
            "The reporting line, the same in every draft");
        return $"## Remind your staff\n\n{text}";
    }

    private static string About(ReleaseFigures figures, DraftSources sources)
    {
        var frozen = sources.Say($"The figures are those of release {figures.Quarter}, frozen on {UkDate.Of(figures.Release.FrozenAt):d MMMM yyyy}.", $"The release of {figures.Quarter}");
        return $"## About the figures\n\n{frozen}" + (figures.Release.Audited
            ? ""
            : $" {sources.Say("The release is unaudited: nobody has yet tested whether a single report could be worked out from it.", $"The release of {figures.Quarter}")}");
    }
}
