using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Newsletters.Figures;

namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>The sections of a draft that are made from the ports' events, and that on what is next.</summary>
internal sealed class DraftNews(Quarter quarter, QuarterNews news, DraftSources sources)
{
    /// <summary>What ports did to reach each milestone, after “12 ports”; without the names of what reports are about.</summary>
    private static readonly Dictionary<Milestone, string> Deeds = new()
    {
        [Milestone.LeadNamed] = "named a scheme lead",
        [Milestone.GuideRead] = "read the Information Guide",
        [Milestone.LineDisplayed] = "put the reporting line on display",
        [Milestone.LaunchBriefing] = "held a launch briefing",
        [Milestone.ProtectUkRegistered] = "registered with ProtectUK",
        [Milestone.AnnualSelfCheck] = "did the yearly self-check",
        [Milestone.DeputyNamed] = "named a deputy",
        [Milestone.ActOffered] = "offered ACT e-learning to staff",
        [Milestone.InsiderBriefed] = "briefed staff on people who abuse their access",
        [Milestone.ContractorsCovered] = "briefed their contractors",
        [Milestone.HalfBriefed] = "briefed half of all staff",
        [Milestone.PulseSurvey] = "asked staff in a pulse survey",
        [Milestone.TenantOutreach] = "reached out to tenants",
        [Milestone.Drill] = "held a drill",
        [Milestone.CaseStudyShared] = "shared a case study",
    };

    public string NewMembers()
    {
        if (news.NewMembers.Count == 0)
            return "";
        var names = Wording.List([.. news.NewMembers.Select(member => $"**{MarkdownText.Escape(member.Name)}**")]);
        var sentence = $"Welcome to {names}, {(news.NewMembers.Count == 1 ? "which" : "all of which")} joined PortSafe this quarter.";
        return $"## New members\n\n{sources.Say(sentence, sources.Events("approved", string.Join(", ", news.NewMembers.Select(member => member.Port))))}";
    }

    public string Milestones()
    {
        if (news.Milestones.Count == 0)
            return "";
        var lines = news.Milestones.Select(reached => sources.Say(
            $"{Ports(reached.Ports)} {(reached.Ports == 1 ? Deeds[reached.Milestone].Replace("their ", "its ", StringComparison.Ordinal) : Deeds[reached.Milestone])}.",
            sources.Events("milestone-recorded", $"{reached.Milestone} at {Ports(reached.Ports, isFirst: false)} in the scheme")));
        return $"## Milestones reached\n\n{sources.Say("This is what ports in the scheme did for the first time this quarter, and the self-checks that they did again.", DraftSources.Fixed)}\n\n{string.Join("\n", lines.Select(line => $"- {line}"))}";
    }

    public string Packs()
    {
        if (news.Packs.Count == 0)
            return "";
        var sentences = news.Packs.Select(pack => sources.Say(
            $"Edition {MarkdownText.Escape(pack.Version)} of the Information Guide and Digital Asset Pack first went out on {pack.FirstOn:d MMMM yyyy}, and {Ports(pack.Ports, isFirst: false)} had it by the end of the quarter.",
            sources.Events("pack-issued", $"version {pack.Version} at {Ports(pack.Ports, isFirst: false)}, and none before")));
        return $"## New materials\n\n{string.Join(" ", sentences)} {sources.Say("Ask JMSC if yours is older.", DraftSources.Fixed)}";
    }

    public string Next()
    {
        var next = quarter.Next;
        var due = WorkingDays.After(next.End, WorkingDays.ReminderDay);
        List<string> sentences =
        [
            sources.Say($"The next quarter closes on {next.End:d MMMM yyyy}.", "The calendar"),
            sources.Say("Record your briefings and survey by then, so that they count.", DraftSources.Fixed),
            sources.Say($"The next newsletter is due by {due:d MMMM yyyy}.", $"The tenth working day in England and Wales after {next.End:d MMMM yyyy}"),
        ];
        if (news.ReviewsDue > 0)
            sentences.Insert(0, sources.Say(
                $"The yearly self-check falls due at {Ports(news.ReviewsDue, isFirst: false)} before {next.End.AddDays(1):d MMMM yyyy}.",
                $"Events “milestone-recorded” of {Milestone.AnnualSelfCheck}: twelve months from the latest one of each port in the scheme end between {next.Start:d MMMM yyyy} and {next.End:d MMMM yyyy} at {Ports(news.ReviewsDue, isFirst: false)}"));
        return $"## What is next\n\n{string.Join(" ", sentences)}";
    }

    private static string Ports(int count, bool isFirst = true) => count == 1 ? isFirst ? "One port" : "one port" : $"{count:N0} ports";
}
