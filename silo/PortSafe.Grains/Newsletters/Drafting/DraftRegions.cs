using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Figures;

namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>What a draft says of regions: where most staff were briefed, and where the share rose and fell.</summary>
internal sealed class DraftRegions(ReleaseFigures figures, DraftSources sources)
{
    private const int MostNamed = 4;

    private readonly Comparison _comparison = new(figures);

    public string Section()
    {
        var regions = PublicationPlan.Current.Regions.Where(region => _comparison.IsShown(Measure.StaffReached, region)).ToList();
        if (regions.Count == 0)
            return "";
        var fixedPart = sources.Say("A briefing counts for four quarters. This is the share of staff reached in that time.", DraftSources.Fixed);
        string[] sentences =
        [
            Extremes(regions),
            .. Moves(regions),
        ];
        return $"## Where staff have been briefed\n\n{string.Join(" ", sentences.Where(sentence => sentence.Length > 0).Prepend(fixedPart))}\n\n{sources.Show("{{chart:staff-reached}}")}";
    }

    /// <summary>The highest and the lowest, as they are published; empty where all are alike.</summary>
    private string Extremes(List<Region> regions)
    {
        var levels = regions.ToDictionary(region => region, region => _comparison.LevelOf(Measure.StaffReached, region));
        var (most, least) = (levels.Values.Max(), levels.Values.Min());
        if (most == least)
            return "";
        List<Region> top = [.. regions.Where(region => levels[region] == most)], bottom = [.. regions.Where(region => levels[region] == least)];
        return sources.Say(
            $"It is highest in {Listed(top)}, at {Token(top[0])}, and lowest in {Listed(bottom)}, at {Token(bottom[0])}.",
            sources.Cells(Measure.StaffReached, regions));
    }

    /// <summary>Since the quarter before and since a year ago, in one sentence where both are the same.</summary>
    private string[] Moves(List<Region> regions)
    {
        var (before, lastYear) = (Move(regions, figures.Quarter.Previous), Move(regions, figures.Quarter.SameQuarterLastYear));
        var cells = sources.Cells(Measure.StaffReached, regions);
        if (before.Length > 0 && before == lastYear)
            return [sources.Say($"Since the quarter before and since a year ago, {before}.", cells)];
        return [.. new[] { ("Since the quarter before", before), ("Since a year ago", lastYear) }.Where(move => move.Item2.Length > 0).Select(move => sources.Say($"{move.Item1}, {move.Item2}.", cells))];
    }

    private string Move(List<Region> regions, Quarter since)
    {
        var known = regions.Where(region => _comparison.DirectionSince(Measure.StaffReached, since, region) is not null).ToList();
        List<Region> up = [.. known.Where(region => _comparison.DirectionSince(Measure.StaffReached, since, region) > 0)], down = [.. known.Where(region => _comparison.DirectionSince(Measure.StaffReached, since, region) < 0)];
        if (known.Count == 0)
            return "";
        return (up.Count, down.Count) switch
        {
            (0, 0) => "it has stayed the same everywhere",
            (_, 0) when up.Count == known.Count => "it has risen everywhere",
            (0, _) when down.Count == known.Count => "it has fallen everywhere",
            (_, 0) => $"it has risen in {Few(up)}",
            (0, _) => $"it has fallen in {Few(down)}",
            _ => $"it has risen in {Few(up)}, and fallen in {Few(down)}",
        };
    }

    /// <summary>The regions by name, or their number where they are many.</summary>
    private static string Few(List<Region> regions) => regions.Count <= MostNamed ? Listed(regions) : $"{regions.Count} regions";

    private static string Listed(List<Region> regions) => Wording.Regions([.. regions.Select(region => InASentence(region.ToString()))]);

    /// <summary>“the North West”, as a point of the compass has it; other names as they are.</summary>
    private static string InASentence(string region) => region.Split(' ') is ["North" or "South", "East" or "West"] or ["East" or "West" or "North" or "South"] ? $"the {region}" : region;

    private static string Token(Region region) => $"{{{{stat:{Measure.StaffReached.Id} region=\"{region}\"}}}}";
}
