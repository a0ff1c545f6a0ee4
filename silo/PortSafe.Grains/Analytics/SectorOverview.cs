using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Analytics;

/// <summary>Which way a figure moved.</summary>
public enum TrendDirection
{
    Up,
    Down,
    Level,
}

/// <summary>How a figure compares with the same quarter last year.</summary>
/// <param name="Amount">By how much, in words: “4 points”, “about 15%”; empty when level.</param>
/// <param name="IsGood">Whether the move is one to welcome; null where neither is (more reports may mean more crime or more trust).</param>
public sealed record Trend(TrendDirection Direction, string Amount, bool? IsGood)
{
    /// <summary>“up 4 points on a year ago”.</summary>
    public string Sentence => Direction switch
    {
        TrendDirection.Up => $"up {Amount} on a year ago",
        TrendDirection.Down => $"down {Amount} on a year ago",
        _ => "the same as a year ago",
    };
}

/// <summary>A figure at the head of the sector overview.</summary>
/// <param name="Value">As people read it: <c>20</c>, <c>18%</c>, <c>540–544</c>, or “not shown”.</param>
/// <param name="Suffix">What follows in small: “of 113”; null for nothing.</param>
/// <param name="Trend">Null without a figure for the same quarter last year.</param>
public sealed record KeyFigure(Measure Measure, string Label, string Value, string? Suffix, Trend? Trend);

/// <summary>A sentence about what changed in the quarter; the finding stands first, in bold.</summary>
public sealed record Change(string Finding, string Rest);

/// <summary>What a quarter's release says of the whole sector, from frozen cells alone.</summary>
public sealed record SectorOverview(FrozenRelease Release, IReadOnlyList<KeyFigure> Figures, IReadOnlyList<Change> Changes)
{
    /// <param name="history">Every frozen release, this one included.</param>
    public static SectorOverview Of(FrozenRelease release, IReadOnlyList<FrozenRelease> history)
    {
        var lastYear = history.FirstOrDefault(other => other.Quarter == release.Quarter.SameQuarterLastYear);
        var previous = history.FirstOrDefault(other => other.Quarter == release.Quarter.Previous);
        return new SectorOverview(
            release,
            [Active(release, lastYear), Shares(Measure.StaffReached, "Staff reached, last four quarters"), Shares(Measure.LineKnown, "Know the reporting line"), Reports(release, lastYear)],
            [.. Changed(release, previous)]);

        KeyFigure Shares(Measure measure, string label) =>
            new(measure, label, Text(release.Find(measure)), null, TrendOf(release.Find(measure)?.Value, lastYear?.Find(measure)?.Value));
    }

    private static KeyFigure Active(FrozenRelease release, FrozenRelease? lastYear)
    {
        var (now, then) = (release.Find(Measure.AdoptionRate), lastYear?.Find(Measure.AdoptionRate));
        var trend = now?.Numerator is { } active && then?.Numerator is { } before ? Trend(active - before, $"{Math.Abs(active - before):N0}", good: true) : null;
        return new KeyFigure(Measure.AdoptionRate, Measure.AdoptionRate.Title, now?.Numerator?.ToString("N0") ?? "Not shown", now is null ? null : $"of {now.Denominator:N0}", trend);
    }

    private static KeyFigure Reports(FrozenRelease release, FrozenRelease? lastYear)
    {
        var now = release.Find(Measure.Reports)?.Reports;
        Trend? trend = null;
        if (now is { IsBelowThreshold: false } && lastYear?.Find(Measure.Reports)?.Reports is { IsBelowThreshold: false } then)
        {
            var change = (int)Math.Round(100.0 * (now.Value.Middle - then.Middle) / then.Middle, MidpointRounding.AwayFromZero);
            trend = Trend(change, $"about {Math.Abs(change)}%", good: null);
        }
        return new KeyFigure(Measure.Reports, "Reports in the quarter", now?.Display ?? (release.Find(Measure.Reports) is null ? "Not shown" : "Withheld"), null, trend);
    }

    private static Trend? TrendOf(double? now, double? then)
    {
        if (now is null || then is null)
            return null;
        var points = (int)(Percent(now.Value) - Percent(then.Value));
        return Trend(points, Math.Abs(points) == 1 ? "1 point" : $"{Math.Abs(points)} points", good: true);
    }

