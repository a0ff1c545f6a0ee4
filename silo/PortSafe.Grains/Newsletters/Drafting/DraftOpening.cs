using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Figures;

namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>The first paragraph of a draft: what has become better and worse in a year, without figures, which follow it.</summary>
internal static class DraftOpening
{
    private static readonly (Measure Measure, string Words)[] Answers =
    [
        (Measure.LineKnown, "know the line"), (Measure.AnonymityBelieved, "believe that a report is anonymous"), (Measure.ConfidentToReport, "feel confident to report"),
    ];

    private static readonly (Measure Measure, string Words)[] Shares =
        [(Measure.StaffReached, "the share of staff briefed"), (Measure.AdoptionRate, "the share of ports with an active scheme")];

    /// <summary>Two sentences at most; empty where there is no release of a year ago to compare with.</summary>
    public static string Of(ReleaseFigures figures, DraftSources sources)
    {
        var comparison = new Comparison(figures);
        var (lastYear, sentences) = (figures.Quarter.SameQuarterLastYear, new List<string>());
        var (more, fewer) = (Moved(Answers, 1), Moved(Answers, -1));
        if (more.Count > 0)
            sentences.Add(Say($"Compared with a year ago, more of the staff surveyed {Wording.List(more)}{(fewer.Count > 0 ? $", but fewer {Wording.List(fewer)}" : "")}.", Answers));
        else if (fewer.Count > 0)
            sentences.Add(Say($"Compared with a year ago, fewer of the staff surveyed {Wording.List(fewer)}.", Answers));

        var (up, down) = (Moved(Shares, 1), Moved(Shares, -1));
        if (up.Count + down.Count > 0)
            sentences.Add(Say(Wording.Capital(Wording.List([.. Part(up, "up"), .. Part(down, "down")])) + (sentences.Count == 0 ? " on a year ago." : "."), Shares));
        return string.Join(" ", sentences);

        string Say(string sentence, (Measure Measure, string Words)[] items) => sources.Say(sentence, string.Join("; ", items.Select(item => sources.Cells(item.Measure))));

        List<string> Moved((Measure Measure, string Words)[] items, int direction) =>
            [.. items.Where(item => comparison.DirectionSince(item.Measure, lastYear) == direction).Select(item => item.Words)];
    }

    private static IEnumerable<string> Part(List<string> shares, string direction) =>
        shares.Count == 0 ? [] : [$"{Wording.List(shares)} {(shares.Count == 1 ? "is" : "are")} {direction}"];
}
