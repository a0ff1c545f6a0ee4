using PortSafe.Auditor.Releases;

namespace PortSafe.Auditor.Tests.Releases;

/// <summary>A way to show a count, as the interval that a reader who knows the rule learns.</summary>
internal sealed record DisplayRule(string Name, Func<long, (long Lower, long Upper)> IntervalOf)
{
    /// <summary>Rules that tell more than the plan’s.</summary>
    public static IReadOnlyList<DisplayRule> Leaks { get; } =
    [
        new("exact counts", count => (count, count)),
        new("nearest five", count => Rounded(count, 5, 2)),
        new("nearest five, 1 to 4 hidden", count => count is > 0 and < 5 ? (1, 4) : Rounded(count, 5, 2)),
        .. from most in new[] { 0, 1, 2, 4 } select new DisplayRule($"shown as it is up to {most}", count => count <= most ? (count, count) : count < 10 ? (most + 1, 9) : Bands(count, 5)),
        .. from step in new[] { (Width: 2, Offsets: new[] { 0, 1 }), (3, [0, 1, 2]), (10, [1, 2, 3, 4]) } from offset in step.Offsets select new DisplayRule($"rounded to {step.Width}, offset {offset}", count => Rounded(count, step.Width, offset)),
        .. from threshold in Enumerable.Range(1, 9) select new DisplayRule($"threshold {threshold}", count => count < threshold ? (0, threshold - 1) : (Math.Max(threshold, Bands(count, 5).Lower), Bands(count, 5).Upper)),
        .. from width in Enumerable.Range(1, 4) select new DisplayRule($"bands of {width}", count => count < 10 ? (0, 9) : Bands(count - 10, width) is var band ? (band.Lower + 10, band.Upper + 10) : default),
    ];

    public PublishedFigure Apply(PublishedFigure figure, long count)
    {
        var (lower, upper) = IntervalOf(count);
        return figure with { Lower = lower, Upper = upper };
    }

    private static (long Lower, long Upper) Bands(long count, long width) => (count - (count % width), count - (count % width) + width - 1);

    /// <summary>Steps that begin at the offset below each multiple.</summary>
    private static (long Lower, long Upper) Rounded(long count, long step, long offset)
    {
        var lower = ((count + offset) / step * step) - offset;
        return (Math.Max(0, lower), lower + step - 1);
    }
}