    private static Trend Trend(long change, string amount, bool? good) => change switch
    {
        > 0 => new Trend(TrendDirection.Up, amount, good),
        < 0 => new Trend(TrendDirection.Down, amount, !good),
        _ => new Trend(TrendDirection.Level, "", null),
    };

    internal static double Percent(double share) => Math.Round(share * 100, MidpointRounding.AwayFromZero);

    private static string Text(ReleaseCell? cell) => cell?.Value is null ? "Not shown" : cell.Display;

    private static IEnumerable<Change> Changed(FrozenRelease release, FrozenRelease? previous)
    {
        if (StageCount(release, Stage.ReviewDue) is var due and > 0)
            yield return ReviewsDue(due, StageCount(release, Stage.Active));
        if (Extreme(release, Measure.StaffReached, lowest: true) is { } least)
            yield return new Change($"{The(least.Region!.Value)} reached {least.Display} of its staff,", "the lowest of any region.");
        if (Extreme(release, Measure.LineKnown, lowest: false) is { } most)
            yield return new Change($"{The(most.Region!.Value)} knows the line best:", $"{most.Display} of staff surveyed there.");
        if (previous is not null && MovedMost(release, previous) is { } group)
            yield return group;
        foreach (var (table, isRegional) in new[] { ("by region", true), ("by kind", false) })
        {
            if (release.Public.Any(cell => cell.Measure == Measure.Reports.Id && cell.IsWithheld() && (isRegional ? cell.Region is not null : cell.Group is not null)))
                yield return new Change($"Reports {table} are withheld:", $"{WithheldCells.Table}.");
        }
        if (StageCount(release, Stage.Applied) is var waiting and > 0)
            yield return waiting == 1 ? new Change("1 port waits for a decision", "on its application to join.") : new Change($"{waiting} ports wait for a decision", "on their applications to join.");
    }

    private static Change ReviewsDue(int due, int active) => new(
        due == 1 ? "1 scheme is due for review." : $"{due} schemes are due for review.",
        $"Reviewing {(due == 1 ? "it" : "all of them")} would bring active schemes from {active} to {active + due}.");

    private static int StageCount(FrozenRelease release, Stage stage) => (int)(release.Find(Measure.SchemesByStage, stage: stage)?.Value ?? 0);

    private static ReleaseCell? Extreme(FrozenRelease release, Measure measure, bool lowest)
    {
        var shown = release.Public.Where(cell => cell.Measure == measure.Id && cell is { Region: not null, Value: not null });
        return lowest ? shown.MinBy(cell => cell.Value) : shown.MaxBy(cell => cell.Value);
    }

    /// <summary>The group whose band moved furthest; nothing when no band moved.</summary>
    private static Change? MovedMost(FrozenRelease release, FrozenRelease previous)
    {
        var moved = CategoryGroup.All
            .Select(group => (Group: group, Now: release.Find(Measure.Reports, group: group)?.Reports, Then: previous.Find(Measure.Reports, group: group)?.Reports))
            .Where(item => item.Now is not null && item.Then is not null && item.Now != item.Then)
            .OrderByDescending(item => Math.Abs(item.Now!.Value.Middle - item.Then!.Value.Middle))
            .FirstOrDefault();
        if (moved.Group is null)
            return null;
        var verb = moved.Now!.Value.Middle > moved.Then!.Value.Middle ? "rose" : "fell";
        return new Change($"Reports of {moved.Group.Title.ToLowerInvariant()} {verb}", $"{SectorCharts.FromTo(moved.Then.Value, moved.Now.Value)} a quarter.");
    }

    /// <summary>Within a sentence: “the North West”, “Wales”.</summary>
    public static string Within(Region region) => The(region) is ['T', 'h', 'e', ' ', .. var rest] ? $"the {rest}" : region.ToString();

    /// <summary>“The North West”, but “Wales”.</summary>
    public static string The(Region region)
    {
        var name = region.ToString();
        return name.StartsWith("North ", StringComparison.Ordinal) || name.StartsWith("South ", StringComparison.Ordinal) || name == "East" ? $"The {name}" : name;
    }
}
