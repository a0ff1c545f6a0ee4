using System.Globalization;
using PortSafe.Domain;

namespace PortSafe.Grains.Analytics;

/// <summary>
/// The period of a view, in quarters or in years: <c>latest</c>, <c>all</c>, <c>last-8</c>, <c>2026Q3</c>,
/// <c>2024Q4..2026Q3</c>, <c>2025</c> or <c>2023..2025</c>. The first three follow the releases as they are published.
/// </summary>
public sealed record ViewPeriod
{
    /// <summary>The most quarters or years of a period.</summary>
    public const int MaxSteps = 100;

    /// <summary>What a period looks like, to whoever wrote another.</summary>
    public const string Expected = "latest, all, last-8, a quarter such as 2026Q3, quarters such as 2024Q4..2026Q3, a year such as 2025, or years such as 2023..2025";

    /// <summary>Early enough that whatever is set beside a period is a quarter too.</summary>
    private const int MinYear = 2000;

    private const string Joint = "..";
    private const string LastPrefix = "last-";

    private ViewPeriod(int last, ViewStep? from, ViewStep? to) => (Last, From, To) = (last, from, to);

    /// <summary>The latest quarter with a frozen release.</summary>
    public static ViewPeriod Latest { get; } = new(1, null, null);

    /// <summary>Every quarter from the first with a frozen release to the latest, as far as <see cref="MaxSteps"/> go.</summary>
    public static ViewPeriod All { get; } = new(MaxSteps, null, null);

    /// <summary>How many quarters up to the latest; 0 for a period with fixed ends.</summary>
    public int Last { get; }

    /// <summary>The first step of a period with fixed ends.</summary>
    public ViewStep? From { get; }

    /// <summary>Its last step.</summary>
    public ViewStep? To { get; }

    public bool IsYearly => From is { IsYear: true };

    /// <summary>Whether there may be more than one quarter or year in it.</summary>
    public bool IsLong => Last > 1 || From != To;

    public static ViewPeriod Of(Quarter quarter) => Of(quarter, quarter);

    /// <summary>The quarters from the first to the last.</summary>
    public static ViewPeriod Of(Quarter first, Quarter last) => new(0, new ViewStep(first, false), new ViewStep(last, false));

    /// <summary>Null for text that is no period, or one with too many steps or with its ends the wrong way round.</summary>
    public static ViewPeriod? Parse(string text)
    {
        if (text == "latest")
            return Latest;
        if (text == "all")
            return All;
        if (text.StartsWith(LastPrefix, StringComparison.Ordinal))
            return int.TryParse(text.AsSpan(LastPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and < MaxSteps ? new ViewPeriod(count, null, null) : null;
        var ends = text.Split(Joint);
        if (ends.Length > 2 || StepOf(ends[0]) is not { } from || StepOf(ends[^1]) is not { } to || from.IsYear != to.IsYear)
            return null;
        var steps = to.Last.Since(from.Last) / (from.IsYear ? 4 : 1);
        return steps is >= 0 and < MaxSteps ? new ViewPeriod(0, from, to) : null;
    }

    /// <summary>The quarters or years of it, in order; empty where it follows the releases and there are none.</summary>
    /// <param name="frozen">The quarters with a frozen release, in order.</param>
    public IReadOnlyList<ViewStep> Steps(IReadOnlyList<Quarter> frozen)
    {
        if (From is { } from && To is { } to)
            return [.. Quarter.Range(from.Last, to.Last).Where(quarter => !from.IsYear || quarter.Number == 4).Select(quarter => new ViewStep(quarter, from.IsYear))];
        if (frozen.Count == 0)
            return [];
        var count = Math.Min(Last, frozen[^1].Since(frozen[0]) + 1);
        return [.. Quarter.Range(frozen[^1].Add(1 - count), frozen[^1]).Select(quarter => new ViewStep(quarter, false))];
    }

    public override string ToString()
    {
        if (From is { } from && To is { } to)
            return from == to ? from.Key : from.Key + Joint + to.Key;
        return Last switch
        {
            1 => "latest",
            MaxSteps => "all",
            _ => string.Create(CultureInfo.InvariantCulture, $"{LastPrefix}{Last}"),
        };
    }

    private static ViewStep? StepOf(string text)
    {
        var isYear = text.Length == 4;
        return Quarter.TryParse(isYear ? $"{text}Q4" : text, null, out var last) && last.Year >= MinYear ? new ViewStep(last, isYear) : null;
    }
}
